import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

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
  const others = ['msw', '@aws-sdk/client-kms', '@types/node'].map((name) => `${name}@${installed(name)}`)
  await inProject('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball, ...others)
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('holds what is published, and no source or test', () => {
  expect(contents).toContain('lib/server/main.js')
  expect(contents).toContain('lib/emulator/emulator.d.ts')
  const strange = contents.filter(
    (path) =>
      !/^(package\.json|README\.md|LICENSE|static\/mockServiceWorker\.js|lib\/package\.json|lib\/.*\.js|lib\/.*\.d\.ts)$/.test(
        path,
      ),
  )
  expect(strange).toEqual([])
  expect(contents.filter((path) => /(^|\/)test-|\.test\./.test(path))).toEqual([])
})

test('brings no part of the site along', () => {
  const names = readdirSync(join(project, 'node_modules'))
  expect(names).toContain('q-kms-docs')
  for (const name of ['@docusaurus', 'react', 'webpack']) expect(names).not.toContain(name)
})

test.each([
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

test('has types for both kinds of resolution', async () => {
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
    await inProject(bin('tsc'), ...strict, '--module', ...module, 'types.ts')
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

const MANUAL = readFileSync('docs/api/q-kms/user-manual/emulator.mdx', 'utf8')
const EXAMPLES = [...MANUAL.matchAll(/```js title="([\w.]+)"\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => ({
  name,
  code,
}))

test('the manual shows examples', () => {
  expect(EXAMPLES.map(({ name }) => name)).toEqual(['msw.test.mjs', 'server.test.mjs', 'fetch.test.mjs', 'calls.test.mjs'])
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
  await exec(bin('attw'), [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'package.json'])
})
