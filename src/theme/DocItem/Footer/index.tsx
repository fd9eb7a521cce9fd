import Translate from '@docusaurus/Translate'
import Original from '@theme-original/DocItem/Footer'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** What follows the text: where to edit it, and the way back up. */
export default function DocItemFooter(): ReactNode {
  return (
    <>
      <Original />
      <p className={styles.top}>
        {/* The top of every page has this name, by the HTML standard. */}
        <a href="#top">
          <Translate id="theme.BackToTopButton.label">Back to top</Translate>
        </a>
      </p>
    </>
  )
}
