import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import type { OperationGroup } from '../src/components/OperationIndex/index.tsx'
import { anchorOf, unfold } from '../src/components/ParamsTable/rows.ts'
import { createClient } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { fieldsOf, HEADERS, requestSyntaxOf, responseSyntaxOf } from '../src/facts/protocol.ts'
import { QUOTAS } from '../src/facts/quotas.ts'
import { elementsOf, type Field, parametersOf, type Row } from '../src/vocabulary/project.ts'
import { exchangesOf, filesIn, load, only, type Page } from './pages.ts'

const MODEL: Readonly<Record<string, KmsOperation>> = operations
const REFERENCE = 'docs/api/q-kms/api-reference'
const FIXTURE = 'tests/fixtures/DeleteImportedKeyMaterial.mdx'

const namesIn = (folder: string, suffix: string): readonly string[] =>
  filesIn(folder, suffix)
    .filter((file) => file !== 'index.ts' && (suffix === '.test.ts') === file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -suffix.length))

const PAGES = await Promise.all(filesIn('docs', '.mdx').map((file) => load(join('docs', file))))
const SEED = await load(FIXTURE)
const REFERENCES = Object.values(MODEL).map((operation) => ({
  name: operation.name,
  operation,
  page: PAGES.find(({ path }) => path === join(REFERENCE, `${operation.name}.mdx`)),
}))

/** The operation's page; a page that is missing fails here, with its name. */
const pageOf = ({ name, page }: (typeof REFERENCES)[number]): Page => {
  if (!page) throw new Error(`Failed to find the page ${REFERENCE}/${name}.mdx.`)
  return page
}

