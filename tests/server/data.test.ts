import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { serve } from '../../src/server/serve.ts'
import { directory, running, send } from './support.ts'

const FILE = 'q-kms.sqlite'

/** A directory with the state of a server that has run in it. */
const used = async (): Promise<string> => {
  const data = directory()
  const { url, close } = await serve({ port: 0, data })
  await send(url, 'CreateAlias', { AliasName: 'alias/kept', TargetKeyId: SANDBOX.app })
  await close()
  return data
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const contentsOf = (data: string) =>
  Object.fromEntries(readdirSync(data).map((name) => [name, digest(readFileSync(join(data, name)))]))

const refusal = async (data: string): Promise<string> => {
  const server = await serve({ port: 0, data }).catch((error: Error) => error.message)
  if (typeof server === 'string') return server
  await server.close()
  return 'none'
}

test('finds what it left', async () => {
  const data = await used()
  const { url, close } = await serve({ port: 0, data })
  const { body } = await send(url, 'DescribeKey', { KeyId: 'alias/kept' })
  await close()
  expect(body).toMatchObject({ KeyMetadata: { KeyId: SANDBOX.app } })
})

test('makes the directory, and keeps other users of the machine from reading it', async () => {
  const data = join(directory(), 'a', 'b')
  await (await serve({ port: 0, data })).close()
  expect(statSync(data).mode & 0o077).toBe(0)
  expect(statSync(join(data, FILE)).mode & 0o077).toBe(0)
})

test('keeps a reset, and time that was moved', async () => {
  const data = await used()
  const first = await serve({ port: 0, data })
  await first.emulator.reset()
  await first.emulator.clock.advance(1_000_000_000)
  const then = first.emulator.clock.now()
  await first.close()
  const second = await serve({ port: 0, data })
  expect(second.emulator.clock.now()).toBeGreaterThanOrEqual(then)
  expect((await send(second.url, 'DescribeKey', { KeyId: 'alias/kept' })).status).toBe(400)
  await second.close()
})

test('seeds a directory only once', async () => {
  const data = directory()
  const seed = join(directory(), 'seed.yaml')
  writeFileSync(seed, 'Keys: [{ KeyId: bc436485-5092-42b8-92a3-0aa8b93536dc, Aliases: [alias/seeded] }]')
  const first = await serve({ port: 0, data, seed })
  expect((await send(first.url, 'DeleteAlias', { AliasName: 'alias/seeded' })).status).toBe(200)
  await first.close()
  const second = await serve({ port: 0, data, seed })
  const { body } = await send(second.url, 'ListAliases', {})
  expect(JSON.stringify(body)).not.toContain('alias/seeded')
  await second.close()
})

test('refuses a second server on a directory, in this process or another', async () => {
  const data = await used()
  const reason = `Failed to open ${join(data, FILE)}: another server is using it.`
  const { close } = await serve({ port: 0, data })
  expect(await refusal(data)).toBe(reason)
  await close()
  const { child, end } = await running('--data', data)
  expect(await refusal(data)).toBe(reason)
  child.kill('SIGKILL')
  await end
  expect(await refusal(data)).toBe('none')
})

const change = (data: string, statement: string) => {
  const database = new DatabaseSync(join(data, FILE))
  database.exec(statement)
  database.close()
}

test.each<[string, (data: string) => void, string]>([
  ['is no database', (data) => writeFileSync(join(data, FILE), 'x'.repeat(5000)), 'file is not a database'],
  [
    'is damaged',
    (data) => {
      change(data, 'PRAGMA journal_mode = DELETE')
      const file = join(data, FILE)
      const bytes = readFileSync(file)
      bytes.fill(0xff, 4096)
      writeFileSync(file, bytes)
    },
    '',
  ],
  ['is cut off', (data) => writeFileSync(join(data, FILE), readFileSync(join(data, FILE)).subarray(0, 4096)), ''],
  [
    'is of a newer version',
    (data) => change(data, 'PRAGMA user_version = 2'),
    'it was written by a newer version; this one reads state up to version 1. Nothing has changed.',
  ],
  ['is of another program', (data) => change(data, 'PRAGMA application_id = 7'), 'the file was not made by q-kms.'],
])('leaves a file alone that %s', async (_, harm, reason) => {
  const data = await used()
  harm(data)
  const before = contentsOf(data)
  expect(await refusal(data)).toContain(`Failed to open ${join(data, FILE)}: ${reason}`)
  expect(contentsOf(data)).toEqual(before)
})

test('begins anew in a file that a process left empty when it died', async () => {
  const data = directory()
  writeFileSync(join(data, FILE), '')
  expect(await refusal(data)).toBe('none')
  const other = directory()
  change(other, 'PRAGMA journal_mode = WAL')
  expect(existsSync(join(other, FILE))).toBe(true)
  expect(await refusal(other)).toBe('none')
})

test('refuses a directory that is a file', async () => {
  const path = join(directory(), 'file')
  writeFileSync(path, '')
  expect(await refusal(path)).toBe(`Failed to open ${join(path, FILE)}: ${path} is not a directory.`)
  const below = join(path, 'below', 'it')
  expect(await refusal(below)).toBe(`Failed to open ${join(below, FILE)}: ${path} is not a directory.`)
})

/** Root may write to any file, so a test that root runs has to be somebody else for it. */
const NOBODY = 65_534

test.each([
  ['file', (data: string) => join(data, FILE)],
  ['directory', (data: string) => data],
])('says that a data %s is read-only', async (_, readOnly) => {
  const data = await used()
  const isRoot = process.getuid?.() === 0
  for (const path of [data, ...readdirSync(data).map((name) => join(data, name))]) {
    if (isRoot) chownSync(path, NOBODY, NOBODY)
  }
  const path = readOnly(data)
  chmodSync(path, path === data ? 0o500 : 0o400)
  const child = spawn(process.execPath, ['src/server/main.ts', 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  })
  let text = ''
  child.stderr.on('data', (chunk) => (text += chunk))
  const [code] = await once(child, 'close')
  chmodSync(path, 0o700)
  expect({ code, text }).toEqual({
    code: 1,
    text: `Failed to open ${join(data, FILE)}: ${path} cannot be written to (EACCES).\n`,
  })
})

/** The databases that are open from now on, by the pragmas that they began with. */
const watched = (): DatabaseSync[] => {
  const databases: DatabaseSync[] = []
  const { exec } = DatabaseSync.prototype
  const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    databases.push(this)
    return exec.call(this, sql)
  })
  onTestFinished(() => spy.mockRestore())
  return databases
}
const pragma = (database: DatabaseSync | undefined, text: string): unknown =>
  Object.values(database?.prepare(`PRAGMA ${text}`).get() ?? {})[0]

