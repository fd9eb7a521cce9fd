/** A piece of code, as prism-react-renderer has it. */
interface Token {
  readonly types: string[]
  readonly content: string
  readonly empty?: boolean
}

const EMPTY = { types: ['plain'], content: '\n', empty: true }

/** What the library makes of code in a language that it does not know. */
export const plainTokens = (code: string): Token[][] =>
  code.split('\n').map((content) => [content === '' ? EMPTY : { types: ['plain'], content }])

/** The tokens of code that has been marked: an element with `token` and its types for each, and text between them. */
export const tokensIn = (marked: Element): Token[][] => {
  const lines: Token[][] = [[]]
  for (const node of marked.childNodes) {
    // React's server has one between two texts.
    if (node instanceof Comment) continue
    const types = node instanceof Element ? [...node.classList].filter((name) => name !== 'token') : ['plain']
    for (const [index, content] of (node.textContent ?? '').split('\n').entries()) {
      if (index > 0) lines.push([])
      if (content !== '') lines.at(-1)?.push({ types, content })
    }
  }
  return lines.map((line) => (line.length > 0 ? line : [EMPTY]))
}

let served: ReadonlyMap<string, Token[][]> | undefined

/**
 * The tokens of code that stood in the page as the server made it; undefined for other code. A component that takes the place of the server's
 * HTML asks while it renders, when that HTML is still there.
 */
export const servedTokens = (code: string): Token[][] | undefined => {
  served ??= new Map(
    [...document.querySelectorAll('[data-language]')].map((marked) => [marked.textContent ?? '', tokensIn(marked)]),
  )
  return served.get(code)
}
