import { operations } from '../../src/facts/index.ts'
import type { KmsOperation } from '../../src/facts/operation.ts'
import type { ScenarioData } from '../../src/vocabulary/scenario.ts'
import { filesIn, load, type Page } from '../pages.ts'

/** What the pages claim, taken from the pages themselves, so that no test types it again. */

const DOCS = 'docs/api/q-kms'
export const PAGES: readonly Page[] = await Promise.all(filesIn(DOCS, '.mdx').map((file) => load(`${DOCS}/${file}`)))

/** A page’s file, without folder and ending. */
export const nameOf = (path: string): string => path.replace(/^.*\/|\.mdx$/g, '')

/** A statement that a page marks with a comment of MDX behind it, which says `claim:` and the name of its proof. */
export interface Claim {
  readonly name: string
  readonly page: string
  /** The line up to the comment, or from the comment before it. */
  readonly text: string
}

const MARK = /\{\/\* claim: ([\w-]+) \*\/\}/

export const claimsIn = (page: string, source: string): readonly Claim[] =>
  source.split('\n').flatMap((line) => {
    const parts = line.split(MARK)
    return parts.flatMap((name, index) => (index % 2 === 1 ? [{ name, page, text: (parts[index - 1] ?? '').trim() }] : []))
  })

export const CLAIMS: readonly Claim[] = PAGES.flatMap(({ path, source }) => claimsIn(nameOf(path), source))

export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: unknown
  readonly Action: string | readonly string[]
  readonly Resource?: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}
export interface Document {
  readonly Version?: string
  readonly Statement: readonly Statement[]
}

/** A policy, with the page and the place in it where it stands. */
export interface Found<T> {
  readonly where: string
  readonly found: T
}

/** A policy document, or one statement of one, in whatever a page has. */
const policyIn = (value: unknown): Document | undefined => {
  if (typeof value === 'string') {
    if (!/^\s*\{/.test(value)) return undefined
    try {
      return policyIn(JSON.parse(value))
    } catch {
      return undefined
    }
  }
  if (typeof value !== 'object' || value === null) return undefined
  if ('Statement' in value && Array.isArray(value.Statement)) return value as Document
  return 'Effect' in value && 'Action' in value ? { Version: '2012-10-17', Statement: [value as Statement] } : undefined
}

/** Every policy within a value, which may be a request, an answer, or an HTTP message of either. */
const policiesWithin = (value: unknown): readonly Document[] => {
  const policy = policyIn(value)
  if (policy) return [policy]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(policiesWithin) : []
}

/** A code block of a page: its language and title, and its text. */
export interface Block {
  readonly language: string
  readonly title: string | undefined
  readonly code: string
}

const BLOCK = /^```(\w+)(?: title="([^"]+)")?\n([\s\S]*?)^```$/gm

/** The code blocks of a page; one without a title is called by its language and its number among those. */
export const blocksIn = (page: string, source: string): readonly Found<Block>[] => {
  const numbers = new Map<string, number>()
  return [...source.matchAll(BLOCK)].map(([, language = '', title, code = '']) => {
    const number = (numbers.get(language) ?? 0) + (title === undefined ? 1 : 0)
    numbers.set(language, number)
    return { where: `${page}: ${title ?? `${language} ${number}`}`, found: { language, title, code } }
  })
}

/** The heading that a part of a page stands under. */
const headingOf = (parts: Page['parts'], index: number): string =>
  parts.slice(0, index).findLast(({ kind }) => /^h[123]$/.test(kind))?.text ?? ''

/** The policies of a page, each once: in its code blocks, what it exports, the requests and answers that it shows, and the steps of its scenarios. */
export const policiesIn = ({ path, source, exports, parts }: Page): readonly Found<Document>[] => {
  const page = nameOf(path)
  const all = [
    ...blocksIn(page, source).map(({ where, found }) => ({ where, value: found.code as unknown })),
    ...Object.entries(exports)
      .filter(([name]) => /^[A-Z_]+$/.test(name))
      .map(([name, value]) => ({ where: `${page}: ${name}`, value })),
    ...parts.flatMap(({ kind, props }, index) =>
      kind === 'ApiExample' || kind === 'ApiTester'
        ? [{ where: `${page}: ${headingOf(parts, index)}`, value: props as unknown }]
        : [],
    ),
    ...parts.flatMap(({ kind, props }) =>
      kind === 'Scenario'
        ? (props as unknown as ScenarioData).steps.map((step) => ({ where: `${page}: ${step.title}`, value: step as unknown }))
        : [],
    ),
  ].flatMap(({ where, value }) => policiesWithin(value).map((found) => ({ where, found })))
  return all.filter(
    ({ found }, index) => all.findIndex((other) => JSON.stringify(other.found) === JSON.stringify(found)) === index,
  )
}

/** The examples of the descriptors that have a policy. */
export const policiesOfExamples = (): readonly Found<Document>[] =>
  (Object.values(operations) as readonly KmsOperation[]).flatMap(({ name, example }) =>
    [example.request, example.response].flatMap((value) =>
      policiesWithin(value).map((found) => ({ where: `${name}: example`, found })),
    ),
  )