test.each([
  [undefined, 1],
  [true, 2],
])('with sync %s, SQLite is at level %i of synchronous', async (sync, level) => {
  const databases = watched()
  const server = await serve({ port: 0, data: directory(), ...(sync !== undefined && { sync }) })
  expect(pragma(databases[0], 'synchronous')).toBe(level)
  await server.close()
})

test('a full disk loses nothing that was answered, says so, and takes changes again when there is room', async () => {
  const data = directory()
  const databases = watched()
  const { url, close } = await serve({ port: 0, data })
  const [database] = databases
  const pages = Number(pragma(database, 'page_count'))
  pragma(database, `max_page_count = ${pages + 8}`)
  const create = () => send(url, 'CreateKey', { Description: 'x'.repeat(2000) })
  const kept: string[] = []
  const keyIn = ({ body }: Awaited<ReturnType<typeof create>>) => (body.KeyMetadata as { readonly KeyId: string }).KeyId
  let reply = await create()
  for (; reply.status === 200 && kept.length < 100; reply = await create()) kept.push(keyIn(reply))
  expect(kept.length).toBeGreaterThan(2)
  expect(reply).toMatchObject({
    status: 500,
    body: { __type: 'KMSInternalException', message: 'The disk that holds the state is full. Nothing has changed.' },
  })
  const all = async (at: string) => {
    const { body } = await send(at, 'ListKeys', { Limit: 1000 })
    return (body.Keys as readonly { readonly KeyId: string }[]).map(({ KeyId }) => KeyId)
  }
  const full = await all(url)
  expect(full).toEqual(expect.arrayContaining(kept))
  // A row whose id falls into a page with room may still be written.
  const again = await create()
  const before = [...full, ...(again.status === 200 ? [keyIn(again)] : [])]
  expect(await all(url)).toEqual(before)

  pragma(database, `max_page_count = ${pages + 1000}`)
  const later = await create()
  expect(later.status).toBe(200)
  const now = await all(url)
  await close()
  const second = await serve({ port: 0, data })
  expect(await all(second.url)).toEqual(now)
  expect(now).toEqual([...before, keyIn(later)])
  await second.close()
})
