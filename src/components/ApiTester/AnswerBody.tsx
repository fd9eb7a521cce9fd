import { memo, type ReactNode, useMemo, useState } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import { CopyButton } from '../CopyButton.tsx'
import { MessageFigure } from '../MessageFigure.tsx'
import { useTexts } from '../use-texts.ts'
import { type Answer, jsonOf } from './answer.ts'
import { Announce } from './CopyValue.tsx'
import { JsonValue } from './JsonValue.tsx'

/** Characters beyond which a line with its buttons for each value would be felt. */
const LONG = 50_000

/** Not rendered again when a status is announced. */
const Tree = memo(JsonValue)

/** A body whose values wrap, and can each be copied. */
function JsonFigure({ value, output }: { readonly value: unknown; readonly output: Members | undefined }): ReactNode {
  const { response: texts, example } = useTexts()
  const [status, announce] = useState('')
  const shape = useMemo(() => output && { kind: 'structure' as const, members: output }, [output])
  return (
    <Announce value={announce}>
      <figure className="qkms qkms-figure">
        <figcaption>{texts.bodyCaption}</figcaption>
        <CopyButton what={texts.bodyCaption.toLowerCase()} text={JSON.stringify(value, null, 2)} />
        {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
        <pre className="qkms-code qkms-answer" role="group" aria-label={example.textOf(texts.bodyCaption)} translate="no">
          <code>
            <Tree value={value} shape={shape} />
          </code>
        </pre>
        <span role="status" className="qkms-sr">
          {status}
        </span>
      </figure>
    </Announce>
  )
}

interface AnswerBodyProps {
  readonly answer: Answer
  /** What the operation returns, where it is described: tells moments from numbers, and bytes from text. */
  readonly output?: Members | undefined
}

/** The headers and the body of an answer. What is open in one answer is open in the next. */
export function AnswerBody({ answer: { headers, text, error }, output }: AnswerBodyProps): ReactNode {
  const { response: texts } = useTexts()
  const value = useMemo(() => (text.length > LONG ? undefined : jsonOf(text)), [text])
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
      ) : value === undefined ? (
        <MessageFigure caption={texts.bodyCaption} what={texts.bodyCaption.toLowerCase()} message={{ body: text }} />
      ) : (
        <JsonFigure value={value} output={error ? undefined : output} />
      )}
    </div>
  )
}
