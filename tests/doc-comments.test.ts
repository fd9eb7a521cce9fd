import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

/** Every type that the package exports says what it is, and so does each of its members. The tests of examples hold what has a value. */

/** Subpath of the package → the source of its types. */
const SOURCES = Object.entries<string | { readonly types: string }>(JSON.parse(readFileSync('package.json', 'utf8')).exports)
  .flatMap(([subpath, target]) =>
    typeof target === 'string' || subpath.endsWith('.css') ? [] : [[subpath, target.types] as const],
  )
  .map(([subpath, types]) => {
    const source = types.replace('./lib/', 'src/').replace(/\.d\.ts$/, '')
    return {
      subpath: subpath.replace('.', 'q-kms-docs'),
      source: source.endsWith('element/index') ? `${source}.tsx` : `${source}.ts`,
    }
  })

interface Node {
  readonly type: string
  readonly start: number
  readonly [name: string]: unknown
}
/** What a declaration is parsed to; a literal's name is its value. */
interface Named {
  readonly name?: string
  readonly value?: string
}

/** Something exported, with the file that declares it. */
interface Exported {
  readonly name: string
  readonly file: string
  readonly text: string
  /** Where its doc comment ends. */
  readonly start: number
  readonly declaration: Node
}

const nameOf = (node: unknown): string => {
  const { name, value = '' } = node as Named
  return name ?? value
}

const nodesOf = (node: unknown): readonly Node[] => (Array.isArray(node) ? node : [])

const next = (file: string, { source }: Node): string => join(dirname(file), nameOf(source))

/** The files that the names of a file's imports are from. */
const importsOf = (body: readonly Node[]): ReadonlyMap<string, Node> =>
  new Map(
    body.flatMap((node) =>
      node.type === 'ImportDeclaration' ? nodesOf(node.specifiers).map(({ local }) => [nameOf(local), node] as const) : [],
    ),
  )

function* exportsOf(file: string): Generator<Exported> {
  const text = readFileSync(file, 'utf8')
  const body = nodesOf(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body)
  const imports = importsOf(body)
  for (const node of body) {
    const { type, start, source, specifiers } = node
    const declaration = node.declaration as Node | null | undefined
    if (type === 'ExportAllDeclaration') yield* exportsOf(next(file, node))
    for (const specifier of nodesOf(type === 'ExportNamedDeclaration' ? specifiers : [])) {
      const from = source ? node : imports.get(nameOf(specifier.local))
      for (const found of from ? exportsOf(next(file, from)) : [])
        if (found.name === nameOf(specifier.local)) yield { ...found, name: nameOf(specifier.exported) }
    }
    if (type === 'ExportNamedDeclaration' && declaration?.id)
      yield { name: nameOf(declaration.id), file, text, start, declaration }
    for (const { id } of nodesOf(declaration?.declarations)) yield { name: nameOf(id), file, text, start, declaration: node }
    if (type === 'ExportDefaultDeclaration' && declaration) yield { name: 'default', file, text, start, declaration }
  }
}

const isType = ({ declaration }: Exported): boolean => /^TS(Interface|TypeAlias)Declaration$/.test(declaration.type)

const isDocumented = (text: string, start: number): boolean =>
  /\/\*\*(?:(?!\*\/)[\s\S])*[\p{L}](?:(?!\*\/)[\s\S])*\*\/\s*$/u.test(text.slice(0, start))

/** The members of an interface, or of an object type. */
const membersOf = ({ declaration: { body, typeAnnotation } }: Exported): readonly Node[] =>
  nodesOf((body as Node | undefined)?.body ?? (typeAnnotation as Node | undefined)?.members)

const undocumentedIn = (exported: Exported): readonly string[] => {
  const { name, file, text, start } = exported
  const bare = membersOf(exported).filter((member) => !isDocumented(text, member.start))
  return [
    ...(isDocumented(text, start) ? [] : [`${name} in ${file}`]),
    // The kind of a shape is its name.
    ...bare
      .map(({ key }) => nameOf(key))
      .filter((member) => member !== 'kind')
      .map((member) => `${name}.${member} in ${file}`),
  ]
}

test.each(SOURCES)('every type of $subpath, and every member of it, has a doc comment', ({ source }) => {
  const exported = [...exportsOf(source)]
  expect(exported).not.toEqual([])
  expect(exported.filter(isType).flatMap(undocumentedIn)).toEqual([])
})

test('finds the types of every subpath that has some', () => {
  const found = Object.fromEntries(
    SOURCES.map(({ subpath, source }) => [subpath, [...exportsOf(source)].filter(isType).map(({ name }) => name)]),
  )
  expect(found['q-kms-docs']).toContain('ParamsTableProps')
  expect(found['q-kms-docs/kit']).toEqual(
    expect.arrayContaining(['Operation', 'StringShape', 'WireOf', 'Api', 'Texts', 'ScenarioData']),
  )
  expect(found['q-kms-docs/elements.js']).toEqual(expect.arrayContaining(['Api', 'ApiTesterElement', 'ResponseDetail', 'Shape']))
  expect(found['q-kms-docs/docusaurus']).toEqual(['Options'])
  expect(found['q-kms-docs/emulator']).toEqual(expect.arrayContaining(['Emulator', 'EmulatorOptions']))
  expect(found['q-kms-docs/server']).toEqual(['ServeOptions', 'Server'])
})

test.each([
  ['export interface A {\n  b: string\n}', ['A in x.ts', 'A.b in x.ts']],
  ['/** A thing. */\nexport interface A {\n  /** Its name. */\n  b: string\n}', []],
  ['/** */\nexport type A = { b: string }', ['A in x.ts', 'A.b in x.ts']],
  ['/** Another. */\nconst b = 1\nexport type A = string', ['A in x.ts']],
])('finds what %j lacks', (text, lacking) => {
  const node = nodesOf(parseAst(text, { lang: 'ts' }).body).find(({ type }) => type === 'ExportNamedDeclaration')
  if (!node) throw new Error('Failed to parse the text')
  const declaration = node.declaration as Node
  expect(undocumentedIn({ name: 'A', file: 'x.ts', text, start: node.start, declaration })).toEqual(lacking)
})
