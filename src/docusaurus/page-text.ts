import { createSlugger, type Slugger } from '@docusaurus/utils'
import type { Element, ElementContent, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { classesOf, elements, find, has, isControl, plainText } from './hast.ts'

/** A built page of the documentation. */
export interface BuiltPage {
  readonly title: string
  /** Its first paragraph. */
  readonly summary: string
  readonly article: Element
  /** Where its links lead, as they are written. */
  readonly links: readonly string[]
}

/** What the Markdown of a page needs from the site. */
export interface Surroundings {
  /** Where a link leads. */
  readonly hrefOf: (href: string) => string
  /** The ids on the page that links lead to. Those of headings that a reader of Markdown makes anyway are left to it. */
  readonly targets: ReadonlySet<string>
  /** A request as an HTTP message, with the members of the documented one unless they are given; undefined for an unknown operation. */
  readonly requestOf: (operation: string, members?: unknown) => string | undefined
  /** The address of the same page with its code samples; without one, they are written out. */
  readonly samplesAt?: string
}

const h = (tagName: string, children: ElementContent[], properties: Element['properties'] = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})
const text = (value: string): ElementContent => ({ type: 'text', value })
const label = (children: ElementContent[]): Element => h('p', [h('strong', children)])
const code = (value: string, language: string): Element => h('pre', [h('code', [text(value)], { className: [language] })])

const isSummary = (node: ElementContent): boolean => node.type === 'element' && node.tagName === 'summary'

