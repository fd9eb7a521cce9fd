import Head from '@docusaurus/Head'
import { useDoc } from '@docusaurus/plugin-content-docs/client'
import type { Props } from '@theme/DocItem/Content'
import Original from '@theme-original/DocItem/Content'
import { PageText } from '../../PageText/index.tsx'

/** A page of the documentation, with a way to its Markdown, which src/docusaurus/machine-texts.ts writes. */
export default function DocItemContent(props: Props) {
  const url = `${useDoc().metadata.permalink.replace(/\/$/, '')}.md`
  return (
    <>
      <Head>
        <link rel="alternate" type="text/markdown" href={url} />
      </Head>
      <PageText url={url} />
      <Original {...props} />
    </>
  )
}
