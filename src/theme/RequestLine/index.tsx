import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type { ReactNode } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Words } from '../Words.tsx'
import styles from './styles.module.css'

/** Where an operation's request goes, and the header that selects the operation. */
export default function RequestLine({ target }: { readonly target: string }): ReactNode {
  const endpoint = String(useDocusaurusContext().siteConfig.customFields?.endpoint)
  return (
    <figure className={`qkms request-line ${styles.line}`} translate="no">
      <code>
        <b>POST</b> {endpoint}
        {'\n'}
        <span>
          X-Amz-Target: <Words text={target} />
        </span>
      </code>
      <CopyButton what="request line" text={`POST ${endpoint}\nX-Amz-Target: ${target}`} />
    </figure>
  )
}
