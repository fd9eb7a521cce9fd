import type { ReactNode } from 'react'
import { statusLine } from '../http.ts'
import type { Api } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import type { Answer } from './answer.ts'

interface AnswerSummaryProps {
  readonly answer: Answer
  /** The response is to the last request, and the next is on its way. */
  readonly sending: boolean
  readonly operation: string
  readonly errorLinks: Api['errorLinks']
}

export function Sending(): ReactNode {
  const { response: texts } = useTexts()
  return (
    <p className="qkms-sending">
      <span className="qkms-spinner" aria-hidden="true" />
      {texts.sending}
    </p>
  )
}

/** The first line of a response: status, duration, and what was refused. */
export function AnswerSummary({ answer, sending, operation, errorLinks }: AnswerSummaryProps): ReactNode {
  const { error, status, duration } = answer
  const links = (error && errorLinks?.(error.code, operation)) || []
  return (
    <>
      {sending ? (
        <Sending />
      ) : (
        <p className="qkms-status" data-ok={status < 400}>
          <strong>{statusLine(status)}</strong> <span className="qkms-muted">{Math.max(1, Math.round(duration))} ms</span>
        </p>
      )}
      {error && (
        <div className="qkms-error">
          <strong translate="no">{error.code}</strong>
          {error.message && <span>{error.message}</span>}
          {links.length > 0 && (
            <span className="qkms-links">
              {links.map(({ label, href }) => (
                <a key={href} href={href}>
                  {label}
                </a>
              ))}
            </span>
          )}
        </div>
      )}
    </>
  )
}
