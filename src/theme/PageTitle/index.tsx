import Head from '@docusaurus/Head'
import { useDoc } from '@docusaurus/plugin-content-docs/client'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import Heading from '@theme/Heading'
import type { ComponentProps, ReactNode } from 'react'
import { PageText } from '../PageText/index.tsx'
import { translationOf, Words } from '../Words.tsx'
import styles from './styles.module.css'

/** The title of a page, and after it a way to the page's Markdown, which src/docusaurus/machine-texts.ts writes. */
export function PageTitle({ children, ...props }: ComponentProps<'h1'>): ReactNode {
  const { siteConfig } = useDocusaurusContext()
  const { permalink } = useDoc().metadata
  const path = permalink.replace(/\/$/, '')
  const url = `${path}.md`
  return (
    <div className={styles.title}>
      <Head>
        <link rel="alternate" type="text/markdown" href={url} />
        {/* The route of the first page of the docs ends with a slash; no link to it does. */}
        {path !== permalink && <link rel="canonical" href={siteConfig.url + path} />}
      </Head>
      <Heading as="h1" translate={translationOf(children, path)} {...props}>
        {typeof children === 'string' ? <Words text={children} /> : children}
      </Heading>
      <PageText url={url} />
    </div>
  )
}
