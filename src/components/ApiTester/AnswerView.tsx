import type { ReactNode } from 'react'
import { statusLine } from '../http.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { type Answer, prettyJson } from './answer.ts'

/** An answer: what it says first, then headers and body. */
export function AnswerView({ answer }: { readonly answer: Answer }): ReactNode {
  const { error } = answer
  return (
    <>
      <p className="qkms-status" data-ok={answer.status < 400}>
        <strong>{statusLine(answer.status)}</strong>{' '}
        <span className="qkms-muted">{Math.max(1, Math.round(answer.duration))} ms</span>
      </p>
      {error && (
        <p className="qkms-error">
          <strong>{error.code}</strong>
          {error.message && <span>{error.message}</span>}
        </p>
      )}
      {/* The summary above is enough to hear; the rest is there to be read. */}
      <div aria-live="off">
        {answer.headers.length > 0 && (
          <details className="qkms-details">
            <summary>{answer.headers.length} headers</summary>
            <MessageFigure caption="Headers" what="headers" message={{ headers: answer.headers }} />
          </details>
        )}
        {answer.text === '' ? (
          <p className="qkms-muted">(empty body)</p>
        ) : (
          <MessageFigure caption="Body" what="body" message={{ body: prettyJson(answer.text) }} />
        )}
      </div>
    </>
  )
}
