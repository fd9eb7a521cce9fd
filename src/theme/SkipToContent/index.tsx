import { useActiveDocContext } from '@docusaurus/plugin-content-docs/client'
import Original from '@theme-original/SkipToContent'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** The page of an operation: it ends with a tester. */
const OPERATION = /\/api-reference\/(?!index$)[^/]+$/

/** The first links of a page: to its text, and to its tester where it has one. */
export default function SkipToContent(): ReactNode {
  const { activeDoc } = useActiveDocContext(undefined)
  return (
    <>
      <Original />
      {OPERATION.test(activeDoc?.id ?? '') && (
        <a className={styles.skip} href="#try-it-out">
          Skip to Try It Out
        </a>
      )}
    </>
  )
}
