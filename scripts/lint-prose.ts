import { globSync, readFileSync } from 'node:fs'
import type { Root as Markdown, Nodes } from 'mdast'
import type { Root } from 'nlcst'
import { toString as textOf } from 'nlcst-to-string'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import remarkRetext from 'remark-retext'
import retextEnglish from 'retext-english'
import retextIndefiniteArticle from 'retext-indefinite-article'
import retextRepeatedWords from 'retext-repeated-words'
import { parseSync } from 'rolldown/utils'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { reporter } from 'vfile-reporter'
import { DIFFERENCE_KINDS, DIFFERENCES } from '../src/facts/differences.ts'
import { ERRORS } from '../src/facts/errors.ts'
import { operations } from '../src/facts/index.ts'
import { ALGORITHM_LISTS, KEY_SPECS, KEY_USAGES } from '../src/facts/key-specs.ts'
import * as members from '../src/facts/members.ts'
import { CATEGORY_DESCRIPTIONS } from '../src/facts/operation.ts'
import * as scenarios from '../src/facts/scenarios/index.ts'
import { CHECKS } from '../src/facts/trace.ts'
import { LONGEST_SENTENCE, RULES } from './prose-rules.ts'

/**
 * Holds the prose of the docs, of the README and its like, of the descriptors and of the comments in src/ to the style sheet in
 * CONTRIBUTING.md, and prints the counts. Ends with an error where a word occurs more often than it may.
 */

const files = [...globSync('docs/**/*.mdx').sort(), 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'scripts/package/README.md']
const sources = globSync('src/**/*.{ts,tsx}').sort()

/** The members of the facts that hold prose. */
const PROSE = new Set(['description', 'summary', 'text', 'cause', 'cure', 'meaning', 'after'])

/** Every text of a descriptor, with the path to it. The values of enumerations are prose as a whole. */
function* textsIn(value: unknown, path: string, isProse = false): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    if (isProse) yield [path, value]
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value))
    yield* textsIn(item, `${path}.${name}`, isProse || PROSE.has(name) || name === 'values')
}

const FACTS = {
  ...operations,
  members,
  ERRORS,
  DIFFERENCES,
  KEY_SPECS,
  ALGORITHM_LISTS,
  scenarios,
}
const WHOLE = { DIFFERENCE_KINDS, CATEGORY_DESCRIPTIONS, KEY_USAGES, CHECKS }
const texts = new Map([
  ...[...textsIn(FACTS, 'facts')].map(([path, text]) => [text, path] as const),
  ...[...textsIn(WHOLE, 'facts', true)].map(([path, text]) => [text, path] as const),
])

/** As many lines, without what is on them. */
const linesOf = (text: string): string => text.replaceAll(/[^\n]/g, '')

/** A comment without its signs, its code and its examples; every line stays where it is. */
const proseOf = (comment: string): string =>
  comment
    .replaceAll(/^[ \t]*\* ?/gm, '')
    .replaceAll(/@example[^@]*/g, linesOf)
    .replaceAll(/`[^`\n]*`/g, '`…`')

/** The comments of a source file, each as a file whose lines are those of the source. */
const commentsIn = (path: string): readonly VFile[] => {
  const source = readFileSync(path, 'utf8')
  return parseSync(path, source).comments.map(({ value, start }) => {
    const above = linesOf(source.slice(0, start))
    return new VFile({ path, value: above + proseOf(value), data: { isComment: true } })
  })
}

const counts = new Map(RULES.map(({ id }) => [id, 0]))
const totals = { sentences: 0, words: 0, longest: 0 }

/** A plugin for the natural-language tree: what the rules say about each sentence. */
const style = () => (root: Root, file: VFile) => {
  visit(root, 'SentenceNode', (sentence) => {
    const text = textOf(sentence)
    const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    totals.sentences++
    totals.words += words
    totals.longest = Math.max(totals.longest, words)
    const place = sentence.position
    if (words > LONGEST_SENTENCE)
      file.message(`A sentence of ${words} words; ${LONGEST_SENTENCE} are the most`, { place, ruleId: 'length' })
    for (const { id, pattern, instead, inComments = true } of RULES) {
      if (file.data.isComment && !inComments) continue
      for (const [found] of text.matchAll(pattern)) {
        counts.set(id, (counts.get(id) ?? 0) + 1)
        file.message(`“${found}”: ${instead}`, { place, ruleId: id })
      }
    }
  })
}

const english = unified().use(retextEnglish)
english.use(retextRepeatedWords).use(retextIndefiniteArticle).use(style)

/** The cells of tables and the descriptions of front matter are read as paragraphs: as what they are, retext leaves them out. */
const proseOfTables = () => (tree: Markdown) => {
  const types: Readonly<Record<string, Nodes['type']>> = { table: 'blockquote', tableRow: 'blockquote', tableCell: 'paragraph' }
  visit(tree, (node) => {
    const type = types[node.type]
    if (type) Object.assign(node, { type })
    if (node.type === 'yaml') {
      const [, description] = /^description: '?(.*?)'?$/m.exec(node.value) ?? []
      if (description)
        Object.assign(node, { type: 'paragraph', children: [{ type: 'text', value: description, position: node.position }] })
    }
  })
}

/** Code, JSX and the addresses of links are left out: the natural-language tree has them as sources. */
const check = async (file: VFile): Promise<VFile> => {
  if (file.data.isComment) {
    await english.run(english.parse(file), file)
    return file
  }
  const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter)
  if (file.extname === '.mdx') markdown.use(remarkMdx)
  const processor = markdown.use(proseOfTables).use(remarkRetext, english)
  await processor.run(processor.parse(file), file)
  return file
}

const checked = await Promise.all([
  ...files.map((path) => check(new VFile({ path, value: readFileSync(path, 'utf8') }))),
  ...[...texts].map(([value, path]) => check(new VFile({ path, value }))),
  ...sources.flatMap(commentsIn).map(check),
])

/** What may occur a few times is listed, so that each is a choice. */
const listed = checked.flatMap(({ path, messages }) =>
  messages
    .filter(({ ruleId }) => RULES.some(({ id, most }) => id === ruleId && most))
    .map(({ place, reason }) => {
      const line = place && 'start' in place ? place.start.line : place?.line
      return `  ${path}:${line}: ${reason.split(':')[0]}`
    }),
)

const over = RULES.filter(({ id, most = 0 }) => (counts.get(id) ?? 0) > most)
const allowed = new Set(RULES.filter((rule) => !over.includes(rule)).map(({ id }) => id))
for (const file of checked) file.messages = file.messages.filter(({ ruleId }) => !allowed.has(String(ruleId)))
const faults = checked.filter(({ messages }) => messages.length > 0)
if (faults.length > 0) console.error(reporter(faults, { quiet: true }))
const comments = checked.length - files.length - texts.size
console.log(
  `${files.length} pages, ${texts.size} texts of the facts and ${comments} comments: ${totals.sentences} sentences, ${totals.words} words.`,
)
console.log(RULES.map(({ id, most = 0 }) => `${id}: ${counts.get(id)} of at most ${most}`).join('\n'))
for (const line of listed) console.log(line)
console.log(`longest sentence: ${totals.longest} words of at most ${LONGEST_SENTENCE}`)
if (faults.length > 0) process.exitCode = 1
