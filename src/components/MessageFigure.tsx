import { Highlight } from 'prism-react-renderer'
import { type ComponentProps, Fragment, type ReactNode } from 'react'
import { CopyButton } from './CopyButton.tsx'
import './qkms.css'
import { type Message, printMessage } from './http.ts'
import { KEPT, useKept } from './use-kept.ts'

/** Tokens are coloured by qkms.css alone, so one HTML serves both themes and no style attribute meets a strict CSP. */
const NO_THEME = { plain: {}, styles: [] }
/** Characters beyond which colouring would be felt. */
const HIGHLIGHTED = 50_000

function Json({ code }: { readonly code: string }): ReactNode {
  if (code.length > HIGHLIGHTED) return code
  let place = 0
  return (
    <Highlight code={code} language="json" theme={NO_THEME}>
      {({ tokens }) =>
        tokens.map((line) => (
          <Fragment key={place++}>
            {place > 1 && '\n'}
            {line.map(({ types, content, empty }) =>
              empty ? null : types.includes('plain') ? (
                content
              ) : (
                <span key={place++} className={`token ${types.join(' ')}`}>
                  {content}
                </span>
              ),
            )}
          </Fragment>
        ))
      }
    </Highlight>
  )
}

interface MessageFigureProps extends ComponentProps<'figure'> {
  readonly caption: string
  /** What the copy button copies, in words: `Copy request`. */
  readonly what: string
  readonly message: Message
}

/** An HTTP message, or a part of one, that can be scrolled and copied. */
export function MessageFigure({ caption, what, message, ...rest }: MessageFigureProps): ReactNode {
  const { start, headers = [], body } = message
  const head = start !== undefined || headers.length > 0
  const printed = printMessage(message)
  const kept = useKept(printed)
  return (
    <figure {...rest} className="qkms qkms-figure">
      <figcaption>{caption}</figcaption>
      <CopyButton what={what} text={printed} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
      <pre className="qkms-code" tabIndex={0} role="group" aria-label={`${caption} text`}>
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
            {body !== undefined && <Json code={body} />}
          </code>
        )}
      </pre>
    </figure>
  )
}
