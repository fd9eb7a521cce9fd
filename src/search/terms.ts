import { stemmer } from 'stemmer'

/** How texts and queries become the terms that the index compares. */

/** Too frequent to tell pages apart. */
const STOP_WORDS = new Set(
  (
    'a an and are as at be by can do does for from how i if in is it its me my of on or s should so t that the their there ' +
    'this to use used uses using was what when where which who why with you your'
  ).split(' '),
)

/** In one line, without capitals and quotes; full-width letters as the plain ones. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/["“”]/g, '').replace(/\s+/g, ' ').trim()

const wordsOf = (text: string): readonly string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []

/** `KMSInvalidStateException` → kms, invalid, state, exception. */
const partsOf = (word: string): readonly string[] =>
  word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u).map((part) => part.toLowerCase())

/**
 * `rotation`, `rotates` and `rotate` have one stem: what is left when nothing more can be taken away (`aliases`, `alias`,
 * `alia`). What has a digit in it is no word of English.
 */
export const stemOf = (word: string): string => {
  const stem = /^[a-z]+$/.test(word) ? stemmer(word) : word
  return stem === word ? stem : stemOf(stem)
}

/** Few words make up all texts. */
const termsOfWord = new Map<string, readonly string[]>()

/**
 * The terms of a text in the index: each word and its stem. A name in camel case is found by its parts, and from each part on to
 * its end.
 *
 * @example
 * indexTermsOf('PutKeyPolicy') //=> ['putkeypolicy', 'put', 'keypolicy', 'key', 'kei', 'policy', 'polici']
 */
export const indexTermsOf = (text: string): string[] =>
  wordsOf(text).flatMap((word) => {
    const known = termsOfWord.get(word)
    if (known) return known
    const parts = partsOf(word)
    const terms = [...new Set(parts.flatMap((part, index) => [parts.slice(index).join(''), part, stemOf(part)]))]
    termsOfWord.set(word, terms)
    return terms
  })

/**
 * The words of a query that tell something; all of them where none does.
 *
 * @example
 * queryWordsOf('How do I rotate a key?') //=> ['rotate', 'key']
 */
export const queryWordsOf = (query: string): readonly string[] => {
  const words = [...new Set(wordsOf(query).map((word) => word.toLowerCase()))]
  const telling = words.filter((word) => !STOP_WORDS.has(word))
  return telling.length > 0 ? telling : words
}

/**
 * The parts of a title that tell something, as stems.
 *
 * @example
 * titleStemsOf('ScheduleKeyDeletion') //=> ['schedul', 'kei', 'delet']
 */
export const titleStemsOf = (title: string): readonly string[] =>
  wordsOf(title)
    .flatMap(partsOf)
    .filter((part) => !STOP_WORDS.has(part))
    .map(stemOf)

/** The words in quotes of a query, which have to stand in a text as they are. */
export const phrasesOf = (query: string): readonly string[] =>
  [...query.matchAll(/["“”]([^"“”]+)["“”]/g)].map(([, phrase = '']) => plain(phrase))
