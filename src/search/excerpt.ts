import { indexTermsOf } from './terms.ts'

/** A piece of a text, and whether it is what the reader searches for. */
export interface Piece {
  readonly text: string
  readonly isMatch: boolean
}

/** Characters, about two lines of the menu. */
const LENGTH = 150
/** Characters that stand before the first match, and up to where a match is still shown with the beginning of the text. */
const LEAD = 30
const NEAR = 70

const WORD = /[\p{L}\p{N}]+/gu

/** The text with the words marked that have one of the terms. */
export const marked = (text: string, terms: ReadonlySet<string>): readonly Piece[] => {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!indexTermsOf(word).some((term) => terms.has(term))) continue
    if (index > end) pieces.push({ text: text.slice(end, index), isMatch: false })
    pieces.push({ text: word, isMatch: true })
    end = index + word.length
  }
  return end < text.length ? [...pieces, { text: text.slice(end), isMatch: false }] : pieces
}

/** Where most of the terms stand close together, and how many. */
const densest = (text: string, terms: ReadonlySet<string>): { readonly start: number; readonly count: number } => {
  const found = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const matched = indexTermsOf(word).filter((term) => terms.has(term))
    return matched.length > 0 ? [{ index, matched }] : []
  })
  let best = { start: 0, count: 0 }
  for (const { index: start } of found) {
    const near = found.filter(({ index }) => index >= start && index < start + LENGTH - LEAD)
    const { size: count } = new Set(near.flatMap(({ matched }) => matched))
    if (count > best.count) best = { start, count }
  }
  return best
}

/**
 * The part of the text, or of the code where that has more of them, in which the terms stand.
 *
 * @example
 * excerptOf('Deletes the key at once.', undefined, new Set(['key']))
 * //=> [{ text: 'Deletes the ', isMatch: false }, { text: 'key', isMatch: true }, { text: ' at once.', isMatch: false }]
 */
export const excerptOf = (text: string, code: string | undefined, terms: ReadonlySet<string>): readonly Piece[] => {
  const [inText, inCode] = [densest(text, terms), densest(code ?? '', terms)]
  const [source, { start }] = code !== undefined && inCode.count > inText.count ? [code, inCode] : [text, inText]
  // From the beginning of a word to the end of one.
  const from = start <= NEAR ? 0 : source.indexOf(' ', start - LEAD) + 1
  const space = source.lastIndexOf(' ', from + LENGTH)
  const to = source.length <= from + LENGTH ? source.length : space > from ? space : from + LENGTH
  const pieces = marked(source.slice(from, to), terms)
  const ellipsis = { text: '…', isMatch: false }
  return [...(from > 0 ? [ellipsis] : []), ...pieces, ...(to < source.length ? [ellipsis] : [])]
}
