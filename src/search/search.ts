import MiniSearch, { type SearchOptions } from 'minisearch'
import { excerptOf, marked, type Piece } from './excerpt.ts'
import type { SearchPage, Section } from './pages.ts'
import { SYNONYMS } from './synonyms.ts'
import { indexTermsOf, phrasesOf, plain, queryWordsOf, stemOf, titleStemsOf } from './terms.ts'

/** A section that fits a query, as it is shown. */
export interface Hit {
  /** Below the base URL, with the anchor. */
  readonly path: string
  readonly heading: readonly Piece[]
  readonly excerpt: readonly Piece[]
  /** Where it stands: the page, or for a page itself the part of the site. */
  readonly where: string
}

export interface Search {
  /** The few best hits, of different kinds: what many pages have alike comes once. */
  suggest(query: string): readonly Hit[]
  /** The best hits. */
  find(query: string): readonly Hit[]
}

const SUGGESTIONS = 8
const OF_ONE_PAGE = 2
const RESULTS = 50

interface Entry extends Section {
  readonly id: number
  readonly path: string
  readonly where: string
  readonly isPage: boolean
  /** What the page is called, in the fields that are searched. */
  readonly page: string
  /** All that can be read in it, as phrases are compared. */
  readonly plain: string
  /** The heading as one word, and the stems of its parts; those of the page's title. */
  readonly name: string
  readonly stems: readonly string[]
  readonly pageStems: readonly string[]
  /** Whether many pages have a section with this heading. */
  readonly isCommon: boolean
  /** How much a match counts here, beside one elsewhere. */
  readonly weight: number
}

/** On so many pages, a heading belongs to their form and not to their subject. */
const COMMON = 4

/** An example repeats what the page says, a row says one thing of many, and a heading that many pages have tells little. */
const weightOf = ({ heading, isRow, anchor }: Section, pages: number): number => {
  if (anchor === undefined) return 1
  const kind = /^Example \d+: /.test(heading) ? 0.5 : isRow ? 0.7 : 1
  return kind * Math.max(0.3, pages ** -0.4)
}

/** In one word, as operations are named: `list aliases` → listaliases. */
const nameOf = (text: string): string => queryWordsOf(text).join('')

const entriesOf = (pages: readonly SearchPage[]): readonly Entry[] => {
  const pagesWith = new Map<string, number>()
  for (const { sections } of pages)
    for (const heading of new Set(sections.map(({ heading }) => heading)))
      pagesWith.set(heading, (pagesWith.get(heading) ?? 0) + 1)
  const entries = pages.flatMap(({ path, title, group, keywords, sections }) =>
    sections.map((section) => {
      const isPage = section.anchor === undefined
      const count = pagesWith.get(section.heading) ?? 1
      return {
        ...section,
        path: isPage ? path : `${path}#${section.anchor}`,
        where: isPage ? group : title,
        isPage,
        name: nameOf(section.heading),
        stems: titleStemsOf(section.heading),
        pageStems: titleStemsOf(title),
        page: [isPage ? '' : title, ...keywords].join(' '),
        plain: plain(`${section.heading} ${section.text} ${section.code ?? ''}`),
        isCommon: section.isRow || (!isPage && count >= COMMON),
        weight: weightOf(section, count),
      }
    }),
  )
  return entries.map((entry, id) => ({ ...entry, id }))
}

const pageOf = (path: string): string => path.replace(/#.*/, '')

/** What a word of the query has found in an entry: how well, and by which terms of the index. */
interface Match {
  readonly score: number
  readonly terms: readonly string[]
}
type Matches = ReadonlyMap<number, Match>

const best = (all: readonly Matches[]): Matches => {
  const found = new Map<number, Match>()
  for (const matches of all)
    for (const [id, { score, terms }] of matches) {
      const other = found.get(id)
      found.set(id, { score: Math.max(score, other?.score ?? 0), terms: [...terms, ...(other?.terms ?? [])] })
    }
  return found
}

/** How many letters of a word may be wrong. A number is never meant to be another. */
const mistakesIn = (word: string): number => {
  if (/\d/.test(word) || word.length < 4) return 0
  return word.length < 7 ? 1 : 2
}

/** The word with two neighbours swapped, at each place: one slip of the fingers, and two wrong letters. */
const swapsOf = (word: string): readonly string[] =>
  /\d/.test(word) || word.length < 3
    ? []
    : Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2))

const BOOST = { heading: 5, page: 2, text: 1, code: 0.3 }

/** Texts come as the terms that they are. */
const asIs = { tokenize: (text: string) => [text], processTerm: (term: string) => term }

