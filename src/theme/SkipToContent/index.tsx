import { useActiveDocContext } from '@docusaurus/plugin-content-docs/client'
import Original from '@theme-original/SkipToContent'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** The page of an operation: it ends with a tester. */
const OPERATION = /\/api-reference\/(?!index$)[^/]+$/

/** What a reader types or chooses in; the choice between form and JSON is before it. */
const FIELDS = ['input:not([type=radio], [hidden])', 'select', 'textarea'].map((field) => `.qkms-workbench ${field}`).join()

/** Goes on to the first field, once the browser has gone to the heading. Without a script, the heading is as far as the link leads. */
const toForm = () => document.querySelector<HTMLElement>(FIELDS)?.focus()

/** The first links of a page: to its text, and to its tester where it has one. */
export default function SkipToContent(): ReactNode {
  const { activeDoc } = useActiveDocContext(undefined)
  return (
    <>
      <Original />
      {OPERATION.test(activeDoc?.id ?? '') && (
        // biome-ignore lint/a11y/useValidAnchor: it leads to the heading, and a step further
        <a className={styles.skip} href="#try-it-out" onClick={() => setTimeout(toForm)}>
          Skip to Try It Out
        </a>
      )}
    </>
  )
}
