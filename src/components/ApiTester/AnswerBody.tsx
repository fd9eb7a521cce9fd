import { type ReactNode, useMemo } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { useTexts } from '../use-texts.ts'
import { type Answer, jsonOf } from './answer.ts'
import type { Origin } from './outlet.ts'
import { useJsonFigure } from './use-json-figure.ts'

/** Characters beyond which a line with its buttons for each value would be felt. */
const LONG = 50_000

interface AnswerBodyProps {
  readonly answer: Answer
  /** What the operation returns, where it is described: tells moments from numbers, and bytes from text. */
  readonly output?: Members | undefined
  /** Where the values come from, where they can go on to other requests. */
  readonly origin?: Origin | undefined
}

/** The headers and the body of a response. What is open in one response is open in the next. */
export function AnswerBody({ answer: { headers, text, error }, output, origin }: AnswerBodyProps): ReactNode {
  const { response: texts } = useTexts()
  const value = useMemo(() => (text.length > LONG ? undefined : jsonOf(text)), [text])
  const JsonFigure = useJsonFigure()
  return (
    <div>
      {headers.length > 0 && (
        <details className="qkms-details">
          <summary>{texts.headers(headers.length)}</summary>
          <MessageFigure caption={texts.headersCaption} what={texts.headersCaption.toLowerCase()} message={{ headers }} />
        </details>
      )}
      {text === '' ? (
        <p className="qkms-muted">{texts.emptyBody}</p>
      ) : value !== undefined && JsonFigure ? (
        <JsonFigure value={value} output={error ? undefined : output} origin={error ? undefined : origin} />
      ) : (
        <MessageFigure
          caption={texts.bodyCaption}
          what={texts.bodyCaption.toLowerCase()}
          message={{ body: value === undefined ? text : JSON.stringify(value, null, 2) }}
        />
      )}
    </div>
  )
}