/** Finds the entries of each single word. */
const wordIndex = async (entries: readonly Entry[]) => {
  const index = new MiniSearch<Entry>({
    ...asIs,
    fields: Object.keys(BOOST),
    // How often a sample has a word tells nothing.
    tokenize: (text, field) => (field === 'code' ? [...new Set(indexTermsOf(text))] : indexTermsOf(text)),
  })
  // In steps, so that the page stays quick meanwhile.
  await index.addAllAsync(entries, { chunkSize: 100 })
  const matchesOf = (term: string, factor: number, options: SearchOptions = {}): Matches =>
    new Map(
      index
        .search(term, { ...asIs, boost: BOOST, ...options })
        .map(({ id, score, terms }) => [id, { score: score * factor, terms }]),
    )

  return (word: string, isLast: boolean): Matches => {
    const stem = stemOf(word)
    const found = best([
      matchesOf(stem, 1),
      // The word itself counts less: what is rarer than its stem would count more. The last word may be unfinished.
      matchesOf(word, 0.6, { prefix: isLast }),
      ...(SYNONYMS[word] ?? SYNONYMS[stem] ?? []).map((synonym) => matchesOf(stemOf(synonym), 0.6)),
    ])
    if (found.size > 0) return found
    const near = best([
      matchesOf(word, 1, { prefix: true, fuzzy: mistakesIn(word) }),
      ...swapsOf(word).map((swapped) => matchesOf(stemOf(swapped), 1)),
    ])
    // A word that is close to the query's counts for a heading as its stem does.
    return new Map([...near].map(([id, { score, terms }]) => [id, { score, terms: [...terms, ...terms.map(stemOf)] }]))
  }
}

/** How many of the stems are among the terms, from 0 to 1. */
const shareOf = (stems: readonly string[], terms: readonly string[]): number =>
  stems.length === 0 ? 0 : stems.filter((stem) => terms.includes(stem)).length / stems.length

/** How much more an entry counts that has the query as it is typed. */
const literally = (query: string): ((entry: Entry) => number) => {
  const typed = plain(query)
  const name = nameOf(query)
  const stems = titleStemsOf(query).join(' ')
  // A path or an id is meant as it is: what only has its parts comes behind.
  const isCode = /^\S+$/.test(typed) && /[^\p{L}'’]/u.test(typed)
  const named = (entry: Entry): number => {
    if (entry.name === name) return 4
    if (entry.stems.join(' ') === stems) return 3
    return entry.name.startsWith(name) ? 2 : 1
  }
  return (entry) => named(entry) * (entry.plain.includes(typed) ? (isCode ? 100 : 1.4) : 1)
}

/** The first of them that differ: few of one page, and one of those that many pages have. */
const varied = (entries: readonly Entry[]): readonly Entry[] => {
  const taken = new Map<string, number>()
  const isTaken = (thing: string, limit: number): boolean => {
    const count = (taken.get(thing) ?? 0) + 1
    taken.set(thing, count)
    return count > limit
  }
  return entries.filter(
    ({ path, heading, isCommon }) => !isTaken(pageOf(path), OF_ONE_PAGE) && !(isCommon && isTaken(`# ${heading}`, 1)),
  )
}

/**
 * Makes the search for the pages.
 *
 * @example
 * const { suggest } = await createSearch(pages)
 * suggest('delete key') //=> [{ path: 'docs/…/deletion', … }, { path: 'docs/…/ScheduleKeyDeletion', … }, …]
 */
export const createSearch = async (pages: readonly SearchPage[]): Promise<Search> => {
  const entries = entriesOf(pages)
  const entriesOfPage = Map.groupBy(entries, ({ path }) => pageOf(path))
  const matchesOfWord = await wordIndex(entries)

  const rank = (query: string) => {
    const words = queryWordsOf(query)
    const perWord = words.map((word, place) => matchesOfWord(word, place === words.length - 1))
    const phrases = phrasesOf(query)
    const bonus = literally(query)
    const stems = titleStemsOf(query)
    /** A page as a whole has what any of its sections has. */
    const has = (entry: Entry, phrase: string): boolean =>
      (entry.isPage ? (entriesOfPage.get(entry.path) ?? []) : [entry]).some(({ plain }) => plain.includes(phrase))

    const ranked = entries.flatMap((entry) => {
      const matches = perWord.flatMap((found) => found.get(entry.id) ?? [])
      if (matches.length === 0 || !phrases.every((phrase) => has(entry, phrase))) return []
      const terms = matches.flatMap(({ terms }) => terms)
      const score =
        matches.reduce((sum, { score }) => sum + score, 0) *
        (matches.length / words.length) ** 3 *
        (1 + (entry.isPage ? 5 : 2) * shareOf(entry.stems, terms) ** 3) *
        // A member that is named like the page's subject belongs there first.
        (entry.isPage ? 1 : 1 + shareOf(stems, entry.pageStems) / 2) *
        bonus(entry) *
        entry.weight
      return [{ entry, terms, score }]
    })
    return ranked.toSorted((a, b) => b.score - a.score)
  }

  const hitOf = ({ path, heading, text, code, where }: Entry, terms: ReadonlySet<string>): Hit => ({
    path,
    heading: marked(heading, terms),
    excerpt: excerptOf(text, code, terms),
    where,
  })

  const hits = (query: string, choose: (entries: readonly Entry[]) => readonly Entry[], limit: number): readonly Hit[] => {
    const ranked = rank(query)
    const termsOf = new Map(ranked.map(({ entry, terms }) => [entry, terms]))
    return choose(ranked.map(({ entry }) => entry))
      .slice(0, limit)
      .map((entry) => hitOf(entry, new Set(termsOf.get(entry))))
  }

  return {
    suggest: (query) => hits(query, varied, SUGGESTIONS),
    find: (query) => hits(query, (all) => all, RESULTS),
  }
}
