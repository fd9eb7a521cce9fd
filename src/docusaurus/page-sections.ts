import type { Element, Nodes } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import type { Section } from '../search/pages.ts'
import { find, has, isControl } from './hast.ts'

const HEADING = /^h[2-4]$/
/** Elements that run on in a line. The words of all others stand apart. */
const INLINE = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'kbd', 'mark', 'small', 'span', 'strong', 'sub', 'sup', 'wbr'])

const isHidden = (element: Element): boolean => isControl(element) || has(element, 'qkms-tester')

/** Examples, code blocks, and tabs with the names of their languages. */
const isCode = (element: Element): boolean =>
  element.tagName === 'pre' || has(element, 'qkms-figure') || has(element, 'theme-tabs-container')

const isCell = ({ tagName }: Element): boolean => tagName === 'td' || tagName === 'th'
const BETWEEN_CELLS = ' · '

const rawWordsOf = (node: Nodes): string => {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || isHidden(node)) return ''
  const words = node.children.map(rawWordsOf).join('')
  if (isCell(node)) return `${words}${BETWEEN_CELLS}`
  return INLINE.has(node.tagName) ? words : ` ${words} `
}

/** In one line. Docusaurus puts a zero-width space into the link of each heading. */
const clean = (text: string): string =>
  text
    .replace(/[\s\u200b]+/g, ' ')
    .replace(/( ·)+ ?$/, '')
    .trim()
const wordsOf = (node: Nodes): string => clean(rawWordsOf(node))

/** What the page consists of, in its order. */
type Part =
  | { readonly kind: 'heading'; readonly element: Element; readonly anchor: string | undefined }
  | { readonly kind: 'row'; readonly element: Element; readonly anchor: string }
  | { readonly kind: 'text' | 'code'; readonly words: string }

function* partsOf(node: Nodes): Generator<Part> {
  if (node.type === 'text') yield { kind: 'text', words: node.value }
  if (node.type !== 'element' || isHidden(node)) return
  const anchor = typeof node.properties.id === 'string' ? node.properties.id : undefined
  if (node.tagName === 'h1' || (HEADING.test(node.tagName) && anchor !== undefined))
    yield { kind: 'heading', element: node, anchor }
  else if (node.tagName === 'tr' && anchor !== undefined) yield { kind: 'row', element: node, anchor }
  else if (isCode(node)) yield { kind: 'code', words: ` ${rawWordsOf(node)}` }
  else {
    const gap = INLINE.has(node.tagName) ? '' : ' '
    yield { kind: 'text', words: gap }
    for (const child of node.children) yield* partsOf(child)
    yield { kind: 'text', words: isCell(node) ? BETWEEN_CELLS : gap }
  }
}

interface Draft {
  readonly anchor?: string
  readonly heading: string
  readonly isRow?: true
  text: string
  code: string
}

/** A row that can be linked to: its first cell is its heading. */
const rowOf = (row: Element, anchor: string): Draft => {
  const [name, ...cells] = row.children.filter(({ type }) => type === 'element')
  return {
    anchor,
    heading: name ? wordsOf(name) : '',
    isRow: true,
    text: cells.map(rawWordsOf).join(' '),
    code: '',
  }
}

/**
 * The sections of a built page in its order: one for each heading, and one for each row that can be linked to. The first is the
 * beginning of the page.
 *
 * @throws {Error} where the HTML is no page of the documentation
 * @example
 * pageSectionsOf(await readFile('build/docs/api/q-kms/api-reference/Encrypt.html', 'utf8'))
 * //=> [{ heading: 'Encrypt', text: 'Encrypts up to …' }, { anchor: 'description', heading: 'Description', text: '…' }, …]
 */
export const pageSectionsOf = (html: string): readonly Section[] => {
  const article = find(unified().use(rehypeParse).parse(html), (element) => has(element, 'theme-doc-markdown'))
  if (!article) throw new Error('Failed to read the page for the search: it has no article.')
  const drafts: Draft[] = []
  let current: Draft | undefined
  for (const child of article.children)
    for (const part of partsOf(child)) {
      if (part.kind === 'row') drafts.push(rowOf(part.element, part.anchor))
      else if (part.kind === 'heading') {
        const anchor = part.element.tagName === 'h1' ? undefined : part.anchor
        current = { ...(anchor !== undefined && { anchor }), heading: wordsOf(part.element), text: '', code: '' }
        drafts.push(current)
      } else if (current) current[part.kind] += part.words
    }
  return drafts.map(({ code, text, ...section }) => ({
    ...section,
    text: clean(text),
    ...(clean(code) !== '' && { code: clean(code) }),
  }))
}
