import { type ComponentProps, type ReactNode, useEffect, useState } from 'react'
import { plainTokens, servedTokens } from './tokens.ts'

type Original = typeof import('./library.ts').Highlight
type Props = ComponentProps<Original>

let Library: Original | undefined

const load = async (): Promise<void> => {
  Library = (await import('./library.ts')).Highlight
}

const joined = (...names: readonly (string | undefined)[]): string => names.filter(Boolean).join(' ')

/** Code that the library has not marked: as the server marked it, or plain. */
const Unmarked = ({ code, language, children }: Props): ReactNode =>
  children({
    className: `prism-code language-${language}`,
    style: {},
    tokens: servedTokens(code) ?? plainTokens(code),
    getLineProps: ({ line: _, className, ...rest }) => ({ ...rest, className: joined('token-line', className) }),
    getTokenProps: ({ token, className, ...rest }) => ({
      ...rest,
      className: joined('token', ...token.types, className),
      children: token.content,
    }),
  })

/**
 * Stands for that of prism-react-renderer in the browser. Most code of a page is marked by the server; the library, with its twenty languages,
 * loads with the first that is not, which stands there plain until then.
 */
export function Highlight(props: Props): ReactNode {
  const [, setLoaded] = useState(Library !== undefined)
  const isServed = servedTokens(props.code) !== undefined
  useEffect(() => {
    if (Library || isServed) return
    let current = true
    load().then(
      () => current && setLoaded(true),
      // Code without its colours can be read.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [isServed])
  return Library && !isServed ? <Library {...props} /> : <Unmarked {...props} />
}

/** What the theme calls when a page opens; library.ts does it. */
export const Prism = undefined
