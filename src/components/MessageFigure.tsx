import { type ComponentProps, Fragment, type ReactNode } from 'react'
import { Code } from './Code.tsx'
import { CopyButton } from './CopyButton.tsx'
import './qkms.css'
import { type Message, printMessage } from './http.ts'
import { KEPT, useKept } from './use-kept.ts'
import { useTexts } from './use-texts.ts'

interface MessageFigureProps extends ComponentProps<'figure'> {
  readonly caption: string
  /** What the copy button copies, in words: `Copy request`. */
  readonly what: string
  readonly message: Message
  /** What a highlighter calls the language of the body; JSON unless given. */
  readonly language?: string
}

/** An HTTP message, or a part of one, that can be scrolled and copied. */
export function MessageFigure({ caption, what, message, language = 'json', ...rest }: MessageFigureProps): ReactNode {
  const { example: texts } = useTexts()
  const { start, headers = [], body } = message
  const head = start !== undefined || headers.length > 0
  const printed = printMessage(message)
  const kept = useKept(printed)
  return (
    <figure {...rest} className="qkms-figure">
      <figcaption>{caption}</figcaption>
      <CopyButton what={what} text={printed} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
      <pre className="qkms-code" tabIndex={0} role="group" aria-label={texts.textOf(caption)} translate="no">
        {kept ? (
          <code {...KEPT} />
        ) : (
          <code>
            {start !== undefined && <span className="token keyword">{start}</span>}
            {headers.map(([name, value], index) => (
              <Fragment key={name}>
                {(start !== undefined || index > 0) && '\n'}
                <span className="token property">{name}</span>: {value}
              </Fragment>
            ))}
            {body !== undefined && head && '\n\n'}
            {body !== undefined && <Code code={body} language={language} />}
          </code>
        )}
      </pre>
    </figure>
  )
}
