import type { ReactNode } from 'react'
import { statusLine } from '../http.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { useTexts } from '../use-texts.ts'
import { type Answer, prettyJson } from './answer.ts'

/** An answer: what it says first, then headers and body. */
export function AnswerView({ answer }: { readonly answer: Answer }): ReactNode {
  const { response: texts } = useTexts()
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
            <summary>{texts.headers(answer.headers.length)}</summary>
            <MessageFigure
              caption={texts.headersCaption}
              what={texts.headersCaption.toLowerCase()}
              message={{ headers: answer.headers }}
            />
          </details>
        )}
        {answer.text === '' ? (
          <p className="qkms-muted">{texts.emptyBody}</p>
        ) : (
          <MessageFigure
            caption={texts.bodyCaption}
            what={texts.bodyCaption.toLowerCase()}
            message={{ body: prettyJson(answer.text) }}
          />
        )}
      </div>
    </>
  )
}