/** The text below a second-level heading. */
const sectionOf = ({ source }: Page, heading: string): string =>
  source.split(/^## /m).find((text) => text.startsWith(heading)) ?? ''

test('every operation has its descriptor, handler, test and page, and none of these is without an operation', () => {
  const names = Object.keys(MODEL).sort()
  expect(namesIn('src/facts/operations', '.ts')).toEqual(names)
  expect(namesIn('src/emulator/operations', '.ts')).toEqual(names)
  expect(namesIn('src/emulator/operations', '.test.ts')).toEqual(names)
  expect(namesIn(REFERENCE, '.mdx').filter((name) => name !== 'index')).toEqual(names)
})

test('an operation is named after its file', () => {
  for (const [name, operation] of Object.entries(MODEL)) expect(operation.name).toBe(name)
})

/** Below the description, what the seed page does not have. */
const ADDED = ['h3 Key states', 'h3 Related operations']

/** The headings, without those of the single examples and the added ones. */
const outlineOf = ({ parts }: Page): readonly string[] =>
  only(parts, 'h1', 'h2', 'h3')
    .map(({ kind, text }) => `${kind} ${text}`)
    .filter((heading) => !/^h3 Example \d+: ./.test(heading) && !ADDED.includes(heading))

test.each(REFERENCES)('the page of $name has the sections of the seed page in its order', (reference) => {
  const expected = outlineOf(SEED).map((heading) => (heading.startsWith('h1 ') ? `h1 ${reference.name}` : heading))
  expect(outlineOf(pageOf(reference))).toEqual(expected)
})

test.each(REFERENCES)('the page of $name is titled by the operation and opens with its summary', (reference) => {
  const page = pageOf(reference)
  expect(page.source).toMatch(new RegExp(`^---\nsidebar_label: ${reference.name}\ntitle: ${reference.name}\n---\n`))
  expect(only(page.parts, 'p')[0]?.text).toBe(reference.operation.summary)
})

/** What a table has to agree on; a page may describe a member in words of its own. */
const facts = (rows: unknown) => (rows as readonly Row[]).map(({ name, type, required }) => ({ name, type, required }))

/** What a page exports and gives to its tester, beside what its own operation makes of it. */
function* takenFrom({
  operation,
  name,
  page,
}: (typeof REFERENCES)[number]): Generator<[part: string, shown: unknown, own: unknown]> {
  const { exports, parts } = pageOf({ operation, name, page })
  yield ['HEADER_PARAMETERS', facts(exports.HEADER_PARAMETERS), facts(HEADERS(operation))]
  yield ['REQUEST_PARAMETERS', facts(exports.REQUEST_PARAMETERS), facts(parametersOf(operation))]
  yield ['RESPONSE_ELEMENTS', facts(exports.RESPONSE_ELEMENTS), facts(elementsOf(operation))]
  const tester = {
    operation: name,
    description: operation.summary,
    parameters: fieldsOf(operation),
    example: operation.example.request,
    exampleResponse: operation.example.response,
  }
  yield ['ApiTester', only(parts, 'ApiTester').map(({ props }) => props), [tester]]
}

test('no page shows the tables or the tester of another operation', () => {
  const strange = REFERENCES.flatMap((reference) =>
    [...takenFrom(reference)]
      .filter(([, shown, own]) => !isDeepStrictEqual(shown, own))
      .map(([part]) => `${reference.name}.mdx: ${part}`),
  )
  expect(strange).toEqual([])
})

test.each(REFERENCES)('the page of $name shows the tables that it exports', (reference) => {
  const { exports, parts } = pageOf(reference)
  const shown = only(parts, 'ParamsTable').map(({ props }) => [props.prefix, props.parameters])
  expect(shown).toEqual([
    ['header', exports.HEADER_PARAMETERS],
    ['request', exports.REQUEST_PARAMETERS],
    ...(Object.keys(reference.operation.output).length > 0 ? [['response', exports.RESPONSE_ELEMENTS]] : []),
  ])
})

test.each(REFERENCES)('the page of $name explains each error of the operation and says what to do', (reference) => {
  const rows = [...sectionOf(pageOf(reference), 'Special Errors').matchAll(/^\| `(\w+)` \| (.+?) \| (.+?) \|$/gm)]
  expect(rows.map(([, code]) => code)).toEqual(reference.operation.errors)
})

test.each(REFERENCES)('the page of $name names the permissions of the operation', (reference) => {
  const named = [...sectionOf(pageOf(reference), 'Permissions').matchAll(/^- `(kms:\w+)`/gm)].map(([, permission]) => permission)
  expect([...new Set(named)]).toEqual(reference.operation.permissions)
})

/** As Docusaurus makes a heading's anchor. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = ({ parts }: Page): readonly string[] => [
  ...only(parts, 'h2', 'h3').map(({ text, props }) => String(props.id ?? slugOf(text))),
  ...only(parts, '@theme/Heading', 'a').map(({ props }) => String(props.id)),
  ...only(parts, 'ParamsTable').flatMap(({ props }) =>
    unfold(props.parameters as readonly Row[]).map((row) => anchorOf(String(props.prefix), row)),
  ),
]

const routeOf = ({ path }: Page): string => `/${path.replace(/(\/index)?\.mdx$/, '')}`

/** What is wrong with a link, or undefined. */
const faultOf = (href: string, from: Page): string | undefined => {
  const [path = '', fragment] = href.split('#')
  if (path.startsWith('https:')) return undefined
  const target = path === '' ? from : PAGES.find((page) => routeOf(page) === path)
  if (!target) return `${from.path}: no page ${href}`
  if (fragment !== undefined && !anchorsOf(target).includes(fragment)) return `${from.path}: no place ${href}`
  return undefined
}

test.each(REFERENCES)('the page of $name has an anchor for each error, and a link to the manual’s entry', (reference) => {
  const links = only(pageOf(reference).parts, 'a').map(({ props }) => props.href)
  for (const code of reference.operation.errors) {
    expect(anchorsOf(pageOf(reference))).toContain(`error-${code}`)
    expect(links).toContain(`/docs/api/q-kms/user-manual/errors#${code}`)
  }
})

test.each(REFERENCES)('the page of $name has its first example in every language', (reference) => {
  const { operation, name } = reference
  const page = pageOf(reference)
  expect(exchangesOf(page)[0]?.request.body).toEqual(operation.example.request)
  expect(only(page.parts, 'CodeSamples').map(({ props }) => props.operation)).toEqual([operation])
  expect(page.source).toContain(`<CodeSamples of="${name}" />`)
})

test.each(REFERENCES)('the page of $name shows the syntax of its request and of its response', (reference) => {
  const { operation } = reference
  const examples = only(pageOf(reference).parts, 'ApiExample').map(({ props }) => props)
  expect([examples[0], examples.at(-1)]).toEqual([
    { request: requestSyntaxOf(operation), response: {} },
    { request: {}, response: responseSyntaxOf(operation) },
  ])
})

test.each(REFERENCES)('the page of $name has key states, related operations and a policy where there are some', (reference) => {
  const { operation, name } = reference
  const { source } = pageOf(reference)
  expect(source.includes(`### Key states\n\n<KeyStates of="${name}" />`)).toBe(operation.key !== undefined)
  expect(source).toContain(`### Related operations\n\n<RelatedOperations of="${name}" />`)
  expect(sectionOf(pageOf(reference), 'Permissions').includes(`<PolicyStatement of="${name}" />`)).toBe(
    operation.permissions.length > 0,
  )
})

test('the index of the reference lists every operation and leads to its page', () => {
  const index = PAGES.find(({ path }) => path === join(REFERENCE, 'index.mdx'))
  const groups = only(index?.parts ?? [], 'OperationIndex').flatMap(({ props }) => props.groups as readonly OperationGroup[])
  const listed = groups.flatMap((group) => group.operations)
  expect(listed.map(({ name }) => name).sort()).toEqual(Object.keys(MODEL).sort())
  expect(listed.map(({ href }) => PAGES.find((page) => routeOf(page) === href)?.path)).toEqual(
    listed.map(({ name }) => join(REFERENCE, `${name}.mdx`)),
  )
})

test('every link leads to a page, and every fragment to a heading or a parameter', () => {
  const faults = [...PAGES, SEED].flatMap((page) =>
    only(page.parts, 'a', '@theme/MDXComponents/A').map(({ props }) => faultOf(String(props.href), page)),
  )
  expect(faults.filter((fault) => fault !== undefined)).toEqual([])
})

test('the page on quotas has every quota', () => {
  const page = PAGES.find(({ path }) => path.endsWith('user-manual/quotas.mdx'))
  for (const name of Object.keys(QUOTAS)) expect(page?.source).toContain(`<Quota of="${name}" />`)
})

test('every tester in the docs has an operation and an example whose members the operation knows', () => {
  for (const { path, parts } of PAGES)
    for (const { props } of only(parts, 'ApiTester')) {
      const operation = MODEL[String(props.operation)]
      expect(operation, `${path}: ${props.operation}`).toBeDefined()
      for (const name of Object.keys(props.example ?? {}))
        expect(operation?.input, `${path}: ${props.operation}`).toHaveProperty(name)
    }
})

test('the seed page is kept byte for byte', () => {
  const digest = createHash('sha256').update(readFileSync(FIXTURE)).digest('hex')
  expect(digest).toBe('50762cdccd928f0b0932792a9ac8fd7c6be738f8a6f17fa4fa5fa04e3f926214')
})

test('the literal rows of the seed page agree with the model', () => {
  const { exports, parts } = SEED
  const { DeleteImportedKeyMaterial } = operations
  expect(facts(exports.HEADER_PARAMETERS)).toEqual(facts(HEADERS(DeleteImportedKeyMaterial)))
  expect(facts(parametersOf(DeleteImportedKeyMaterial))).toEqual(expect.arrayContaining(facts(exports.REQUEST_PARAMETERS)))
  const [tester] = only(parts, 'ApiTester')
  const fields = tester?.props.parameters as readonly Field[]
  expect(fieldsOf(DeleteImportedKeyMaterial).map(({ name }) => name)).toEqual(
    expect.arrayContaining(fields.map(({ name }) => name)),
  )
})

test('the seed page’s example gets the response that it shows', async () => {
  const client = createClient()
  const [exchange] = exchangesOf(SEED)
  expect(await client.attempt('DeleteImportedKeyMaterial', exchange?.request.body)).toEqual({
    status: exchange?.response.status,
    body: exchange?.response.body,
  })
})
