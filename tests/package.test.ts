import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { operations } from '../src/facts/index.ts'

/** What others get: the tarball of `npm pack`, installed in an empty project. */

const exec = promisify(execFile)
const installed = (name: string): string => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version

const directory = mkdtempSync(join(tmpdir(), 'q-kms-package-'))
const project = join(directory, 'project')
let tarball = ''
let contents: readonly string[] = []

const inProject = (program: string, ...args: readonly string[]) => exec(program, args, { cwd: project })
const node = (...args: readonly string[]) => inProject(process.execPath, ...args)
const bin = (name: string) => resolve('node_modules', '.bin', name)

beforeAll(async () => {
  const { stdout } = await exec('npm', ['pack', '--json', '--pack-destination', directory])
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[')))
  tarball = join(directory, packed.filename)
  contents = packed.files.map(({ path }: { readonly path: string }) => path)

  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{"private": true, "type": "module"}')
  // The peer that one of the examples needs, the SDK that they use, and the types of Node; npm has them at hand, since this project does.
  const others = ['msw', '@aws-sdk/client-kms', '@types/node', '@types/react'].map((name) => `${name}@${installed(name)}`)
  await inProject('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball, ...others)
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('holds what is published, and no source or test', () => {
  expect(contents).toContain('lib/server/main.js')
  expect(contents).toContain('lib/emulator/emulator.d.ts')
  const strange = contents.filter(
    (path) =>
      !/^(package\.json|README\.md|CHANGELOG\.md|LICENSE|lib\/(package|model|openapi)\.json|lib\/components\/qkms\.css|lib\/third-party-notices\.txt|lib\/.*\.js|lib\/.*\.d\.ts)$/.test(
        path,
      ),
  )
  expect(strange).toEqual([])
  expect(contents.filter((path) => /(^|\/)test-|\.test\./.test(path))).toEqual([])
  // Types that no exported type leads to, and modules that have types alone.
  expect(contents.filter((path) => /\/(server\/exchange\.d\.ts|store\/journal\.js)$/.test(path))).toEqual([])
  // What only the site of this project shows.
  expect(contents.filter((path) => /\/(OperationIndex|theme\/Doc|facts\/(differences|openapi))/.test(path))).toEqual([])
})

test('brings no part of the site along', () => {
  const names = readdirSync(join(project, 'node_modules'))
  expect(names).toContain('q-kms-docs')
  for (const name of ['@docusaurus', 'react', 'webpack']) expect(names).not.toContain(name)
})

const VOCABULARY = [
  ...['awsJson', 'blob', 'boolean', 'callOf', 'dateTime', 'elementsOf', 'enumeration', 'fieldsOf', 'headerRowsOf', 'integer'],
  ...['list', 'map', 'nullable', 'number', 'operation', 'parametersOf', 'requestOf', 'responseOf', 'restJson', 'string'],
  ...['structure', 'timestamp', 'union'],
]
const COMPONENTS = ['ApiExample', 'ApiTester', 'CodeSamples', 'ParamsTable']
const KIT = [...COMPONENTS, 'ApiSettings', 'Scenario', 'Tryable', ...VOCABULARY, 'from', 'httpSamplesOf', 'openApiOf'].sort()

test.each([
  ['q-kms-docs/docusaurus', ['default', 'getSwizzleComponentList', 'validateOptions']],
  ['q-kms-docs/emulator', ['createEmulator']],
  ['q-kms-docs/msw', ['EMULATOR_HEADER', 'handlersOf']],
  ['q-kms-docs/server', ['serve']],
])('%s exports %j', async (subpath, names) => {
  const { stdout } = await node(
    '-e',
    `import(${JSON.stringify(subpath)}).then((all) => console.log(JSON.stringify(Object.keys(all))))`,
  )
  expect(JSON.parse(stdout)).toEqual(names)
})

test('elements.js exports the vocabulary', async () => {
  const exported =
    readFileSync(join(project, 'node_modules/q-kms-docs/lib/elements.js'), 'utf8').match(/export\{([^}]*)\}/)?.[1] ?? ''
  expect(exported.split(',').map((name) => name.replace(/^.* as /, ''))).toEqual(VOCABULARY)
})

test('has the facts as JSON', async () => {
  const script = `import model from 'q-kms-docs/model.json' with { type: 'json' }
import openApi from 'q-kms-docs/openapi.json' with { type: 'json' }
console.log(Object.keys(model.operations).length, Object.keys(openApi.paths).length)`
  const { length } = Object.keys(operations)
  expect((await node('--input-type=module', '-e', script)).stdout).toBe(`${length} ${length}\n`)
})

test('has the license of everything that its files contain', () => {
  const notice = readFileSync(join(project, 'node_modules/q-kms-docs/lib/third-party-notices.txt'), 'utf8')
  for (const name of ['@noble/curves', '@noble/post-quantum', '@scalar/snippetz', 'cborg', 'idb', 'msw', 'preact', 'prismjs'])
    expect(notice).toContain(`\n${name} ${installed(name)} (`)
  expect(notice.match(/copyright/gi)?.length).toBeGreaterThanOrEqual(7)
})

const PAGE = `import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'
import { ApiExample, ApiTester, CodeSamples, ParamsTable } from 'q-kms-docs'
import { ApiTester as Tester, restJson } from 'q-kms-docs/kit'

const page = h('main', null,
  h(ApiTester, { operation: 'Encrypt' }), h(ParamsTable, { operation: 'Encrypt', of: 'response' }),
  h(ApiExample, { operation: 'Encrypt' }), h(CodeSamples, { operation: 'Encrypt' }),
  h(ParamsTable, { parameters: [{ name: 'colour', type: 'string', description: 'A colour.', required: true }] }),
  h(Tester, { operation: 'Paint', parameters: [{ name: 'colour', type: 'string' }], api: { name: 'paint', protocol: restJson({ url: 'https://paint.example' }) } }),
)
console.log(renderToString(page))
`

/** Milliseconds: npm installs the package with all that it needs. */
const INSTALLING = 900_000

test.each(['18.3.1', installed('react')])(
  'a server renders the whole page with React %s',
  { timeout: INSTALLING },
  async (version) => {
    const folder = join(directory, `react-${version}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}')
    writeFileSync(join(folder, 'page.js'), PAGE)
    const packages = [tarball, ...['react', 'react-dom'].map((name) => `${name}@${version}`)]
    await exec('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
      cwd: folder,
    })
    const names = async (subpath: string) =>
      (await exec(process.execPath, ['-p', `Object.keys(require(${JSON.stringify(subpath)})).sort().join()`], { cwd: folder }))
        .stdout
    expect(await names('q-kms-docs')).toBe(`${[...COMPONENTS, 'Scenario'].join()}\n`)
    expect(await names('q-kms-docs/kit')).toBe(`${KIT.join()}\n`)
    const { stdout, stderr } = await exec(process.execPath, ['page.js'], { cwd: folder })
    expect(stderr).toBe('')
    const inPage = [
      'aria-label="Try Encrypt"',
      'Send request',
      '>KeyId</label>',
      'id="response-CiphertextBlob"',
      'POST / HTTP/1.1',
    ]
    for (const text of [...inPage, 'aws kms encrypt', 'id="request-colour"', 'Try Paint']) expect(stdout).toContain(text)
  },
)

/** Bytes of gzip of what a program adds to an app that has React already, without what loads later. */
const weightOf = async (program: string): Promise<number> => {
  const input = join(project, 'entry.js')
  writeFileSync(input, program)
  const build = await rolldown({ input, platform: 'browser', external: /^react(\/|$)/, onLog: () => undefined })
  const { output } = await build.generate({ minify: true })
  await build.close()
  const chunks = new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk] as const] : [])))
  const loaded = (name: string): readonly string[] => [name, ...(chunks.get(name)?.imports ?? []).flatMap(loaded)]
  const code = [...new Set(loaded('entry.js'))].map((name) => chunks.get(name)?.code ?? '')
  return gzipSync(code.join('')).length
}

test.each(['q-kms-docs', 'q-kms-docs/kit'])('a table alone of %s is light', async (subpath) => {
  const bytes = await weightOf(`export { ParamsTable } from '${subpath}'`)
  expect(bytes).toBeGreaterThan(1024)
  expect(bytes).toBeLessThanOrEqual(3 * 1024)
})

test('has types for both kinds of resolution', async () => {
  writeFileSync(
    join(project, 'react.tsx'),
    `import type { Options } from 'q-kms-docs/docusaurus'
import { ApiTester, ParamsTable, CodeSamples, Scenario } from 'q-kms-docs'
import 'q-kms-docs/styles.css'
import { ApiTester as Tester, operation, restJson, string } from 'q-kms-docs/kit'
import { type RequestDetail } from 'q-kms-docs/elements.js'

const Paint = operation({
  name: 'Paint', category: 'paint', summary: 'Paints.', input: { colour: { type: string(), description: 'The colour.' } }, output: {},
  errors: [], example: { request: { colour: 'red' }, response: {} },
})
export const plugin = ['q-kms-docs/docusaurus', { worker: false } satisfies Options]
// @ts-expect-error: no such option
export const wrong = ['q-kms-docs/docusaurus', { workers: false } satisfies Options]
export const page = (
  <>
    <ApiTester operation="Encrypt" />
    <ParamsTable operation="Encrypt" of="response" />
    <CodeSamples operation="Sign" />
    <Tester operation={Paint} api={{ name: 'paint', protocol: restJson({ url: 'https://paint.example' }) }} />
    {/* @ts-expect-error: no such operation */}
    <ApiTester operation="MakeCoffee" />
    <Scenario name="RoundTrip" />
    <Scenario title="Look" sandbox="own" steps={[{ title: 'List', operation: 'ListKeys', body: {} }]} />
    {/* @ts-expect-error: either an operation or rows */}
    <ParamsTable operation="Encrypt" parameters={[]} />
    {/* @ts-expect-error: either an operation or samples */}
    <CodeSamples operation="Encrypt" samples={[]} />
    {/* @ts-expect-error: no such scenario */}
    <Scenario name="MakeCoffee" />
    {/* @ts-expect-error: a scenario of the manual has its own title */}
    <Scenario name="RoundTrip" title="Look" />
    {/* @ts-expect-error: either a name or steps */}
    <Scenario name="RoundTrip" title="Look" sandbox="own" steps={[]} />
  </>
)
const element = <Name extends keyof HTMLElementTagNameMap>(name: Name) => document.createElement(name)
Object.assign(element('qkms-api-tester').example ??= {}, { KeyId: 'alias/app' })
element('qkms-api-tester').operation = Paint
element('qkms-api-tester').api = { name: 'paint', protocol: restJson({ url: 'https://paint.example' }), fetch }
element('qkms-params-table').anchorPrefix = 'paint'
element('qkms-api-example').response = { status: 200, body: {} }
element('qkms-code-samples').samples = [{ id: 'js', label: 'JavaScript', highlight: 'js', code: 'paint()' }]
element('qkms-scenario').name = 'RoundTrip'
// @ts-expect-error: no such scenario
element('qkms-scenario').name = 'MakeCoffee'
document.querySelector('qkms-api-tester')?.addEventListener('qkms-request', ({ detail }: CustomEvent<RequestDetail>) => detail.request.url)
`,
  )
  writeFileSync(
    join(project, 'types.ts'),
    `import { createEmulator, type Emulator } from 'q-kms-docs/emulator'
import { handlersOf } from 'q-kms-docs/msw'
import { serve, type Server } from 'q-kms-docs/server'
import { setupServer } from 'msw/node'

const emulator: Emulator = createEmulator({ accountId: '111122223333' })
export const response: Promise<Response> = emulator.fetch(new Request('https://kms.example/'))
export const mocks = setupServer(...handlersOf(emulator))
export const server: Promise<Server> = serve({ port: 0 })
// @ts-expect-error: a port is a number
serve({ port: 'any' })
`,
  )
  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--types', 'node']
  for (const module of [['nodenext'], ['esnext', '--moduleResolution', 'bundler']])
    await inProject(bin('tsc'), ...strict, '--jsx', 'react-jsx', '--module', ...module, 'types.ts', 'react.tsx')
})

test('has a command that runs, and ends with npx', async () => {
  const child = spawn('npx', ['--no', 'q-kms', 'serve', '--port', '0', '--log', 'none', '--exit-with-parent'], { cwd: project })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\S+/.exec(line)?.[0] ?? ''
  expect((await fetch(`${url}/_qkms/health`)).status).toBe(200)
  child.kill()
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 20_000, interval: 200 })
})

test('has all that TLS needs', async () => {
  const script = `import('q-kms-docs/server').then(async ({ serve }) => {
  const { url, authority, close } = await serve({ port: 0, tls: true })
  console.log(url.slice(0, 6), authority.endsWith('.pem'))
  await close()
})`
  expect((await node('-e', script)).stdout).toBe('https: true\n')
})

const MANUAL = ['emulator', 'monitoring'].map((page) => readFileSync(`docs/api/q-kms/user-manual/${page}.mdx`, 'utf8')).join('\n')
const EXAMPLES = [...MANUAL.matchAll(/```js title="([\w.]+\.test\.mjs)"\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => ({
  name,
  code,
}))

test('the manual shows examples', () => {
  expect(EXAMPLES.map(({ name }) => name)).toEqual([
    'sandboxes.test.mjs',
    'msw.test.mjs',
    'server.test.mjs',
    'fetch.test.mjs',
    'calls.test.mjs',
    'audit.test.mjs',
  ])
})

test.each(EXAMPLES)('the example $name of the manual runs', async ({ name, code }) => {
  writeFileSync(join(project, name), code)
  const { stdout } = await node('--test', name)
  expect(stdout).toMatch(/^# fail 0$|ℹ fail 0/m)
  expect(stdout).not.toMatch(/^# pass 0$|ℹ pass 0/m)
})

test('publint finds nothing', async () => {
  const { stdout } = await exec(bin('publint'), [tarball, '--level', 'warning'])
  expect(stdout).toContain('All good!')
})

test('arethetypeswrong finds nothing', async () => {
  // It is for importers alone: its crypto libraries cannot be required either.
  await exec(bin('attw'), [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'package.json', 'styles.css'])
})
