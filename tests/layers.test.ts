import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

/** What a layer may import: folders of the project, as a path from its root, and packages. The longest layer that fits a file rules. */
interface Rule {
  readonly folders: readonly string[]
  readonly packages: readonly RegExp[]
  /** What `import()` may name besides: it loads when it is needed. */
  readonly lazily?: readonly string[]
  /** What `import type` may name besides: it leaves no trace in the bundle. */
  readonly types?: readonly string[]
}

const REACT = [/^react$/, /^react\/jsx-runtime$/, /^react-dom(\/|$)/]

const LAYERS: Readonly<Record<string, Rule>> = {
  'src/vocabulary': { folders: ['src/vocabulary'], packages: [] },
  'src/facts': { folders: ['src/facts', 'src/vocabulary'], packages: [] },
  'src/emulator/crypto': {
    folders: ['src/emulator/crypto'],
    packages: [/^@noble\//, /^micro-rsa-dsa-dh(\/|$)/, /^cborg$/],
    types: ['src/facts', 'src/vocabulary'],
  },
  'src/emulator/store': { folders: ['src/emulator/store'], packages: [/^idb$/], types: ['src/facts', 'src/vocabulary'] },
  // Digests and the handling of bytes; everything with a key in it is crypto's.
  'src/emulator': {
    folders: ['src/emulator', 'src/facts', 'src/vocabulary'],
    packages: [/^@noble\/hashes\//, /^@noble\/ciphers\/utils\.js$/],
  },
  'src/msw': { folders: ['src/msw', 'src/emulator', 'src/facts', 'src/vocabulary'], packages: [/^msw(\/|$)/] },
  'src/server': {
    folders: ['src/server', 'src/emulator', 'src/facts', 'src/vocabulary'],
    // Its version.
    lazily: ['package.json'],
    packages: [
      /^node:/,
      /^@noble\/hashes\//,
      /^@peculiar\/x509$/,
      /^reflect-metadata$/,
      /^@smithy\/signature-v4$/,
      /^cborg$/,
      /^commander$/,
      /^yaml$/,
    ],
  },
  // The kit: it speaks to any API, and knows neither Q-KMS nor what answers.
  'src/components': {
    folders: ['src/components', 'src/vocabulary'],
    packages: [...REACT, /^prism-react-renderer$/, /^(isolated-)?prism(js)?$/, /^@scalar\/snippetz\//],
  },
  // Q-KMS, the emulator and msw are wired into the kit here, and nowhere else.
  'src/ready': {
    folders: ['src/ready', 'src/components', 'src/facts', 'src/vocabulary'],
    // What a reader's own program does beside the service: it verifies what the emulator signed, and wraps what it imports.
    packages: [...REACT, /^@noble\/post-quantum\/ml-dsa\.js$/, /^@noble\/ciphers\/aes\.js$/],
    lazily: ['src/msw'],
  },
  // The same as custom elements, with Preact in the place of React.
  'src/element': { folders: ['src/element', 'src/ready', 'src/components', 'src/vocabulary'], packages: [...REACT, /^preact$/] },
  'src/docusaurus': {
    folders: ['src/docusaurus', 'src/search/pages.ts', 'src/ready', 'src/facts', 'src/vocabulary'],
    packages: [/^node:/, /^@docusaurus\//, /^@viz-js\/viz$/, /^unified$/, /^(rehype|remark)-/, /^(hast|mdast)$/],
  },
  // The plugin of other people's sites, which this site is built with too.
  'src/docusaurus/plugin': {
    folders: ['src/docusaurus/plugin', 'src/ready'],
    types: ['src/components'],
    packages: [/^node:/, /^@docusaurus\//, /^@theme\//, /^react$/, /^q-kms-docs(\/kit)?$/],
  },
  // What the search of this site finds, and in which order; the bar at the top and a page show it.
  'src/search': { folders: ['src/search'], packages: [...REACT, /^@docusaurus\/Translate$/, /^minisearch$/, /^stemmer$/] },
  'src/theme': {
    folders: ['src/theme', 'src/search', 'src/ready', 'src/components', 'src/facts', 'src/vocabulary'],
    packages: [...REACT, /^@docusaurus\//, /^@theme(-original)?\//, /^prism-react-renderer(\/|$)/, /^copy-text-to-clipboard$/],
  },
  'src/pages': {
    folders: ['src/pages', 'src/search', 'src/ready', 'src/components', 'src/facts', 'src/vocabulary'],
    packages: [...REACT, /^@(docusaurus|theme|generated)\//],
  },
  'sidebars.ts': { folders: ['src/docusaurus', 'src/facts', 'src/vocabulary'], packages: [/^@docusaurus\//] },
  docs: {
    folders: ['docs', 'src/ready', 'src/components', 'src/facts', 'src/vocabulary'],
    packages: [/^@theme\//, /^@docusaurus\/Link$/],
  },
}

type Kind = 'static' | 'lazy' | 'type'
interface Import {
  readonly from: string
  readonly kind: Kind
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** What a source says; of a template, what stands before its first value, which names the folder. */
const textOf = (source: unknown): string | undefined => {
  if (!isNode(source)) return undefined
  if (source.type !== 'TemplateLiteral') return typeof source.value === 'string' ? source.value : undefined
  const [first] = source.quasis as readonly { readonly value: { readonly cooked: string } }[]
  return first?.value.cooked
}

const named = (node: unknown, name: string): boolean => isNode(node) && node.type === 'Identifier' && node.name === name

/** `import … from`, `export … from`, `import()`, `import('…')` types, `require()` and `new URL(…, import.meta.url)`: what they name. */
const sourceOf = (node: Node): unknown => {
  const [first, second] = Array.isArray(node.arguments) ? node.arguments : []
  if (node.type === 'CallExpression' && named(node.callee, 'require')) return first
  if (node.type === 'NewExpression' && named(node.callee, 'URL') && isNode(second) && isNode(second.object))
    return second.object.type === 'MetaProperty' ? first : undefined
  return node.source
}

const kindOf = (node: Node): Kind => {
  if (node.type === 'ImportExpression' || node.type === 'NewExpression') return 'lazy'
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type' ? 'type' : 'static'
}

function* importsIn(node: unknown): Generator<Import> {
  if (Array.isArray(node)) for (const item of node) yield* importsIn(item)
  else if (isNode(node)) {
    const source = sourceOf(node)
    const from = textOf(source)
    // What only the running program knows, no rule can judge.
    if (from === undefined && isNode(source)) yield { from: '?', kind: kindOf(node) }
    if (from !== undefined) yield { from, kind: kindOf(node) }
    for (const child of Object.values(node)) yield* importsIn(child)
  }
}

const importsOf = (file: string): readonly Import[] => {
  const text = readFileSync(file, 'utf8')
  if (/\.mdx?$/.test(file))
    return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^import .* from '([^']+)'/gm)].map(([, from = '']) => ({
      from,
      kind: 'static',
    }))
  return [...importsIn(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }))]
}

/** The file of the project that an import names, as a path from the root; undefined for a package. */
const target = (file: string, from: string): string | undefined => {
  if (from.startsWith('@site/')) return from.slice('@site/'.length)
  return from.startsWith('.') ? relative('.', join(dirname(file), from)) : undefined
}

const within = (path: string, folders: readonly string[] = []): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`))

const isTest = (file: string): boolean => /\.test\.tsx?$|(^|\/)test-[^/]*\.tsx?$/.test(file)

const allows = (rule: Rule, file: string, { from, kind }: Import): boolean => {
  const path = target(file, from)
  if (path === undefined) return rule.packages.some((name) => name.test(from))
  if (isTest(path)) return false
  const lazily = kind === 'lazy' ? rule.lazily : []
  const types = kind === 'type' ? rule.types : []
  return within(path, rule.folders) || within(path, lazily) || within(path, types)
}

const layerOf = (file: string): string | undefined =>
  Object.keys(LAYERS)
    .filter((layer) => within(file, [layer]))
    .toSorted((a, b) => b.length - a.length)[0]

const files = [
  'sidebars.ts',
  ...['src', 'docs'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  ),
].filter((file) => /\.(tsx?|mdx?)$/.test(file) && !isTest(file))

test('every source file belongs to a layer', () => {
  expect(files.filter((file) => layerOf(file) === undefined)).toEqual([])
})

test('every layer imports only what it may', () => {
  const breaches = files.flatMap((file) => {
    const rule = LAYERS[layerOf(file) ?? '']
    if (!rule) return []
    return importsOf(file)
      .filter((found) => !allows(rule, file, found))
      .map(({ from, kind }) => `${file} imports ${from} (${kind})`)
  })
  expect(breaches).toEqual([])
})

/** The circles of a graph, as the path from a file back to itself: those that a depth-first walk closes, so none only if there is none. */
const circlesIn = (edges: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (node: string, path: readonly string[]): void => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' → '))
    else if (!done.has(node)) {
      for (const next of edges.get(node) ?? []) walk(next, [...path, node])
      done.add(node)
    }
  }
  for (const node of edges.keys()) walk(node, [])
  return circles
}

test('no file imports itself through others, not even a type or later', () => {
  const known = new Set(files)
  const resolved = (path: string) => [path, `${path}.ts`, `${path}.tsx`, `${path}/index.tsx`].find((name) => known.has(name))
  const edges = new Map(
    files.map((file) => [file, importsOf(file).flatMap(({ from }) => resolved(target(file, from) ?? '') ?? [])]),
  )
  expect(circlesIn(edges)).toEqual([])
})

test('finds circles', () => {
  const edges = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['d', 'e'], e: [] }
  expect(circlesIn(new Map(Object.entries(edges)))).toEqual(['a → b → c → a', 'd → d'])
})

test.each<[file: string, from: string, kind: Kind, allowed: boolean]>([
  ['src/facts/members.ts', '../vocabulary/shapes.ts', 'static', true],
  ['src/facts/members.ts', '../emulator/emulator.ts', 'type', false],
  ['src/facts/members.ts', 'idb', 'static', false],
  ['src/components/settings.tsx', './test-api.ts', 'static', false],
  ['src/vocabulary/shapes.ts', '../facts/members.ts', 'type', false],
  ['src/emulator/crypto/aes.ts', '@noble/ciphers/aes.js', 'static', true],
  ['src/emulator/crypto/aes.ts', '../../facts/key-specs.ts', 'type', true],
  ['src/emulator/crypto/aes.ts', '../../facts/key-specs.ts', 'static', false],
  ['src/emulator/crypto/aes.ts', '../store/store.ts', 'type', false],
  ['src/emulator/crypto/aes.ts', 'node:crypto', 'lazy', false],
  ['src/emulator/emulator.ts', '../server/crypto/suites.ts', 'lazy', false],
  ['src/msw/browser.ts', '../server/crypto/suites.ts', 'lazy', false],
  ['src/server/crypto/ec.ts', 'node:crypto', 'static', true],
  ['src/emulator/operations/Encrypt.ts', '../crypto/aes.ts', 'static', true],
  ['src/emulator/operations/Encrypt.ts', 'node:crypto', 'static', false],
  ['src/emulator/operations/Encrypt.ts', 'react', 'type', false],
  ['src/msw/browser.ts', 'msw/browser', 'lazy', true],
  ['src/msw/browser.ts', '../components/settings.ts', 'static', false],
  ['src/components/ApiTester/index.tsx', '../../msw/browser.ts', 'lazy', false],
  ['src/components/ApiTester/index.tsx', '../../facts/operations/Encrypt.ts', 'type', false],
  ['src/components/ApiTester/index.tsx', '../../facts/index.ts', 'lazy', false],
  ['src/ready/kms-api.ts', '../msw/browser.ts', 'lazy', true],
  ['src/ready/kms-api.ts', '../msw/browser.ts', 'static', false],
  ['src/components/ApiTester/index.tsx', '../../msw/browser.ts', 'static', false],
  ['src/components/ApiTester/index.tsx', '../../emulator/emulator.ts', 'type', false],
  ['src/components/ApiTester/index.tsx', '@docusaurus/Link', 'static', false],
  ['src/components/ApiTester/index.tsx', '../../theme/Root.tsx', 'static', false],
  ['docs/api/q-kms/api-reference/Encrypt.mdx', '@site/src/emulator/emulator.ts', 'static', false],
])('%s importing %s (%s): %s', (file, from, kind, allowed) => {
  const rule = LAYERS[layerOf(file) ?? '']
  expect(rule && allows(rule, file, { from, kind })).toBe(allowed)
})

test('finds every form of import', () => {
  const source = `import a from 'a'\nimport type { B } from 'b'\nexport * from 'c'\nconst d = () => import('d')\nlet e: import('e').E\nimport 'f'`
  expect([...importsIn(parseAst(source, { lang: 'ts' }))].toSorted((a, b) => a.from.localeCompare(b.from))).toEqual([
    { from: 'a', kind: 'static' },
    { from: 'b', kind: 'type' },
    { from: 'c', kind: 'static' },
    { from: 'd', kind: 'lazy' },
    { from: 'e', kind: 'type' },
    { from: 'f', kind: 'static' },
  ])
})

test.each<[code: string, found: readonly Import[]]>([
  ["import a from './a.ts'", [{ from: './a.ts', kind: 'static' }]],
  ["export type { A } from './a.ts'", [{ from: './a.ts', kind: 'type' }]],
  ["let a: import('./a.ts').A", [{ from: './a.ts', kind: 'type' }]],
  ["import('./a.ts')", [{ from: './a.ts', kind: 'lazy' }]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the code of a file
  ['import(`./operations/${name}.ts`)', [{ from: './operations/', kind: 'lazy' }]],
  ['import(name)', [{ from: '?', kind: 'lazy' }]],
  ["require('./a.cjs')", [{ from: './a.cjs', kind: 'static' }]],
  ["new Worker(new URL('./worker.ts', import.meta.url))", [{ from: './worker.ts', kind: 'lazy' }]],
  ["new URL(address, 'http://localhost')", []],
])('sees what %s names', (code, found) => {
  expect([...importsIn(parseAst(code, { lang: 'ts' }))]).toEqual(found)
})