const LANGUAGE = /^language-/
/** An HTTP message that starts with its body is JSON alone. */
const languageOf = (element: Element): string =>
  [...elements(element)].flatMap(classesOf).find((name) => LANGUAGE.test(name)) ??
  (/^\s*[{[]/.test(plainText(element)) ? 'language-json' : 'language-http')

const codeBlock = (pre: Element): Element => code(plainText(pre).replace(/\n$/, ''), languageOf(pre))

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
    .filter((line) => line.some((node) => plainText(node).trim() !== '' || isMark(node)))
    .flatMap((line, index) => (index === 0 ? line : [h(BREAK, []), ...line]))
}

/** The place that a link leads to. */
const MARK = 'link-target'
const isMark = (node: ElementContent): boolean => node.type === 'element' && node.tagName === MARK

const HEADING = /^h[1-6]$/
/** What may begin with a mark; a row has it in its first cell, and everything else after it. */
const BEGINS_WITH_MARK = /^(?:h[1-6]|p|li|td|th|dt|dd|summary|figcaption)$/

/** The element with marks where links lead to. */
const marked = (element: Element, targets: ReadonlySet<string>, slugger: Slugger): Element[] => {
  const { tagName, properties } = element
  const id = String(properties.id ?? '')
  // Of each heading, so that a second one of the same name gets its number.
  const slug = HEADING.test(tagName)
    ? slugger.slug(plainText({ ...element, children: element.children.filter((child) => !isHidden(child)) }).trim())
    : undefined
  const children = element.children.flatMap((child): ElementContent[] =>
    child.type === 'element' ? marked(child, targets, slugger) : [child],
  )
  const inside = { ...element, children }
  if (!targets.has(id) || id === slug) return [inside]
  const mark = h(MARK, [], { id })
  if (BEGINS_WITH_MARK.test(tagName)) return [{ ...inside, children: [mark, ...children] }]
  const [cell, ...rest] = children.filter((child) => child.type === 'element')
  if (tagName === 'tr' && cell) return [{ ...inside, children: [{ ...cell, children: [mark, ...cell.children] }, ...rest] }]
  return [h('p', [mark]), inside]
}

const isHidden = (node: ElementContent): boolean => node.type === 'element' && isControl(node)

const panelsOf = (tabs: Element): { readonly labels: string[]; readonly panels: Element[] } => {
  const all = [...elements(tabs)]
  const labels = all.filter(({ properties }) => properties.role === 'tab').map(plainText)
  return { labels, panels: all.filter(({ properties }) => properties.role === 'tabpanel') }
}

const tabsOf = (tabs: Element, samplesAt: string | undefined): ElementContent[] => {
  const { labels, panels } = panelsOf(tabs)
  const isSamples = find(tabs, (element) => has(element, 'samples'))
  if (isSamples && samplesAt !== undefined)
    return [
      h('p', [h('em', [text(`Samples in ${labels.join(', ')}: `), h('a', [text('the page')], { href: samplesAt }), text('.')])]),
    ]
  return panels.flatMap((panel, index) => [label([text(labels[index] ?? '')]), ...panel.children])
}

const json = (value: unknown): Element => code(JSON.stringify(value, null, 2), 'language-json')

const requestBlock = (operation: string, members: unknown, requestOf: Surroundings['requestOf']): Element => {
  const message = requestOf(operation, members)
  return message === undefined ? json(members ?? {}) : code(message, 'language-http')
}

/** What a form sends first. */
const formOf = ({ properties }: Element, requestOf: Surroundings['requestOf']): ElementContent[] => {
  const { dataOperation, dataRequest } = properties
  if (typeof dataOperation !== 'string') return []
  const members: unknown = typeof dataRequest === 'string' ? JSON.parse(dataRequest) : undefined
  return [label([text(`Send ${dataOperation}`)]), requestBlock(dataOperation, members, requestOf)]
}

/** How the steps of a scenario are done without the page. */
const HOW =
  'Send these requests one after the other to an emulator that you have just started. A value such as ‹KeyId of step 1› is in the response ' +
  'of that step. Where a step names a caller, sign with its ARN as the access key id; where it names a Region, sign for that Region. A program ' +
  'takes and returns bytes where the messages have base64.'

/** A step of a scenario: its title, what is sent or run, and what comes of it. */
const stepOf = (step: Element, requestOf: Surroundings['requestOf']): ElementContent[] =>
  step.children.flatMap((part): ElementContent[] => {
    if (part.type !== 'element') return [part]
    if (has(part, 'qkms-scenario-title')) {
      const [number, title] = part.children.filter((child) => child.type === 'element').map(plainText)
      return [label([text(`${number}. ${title}`)])]
    }
    if (!has(part, 'qkms-scenario-request')) return [part]
    const caption = find(part, ({ tagName }) => tagName === 'figcaption')
    const pre = find(part, ({ tagName }) => tagName === 'pre')
    const name = caption?.children[0] ? plainText(caption.children[0]) : ''
    const content = pre ? plainText(pre) : ''
    const isRequest = content.startsWith('{')
    return [
      h('p', [text(isRequest ? 'Send ' : ''), ...(caption?.children ?? []), text(':')]),
      isRequest ? requestBlock(name, JSON.parse(content), requestOf) : code(content, 'language-js'),
    ]
  })

const scenarioOf = (scenario: Element, requestOf: Surroundings['requestOf']): ElementContent[] => {
  const all = [...elements(scenario)]
  const title = all.find((element) => has(element, 'qkms-title'))
  const steps = all.filter((element) => has(element, 'qkms-scenario-step'))
  return [
    label([text(title ? plainText(title) : 'Scenario')]),
    h('p', [text(HOW)]),
    ...steps.flatMap((step) => stepOf(step, requestOf)),
  ]
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
const plain = (node: ElementContent, around: Surroundings): ElementContent[] => {
  if (node.type === 'text') return [node]
  if (node.type !== 'element') return []
  const inside = (nodes: readonly ElementContent[]) => nodes.flatMap((child) => plain(child, around))
  const { tagName, properties } = node
  if (isControl(node)) return []
  if (has(node, 'qkms-tester')) return formOf(node, around.requestOf)
  if (has(node, 'qkms-scenario')) return inside(scenarioOf(node, around.requestOf))
  if (has(node, 'theme-tabs-container')) return inside(tabsOf(node, around.samplesAt))
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
    return [h('a', inside(node.children), { href: around.hrefOf(properties.href) })]
  return [{ ...node, children: inside(node.children) }]
}

/**
 * Reads a built page.
 *
 * @throws {Error} where the HTML is no page of the documentation
 */
export const readPage = (html: string): BuiltPage => {
  const root: Root = unified().use(rehypeParse).parse(html)
  const article = find(root, (element) => has(element, 'theme-doc-markdown'))
  const title = article && find(article, ({ tagName }) => tagName === 'h1')
  if (!article || !title) throw new Error('Failed to read the page: it has no article with a title.')
  const first = article.children.find((node) => node.type === 'element' && node.tagName === 'p')
  return {
    title: plainText(title).trim(),
    summary: first ? plainText(first).trim().replace(/\s+/g, ' ') : '',
    article,
    links: [...elements(article)].flatMap(({ tagName, properties }) =>
      tagName === 'a' && typeof properties.href === 'string' ? [properties.href] : [],
    ),
  }
}

/**
 * A page as Markdown (GitHub's flavour), with what its components made: tables, examples, samples in every language, the requests of its
 * forms, and the words of its diagrams.
 */
export const markdownOf = ({ article }: BuiltPage, around: Surroundings): string => {
  const processor = unified()
    .use(rehypeRemark, {
      handlers: {
        [BREAK]: () => ({ type: 'html', value: '<br>' }),
        // The names of Markdown break where the reader's program likes.
        wbr: () => undefined,
        [MARK]: (_state, { properties }: Element) => ({ type: 'html', value: `<a id="${properties.id}"></a>` }),
      },
    })
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, { bullet: '-', rule: '-', fences: true, emphasis: '_' })
  const [content] = marked(article, around.targets, createSlugger())
  const children = (content?.children ?? []).flatMap((node) => plain(node, around))
  return processor.stringify(processor.runSync({ type: 'root', children }))
}
