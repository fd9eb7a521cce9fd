import Link from '@docusaurus/Link'
import type { ReactNode } from 'react'
import { statusLine } from '../../components/http.ts'
import { errorUrl } from '../../ready/routes.ts'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import styles from './styles.module.css'

interface OutcomeProps {
  readonly status: number
  /** In milliseconds; undefined for a response of the docs. */
  readonly duration?: number | undefined
}

/** How a request went: a mark, the status, and how long it took. */
export const Outcome = ({ status, duration }: OutcomeProps): ReactNode => (
  <span className={styles.outcome} data-ok={status < 400}>
    <span aria-hidden="true">{status < 400 ? '✓' : '✗'}</span> <strong>{statusLine(status)}</strong>{' '}
    {duration === undefined ? 'as documented' : `${Math.max(1, Math.round(duration))} ms`}
  </span>
)

/** What the service refuses, in its own words; the code leads to its entry in the manual. */
export const Refusal = ({ code, message }: Pick<ServiceError, 'code' | 'message'>): ReactNode => (
  <>
    <Link to={errorUrl(code)} className={styles.code ?? ''}>
      {code}
    </Link>{' '}
    {message || 'The service gives no text with this error.'}
  </>
)
