/**
 * Texts of the policy language: `*` stands for any text, `?` for one character, and `${name}` for what a request makes known.
 */

/** Single characters, `ANY` and `ONE`. */
export type Pattern = readonly string[]

const ANY = '**'
const ONE = '??'

/** Reads `*` and `?` of a policy's text as wildcards. */
export const patternOf = (text: string): Pattern =>
  text.split('').map((character) => (character === '*' ? ANY : character === '?' ? ONE : character))

/** Whether a pattern matches the whole of `text`. Goes back to the last `*` alone, so the cost is a product, never a power. */
export const matches = (pattern: Pattern, text: string): boolean => {
  let at = 0
  let position = 0
  let star = -1
  let resume = 0
  while (position < text.length) {
    const token = pattern[at]
    if (token === ANY) {
      star = at++
      resume = position
    } else if (token === ONE || token === text[position]) {
      at++
      position++
    } else if (star >= 0) {
      at = star + 1
      position = ++resume
    } else return false
  }
  while (pattern[at] === ANY) at++
  return at === pattern.length
}

/** A text of a policy, as itself and as a pattern. */
export interface Operand {
  readonly text: string
  readonly pattern: Pattern
}

/** The values that a request makes known under a name in lower case. */
export type Lookup = (name: string) => readonly string[] | undefined

/** A text of a policy for one request; undefined where it has a variable that the request does not make known. */
export type Template = (lookup: Lookup) => Operand | undefined

const VARIABLE = /\$\{([^{}]*)\}/

/** `variables`: whether the policy's version knows them. */
export const templateOf = (text: string, variables: boolean): Template => {
  if (!variables || !VARIABLE.test(text)) {
    const operand = { text, pattern: patternOf(text) }
    return () => operand
  }
  // Every second part is a variable.
  const parts = text.split(VARIABLE).map((part, index) => (index % 2 === 0 ? patternOf(part) : part))
  return (lookup) => {
    let pattern: string[] = []
    for (const part of parts) {
      const tokens = typeof part === 'string' ? valueIn(part, lookup)?.split('') : part
      if (!tokens) return undefined
      pattern = pattern.concat(tokens)
    }
    return { text: pattern.map((token) => token.charAt(0)).join(''), pattern }
  }
}

/** What a variable stands for: the characters with a meaning stand for themselves, and `'…'` after a comma is the default. */
const valueIn = (variable: string, lookup: Lookup): string | undefined => {
  if (variable === '*' || variable === '?' || variable === '$') return variable
  const comma = variable.indexOf(',')
  const name = comma < 0 ? variable : variable.slice(0, comma)
  const fallback = comma < 0 ? undefined : /^\s*'([^']*)'\s*$/.exec(variable.slice(comma + 1))?.[1]
  const values = lookup(name.trim().toLowerCase())
  return values?.length === 1 ? values[0] : fallback
}
