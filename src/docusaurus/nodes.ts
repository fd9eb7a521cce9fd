/** The syntax tree of a page (mdast with MDX), as far as these plugins read and make it. */
export interface Node {
  readonly type: string
  children?: Node[]
  readonly name?: string | null
  readonly value?: unknown
  readonly url?: string
  readonly depth?: number
  readonly attributes?: Attribute[]
  readonly lang?: string
  data?: Data
}

interface Data {
  /** Attributes of the HTML element. */
  readonly hProperties?: Readonly<Record<string, unknown>>
  readonly [name: string]: unknown
}

export interface Attribute {
  readonly type: string
  readonly name: string
  readonly value?: unknown
}

export const text = (value: string): Node => ({ type: 'text', value })
export const inlineCode = (value: string): Node => ({ type: 'inlineCode', value })
export const code = (lang: string, value: string): Node => ({ type: 'code', lang, value })
export const paragraph = (...children: Node[]): Node => ({ type: 'paragraph', children })
/** A link; `properties` become attributes of its HTML element. */
export const link = (url: string, children: Node[], properties: Readonly<Record<string, unknown>> = {}): Node => ({
  type: 'link',
  url,
  children,
  data: { hProperties: properties },
})

export const strong = (...children: Node[]): Node => ({ type: 'strong', children })

/** Text whose `…` is code. */
export const prose = (value: string): Node[] =>
  value.split('`').map((part, index) => (index % 2 === 1 ? inlineCode(part) : text(part)))

/** The items with commas between them. */
export const separated = (items: readonly Node[]): Node[] =>
  items.flatMap((item, index) => (index === 0 ? [item] : [text(', '), item]))

/** A table whose first row is its head; a cell is a list of nodes. */
export const table = (rows: readonly (readonly Node[][])[]): Node => ({
  type: 'table',
  children: rows.map((cells) => ({
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children })),
  })),
})

/** JSX with attributes that are texts. */
export const jsxElement = (name: string, attributes: Readonly<Record<string, string>>, children: Node[] = []): Node => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: Object.entries(attributes).map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value })),
  children,
})

/** JSX within a text. */
export const textElement = (...parts: Parameters<typeof jsxElement>): Node => ({
  ...jsxElement(...parts),
  type: 'mdxJsxTextElement',
})

/** A table whose first row is its head, and whose rows begin with a heading of their own. */
export const headedTable = (
  columns: readonly Node[][],
  rows: readonly Node[][][],
  attributes: Readonly<Record<string, string>> = {},
): Node =>
  jsxElement('table', attributes, [
    jsxElement('thead', {}, [
      jsxElement(
        'tr',
        {},
        columns.map((cell) => jsxElement('th', { scope: 'col' }, cell)),
      ),
    ]),
    jsxElement(
      'tbody',
      {},
      rows.map(([first = [], ...cells]) =>
        jsxElement('tr', {}, [jsxElement('th', { scope: 'row' }, first), ...cells.map((cell) => jsxElement('td', {}, cell))]),
      ),
    ),
  ])

/** `import name from 'source'`, with the program (ESTree) that the compiler takes it from. */
export const importNode = (name: string, source: string): Node => ({
  type: 'mdxjsEsm',
  value: `import ${name} from '${source}'`,
  data: {
    estree: {
      type: 'Program',
      sourceType: 'module',
      body: [
        {
          type: 'ImportDeclaration',
          specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name } }],
          source: { type: 'Literal', value: source },
          attributes: [],
        },
      ],
    },
  },
})

/** A JSON value as an expression (ESTree). */
const expressionOf = (value: unknown): Readonly<Record<string, unknown>> => {
  if (Array.isArray(value)) return { type: 'ArrayExpression', elements: value.map(expressionOf) }
  if (typeof value !== 'object' || value === null) return { type: 'Literal', value }
  return {
    type: 'ObjectExpression',
    properties: Object.entries(value).map(([name, item]) => ({
      type: 'Property',
      kind: 'init',
      method: false,
      shorthand: false,
      computed: false,
      key: { type: 'Literal', value: name },
      value: expressionOf(item),
    })),
  }
}

/** A JSX attribute with an expression: its source and its ESTree. */
const expressionAttribute = (name: string, value: string, expression: unknown): Attribute => ({
  type: 'mdxJsxAttribute',
  name,
  value: {
    type: 'mdxJsxAttributeValueExpression',
    value,
    data: { estree: { type: 'Program', sourceType: 'module', body: [{ type: 'ExpressionStatement', expression }] } },
  },
})

/** A JSX attribute whose value is JSON. */
export const jsonAttribute = (name: string, value: unknown): Attribute =>
  expressionAttribute(name, JSON.stringify(value), expressionOf(value))

/** A JSX attribute whose value is a variable of the page. */
export const variableAttribute = (name: string, variable: string): Attribute =>
  expressionAttribute(name, variable, { type: 'Identifier', name: variable })

/** The node and everything below it, in the order of the page. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of node.children ?? []) yield* walk(child)
}

/** The text of a node. */
export const nodeText = (node: Node): string =>
  [...walk(node)].map(({ type, value }) => (type === 'text' || type === 'inlineCode' ? String(value) : '')).join('')

/** The export of a flag from an MDX page. */
export const exportNode = (name: string, value: boolean): Node => ({
  type: 'mdxjsEsm',
  value: `export const ${name} = ${value}`,
  data: {
    estree: {
      type: 'Program',
      sourceType: 'module',
      body: [
        {
          type: 'ExportNamedDeclaration',
          declaration: {
            type: 'VariableDeclaration',
            kind: 'const',
            declarations: [{ type: 'VariableDeclarator', id: { type: 'Identifier', name }, init: { type: 'Literal', value } }],
          },
          specifiers: [],
        },
      ],
    },
  },
})
