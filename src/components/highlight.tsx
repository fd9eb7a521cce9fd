import Prism from 'isolated-prism'
import type { Token, TokenStream } from 'prismjs'
import { type ReactNode, useMemo } from 'react'

/** A part of a line of code. `plain` is its one type where the language gives it none. */
interface Piece {
  readonly types: readonly string[]
  readonly content: string
  readonly empty?: boolean
}

const typesOf = ({ type, alias }: Token): readonly string[] => [type, ...[alias ?? []].flat()]

/** The text of nested tokens, each with the types of all that it stands in. */
function* piecesOf(stream: TokenStream, types: readonly string[]): Generator<Piece> {
  if (typeof stream === 'string') yield { types: types.length > 0 ? types : ['plain'], content: stream }
  else if (Array.isArray(stream)) for (const item of stream) yield* piecesOf(item, types)
  else yield* piecesOf(stream.content, [...types, ...typesOf(stream)])
}

/** The pieces by line. */
const linesOf = (pieces: Iterable<Piece>): readonly (readonly Piece[])[] => {
  const lines: Piece[][] = [[]]
  for (const { types, content } of pieces)
    for (const [index, text] of content.split('\n').entries()) {
      if (index > 0) lines.push([])
      lines.at(-1)?.push({ types, content: text, empty: text === '' })
    }
  return lines
}

interface HighlightProps {
  readonly code: string
  /** Prism's name of the language. Where Prism is not told of it, the code is plain. */
  readonly language: string
  readonly theme?: unknown
  readonly children: (highlighted: { readonly tokens: readonly (readonly Piece[])[] }) => ReactNode
}

/**
 * Stands for that of prism-react-renderer in the package (see scripts/build-lib.ts): with the languages of the samples alone, a quarter of the
 * weight, and without a theme, which qkms.css has.
 */
export function Highlight({ code, language, children }: HighlightProps): ReactNode {
  const tokens = useMemo(() => {
    const grammar = Prism.languages[language]
    return linesOf(piecesOf(grammar ? Prism.tokenize(code, grammar) : code, []))
  }, [code, language])
  return children({ tokens })
}
