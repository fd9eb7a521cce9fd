import type { Element, ElementContent, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { classesOf, elements, find, has, isControl, plainText } from './hast.ts'

/** A page as text: its title, its first paragraph, and the whole of it as Markdown. */
export interface PageText {
  readonly title: string
  readonly summary: string
  readonly markdown: string
}

const h = (tagName: string, children: ElementContent[], properties: Element['properties'] = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})
const text = (value: string): ElementContent => ({ type: 'text', value })
const label = (children: ElementContent[]): Element => h('p', [h('strong', children)])

const isSummary = (node: ElementContent): boolean => node.type === 'element' && node.tagName === 'summary'

const LANGUAGE = /^language-/
/** An HTTP message that starts with its body is JSON alone. */
const languageOf = (element: Element): string =>
  classesOf(element).find((name) => LANGUAGE.test(name)) ??
  (/^\s*[{[]/.test(plainText(element)) ? 'language-json' : 'language-http')

const codeBlock = (pre: Element): Element =>
  h('pre', [h('code', [text(plainText(pre).replace(/\n$/, ''))], { className: [languageOf(pre)] })])

/** A cell of a Markdown table is one line: what stood below each other is parted by line breaks. */
const BREAK = 'cell-break'
const BLOCKS = new Set(['p', 'ul', 'details', 'div', 'li'])

const inCell = (nodes: readonly ElementContent[]): ElementContent[] => {
  const lines: ElementContent[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'element' && BLOCKS.has(node.tagName)) lines.push(inCell(node.children), [])
    else lines.at(-1)?.push(node)
  }
  return lines
    .filter((line) => line.some((node) => plainText(node).trim() !== ''))
    .flatMap((line, index) => (index === 0 ? line : [h(BREAK, []), ...line]))
}

const panelsOf = (tabs: Element): ElementContent[] => {
  const all = [...elements(tabs)]
  const labels = all.filter(({ properties }) => properties.role === 'tab')
  const panels = all.filter(({ properties }) => properties.role === 'tabpanel')
  return panels.flatMap((panel, index) => [label([text(plainText(labels[index] ?? panel))]), ...panel.children])
}

const admonitionOf = (element: Element): Element => {
  const kind = classesOf(element).map((name) => /^theme-admonition-(.+)$/.exec(name)?.[1])
  const heading = find(element, (part) => classesOf(part).some((name) => name.startsWith('admonitionHeading')))
  const content = find(element, (part) => classesOf(part).some((name) => name.startsWith('admonitionContent')))
  const title = (heading && plainText(heading).trim()) || kind.find((name) => name !== undefined) || 'note'
  return h('blockquote', [label([text(title.charAt(0).toUpperCase() + title.slice(1))]), ...(content?.children ?? [])])
}

/** A drawing's own words. */
const describe = (svg: Element): ElementContent[] => {
  const words = ['title', 'desc'].map((name) => find(svg, ({ tagName }) => tagName === name))
  const said = words.flatMap((element) => (element ? [plainText(element).trim()] : []))
  return said.length > 0 ? [h('p', [text(`Diagram: ${said.join('. ')}`)])] : []
}

/** The page's elements as those that Markdown has a form for. */
const plain = (node: ElementContent, hrefOf: (href: string) => string): ElementContent[] => {
  if (node.type === 'text') return [node]
  if (node.type !== 'element') return []
  const inside = (nodes: readonly ElementContent[]) => nodes.flatMap((child) => plain(child, hrefOf))
  const { tagName, properties } = node
  if (isControl(node)) return []
  if (has(node, 'qkms-tester')) return [h('p', [h('em', [text('On the page, a form that sends requests stands here.')])])]
  if (has(node, 'theme-tabs-container')) return inside(panelsOf(node))
  if (has(node, 'theme-admonition')) {
    const { children, ...rest } = admonitionOf(node)
    return [{ ...rest, children: inside(children) }]
  }
  if (tagName === 'pre') return [codeBlock(node)]
  // A list of values, which is folded for its length alone.
  if (has(node, 'qkms-details')) return inside(node.children.filter((child) => !isSummary(child)))
  if (tagName === 'svg') return describe(node)
  if (tagName === 'figcaption' || tagName === 'summary') return [label(inside(node.children))]
  if (tagName === 'td' || tagName === 'th') return [{ ...node, children: inCell(inside(node.children)) }]
  if (tagName === 'a' && typeof properties.href === 'string')
    return [h('a', inside(node.children), { href: hrefOf(properties.href) })]
  return [{ ...node, children: inside(node.children) }]
}

/**
 * A built page as Markdown (GitHub's flavour), with what its components made: tables, examples, samples in every language, and the words of
 * its diagrams. `hrefOf` says where a link leads.
 *
 * @throws {Error} where the HTML is no page of the documentation
 */
export const pageTextOf = (html: string, hrefOf: (href: string) => string): PageText => {
  const root: Root = unified().use(rehypeParse).parse(html)
  const article = find(root, (element) => has(element, 'theme-doc-markdown'))
  const title = article && find(article, ({ tagName }) => tagName === 'h1')
  if (!article || !title) throw new Error('Failed to read the page: it has no article with a title.')
  const processor = unified()
    .use(rehypeRemark, { handlers: { [BREAK]: () => ({ type: 'html', value: '<br>' }) } })
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, { bullet: '-', rule: '-', fences: true, emphasis: '_' })
  const tree = processor.runSync({ type: 'root', children: article.children.flatMap((node) => plain(node, hrefOf)) })
  const first = article.children.find((node) => node.type === 'element' && node.tagName === 'p')
  return {
    title: plainText(title).trim(),
    summary: first ? plainText(first).trim().replace(/\s+/g, ' ') : '',
    markdown: processor.stringify(tree),
  }
}
