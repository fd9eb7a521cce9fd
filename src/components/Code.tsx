import { Highlight } from 'prism-react-renderer'
import { Fragment, type ReactNode } from 'react'

/** Tokens are coloured by qkms.css alone, so one HTML serves both themes and no style attribute meets a strict CSP. */
const NO_THEME = { plain: {}, styles: [] }
/** Characters beyond which colouring would be felt. */
const HIGHLIGHTED = 50_000

/** Code with its tokens marked; `language` is Prism's name of it. */
export function Code({ code, language }: { readonly code: string; readonly language: string }): ReactNode {
  if (code.length > HIGHLIGHTED) return code
  return (
    <span data-language={language}>
      <Highlight code={code} language={language} theme={NO_THEME}>
        {({ tokens }) => {
          // Here, since a highlighter may call this again by itself, when its languages have loaded.
          let place = 0
          return tokens.map((line, index) => (
            <Fragment key={place++}>
              {index > 0 && '\n'}
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
        }}
      </Highlight>
    </span>
  )
}
