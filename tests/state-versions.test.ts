import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { loadDraft } from '../src/components/ApiTester/draft.ts'
import { indexedDbJournal } from '../src/emulator/store/indexeddb.ts'
import type { Snapshot } from '../src/emulator/store/store.ts'
import { type Migrations, migrated } from '../src/emulator/store/versions.ts'
import { createClient, requestTo, SANDBOX } from '../src/emulator/test-client.ts'
import type { MacAlgorithm, SigningAlgorithm } from '../src/facts/members.ts'
import { pageEmulator } from '../src/msw/page.ts'
import { STORAGE } from '../src/ready/storage.ts'
import { FILE } from '../src/server/data-directory.ts'
import { fromJson } from '../src/server/json.ts'
import { readSeedFile } from '../src/server/seed.ts'
import { openSqliteJournal } from '../src/server/sqlite-journal.ts'
import { snapshotIn } from '../src/server/state.ts'
import type { Value } from '../src/vocabulary/shapes.ts'

/** State of every version that was released, opened by this one; and what becomes of state where a migration fails, or is not known yet. */

const VERSIONS = readdirSync('tests/fixtures').filter((name) => /^\d+\.\d+\.\d+$/.test(name))

test('there is the state of 0.1.0', () => {
  expect(VERSIONS).toContain('0.1.0')
})

/** What make-state.ts wrote down of what it made. */
interface Made {
  readonly now: number
  readonly plaintext: string
  readonly encryptionContext: Readonly<Record<string, string>>
  readonly ciphertexts: readonly { readonly KeyId: string; readonly CiphertextBlob: string }[]
  readonly mac: { KeyId: string; Message: string; MacAlgorithm: Value<typeof MacAlgorithm>; Mac: string }
  readonly signatures: readonly {
    KeyId: string
    Message: string
    SigningAlgorithm: Value<typeof SigningAlgorithm>
    Signature: string
  }[]
  readonly leaving: string
  readonly grant: { readonly KeyId: string; readonly GrantId: string; readonly GrantToken: string }
  readonly session: { readonly accessKey: string; readonly token: string }
  readonly seed: { readonly alias: string; readonly CiphertextBlob: string }
}

const fileOf = (version: string, name: string): string => join('tests/fixtures', version, name)
const textOf = (version: string, name: string): string => readFileSync(fileOf(version, name), 'utf8')
const madeBy = (version: string): Made => JSON.parse(textOf(version, 'made.json'))

/** A copy of a data directory, which goes with the test. */
const copied = (version: string): string => {
  const directory = mkdtempSync(join(tmpdir(), 'q-kms-version-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  cpSync(fileOf(version, 'data'), directory, { recursive: true })
  return join(directory, FILE)
}

const sqlite = (file: string, migrations?: Migrations) => {
  const journal = openSqliteJournal(file, { migrations })
  onTestFinished(journal.close)
  return journal
}

let databases = 0

/** A database with the records that a version wrote. */
const database = async (version: string): Promise<string> => {
  const name = `state of ${version} ${databases++}`
  const { version: number, stores } = fromJson(textOf(version, 'indexeddb.json')) as {
    readonly version: number
    readonly stores: readonly {
      readonly name: string
      readonly keyPath: string[] | null
      readonly indexes: readonly string[]
      readonly records: readonly (readonly [IDBValidKey, unknown])[]
    }[]
  }
  const opened = await openDB(name, number, {
    upgrade(database) {
      for (const { name, keyPath, indexes } of stores) {
        const store = database.createObjectStore(name, { keyPath })
        for (const index of indexes) store.createIndex(index, index)
      }
    },
  })
  for (const { name, keyPath, records } of stores)
    for (const [key, value] of records) await opened.put(name, value, keyPath ? undefined : key)
  opened.close()
  return name
}

const sorted = (snapshot: Snapshot): Snapshot =>
  snapshot
    .toSorted((a, b) => (`${a.table} ${a.id}` < `${b.table} ${b.id}` ? -1 : 1))
    .map(({ table, id, row }) => ({ table, id, row }) as Snapshot[number])

type Client = ReturnType<typeof createClient>

/** Holds a client to having all rows of a version, and to using its keys, grants and sessions. */
const holdTo = async (version: string, { emulator, send, attempt, as }: Client): Promise<void> => {
  const { plaintext, encryptionContext, ciphertexts, mac, signatures, leaving, grant, session } = madeBy(version)
  expect(sorted(await emulator.snapshot())).toEqual(sorted(snapshotIn(textOf(version, 'snapshot.json'))))
  for (const { KeyId, CiphertextBlob } of ciphertexts)
    expect(await send('Decrypt', { CiphertextBlob, EncryptionContext: encryptionContext })).toMatchObject({
      KeyId,
      Plaintext: plaintext,
    })
  expect((await send('VerifyMac', mac)).MacValid).toBe(true)
  for (const signature of signatures) expect((await send('Verify', signature)).SignatureValid).toBe(true)
  expect((await send('DescribeKey', { KeyId: leaving })).KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion' })
  const { Grants = [] } = await send('ListGrants', { KeyId: grant.KeyId })
  expect(Grants.map(({ GrantId }) => GrantId)).toEqual([grant.GrantId])
  expect((await send('DescribeKey', { KeyId: SANDBOX.app })).KeyMetadata?.KeyId).toBe(SANDBOX.app)
  const headers = { 'x-amz-security-token': session.token }
  const signed = as(session.accessKey)
  expect(await signed.attempt('ListKeys', { Limit: 1 }, headers)).toMatchObject({ status: 200 })
  expect(await attempt('RetireGrant', { GrantToken: grant.GrantToken })).toMatchObject({ status: 200 })
}

describe.each(VERSIONS)('the state of %s', (version) => {
  const clock = { now: () => madeBy(version).now }

  test('opens as a data directory', async () => {
    await holdTo(version, createClient({ journal: sqlite(copied(version)), clock }))
  })

  test('opens as a snapshot', async () => {
    const client = createClient({ clock })
    await client.emulator.restore(snapshotIn(textOf(version, 'snapshot.json')))
    await holdTo(version, client)
  })

  test('opens as records of IndexedDB', async () => {
    await holdTo(version, createClient({ journal: indexedDbJournal(await database(version)), clock }))
  })

  test('opens as a seed file', async () => {
    const place = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
    const { send } = createClient({ fixture: await readSeedFile(fileOf(version, 'seed.yaml'), place) })
    const { plaintext, seed } = madeBy(version)
    expect(await send('Decrypt', { CiphertextBlob: seed.CiphertextBlob, KeyId: seed.alias })).toMatchObject({
      Plaintext: plaintext,
    })
  })

  test('opens as drafts', () => {
    const drafts: Readonly<Record<string, string>> = JSON.parse(textOf(version, 'local-storage.json'))
    vi.stubGlobal('localStorage', { getItem: (name: string) => drafts[name] ?? null })
    onTestFinished(() => void vi.unstubAllGlobals())
    expect(Object.keys(drafts).length).toBeGreaterThan(0)
    for (const [name, text] of Object.entries(drafts)) {
      const [, pathname = '', operation = ''] = /\.draft\.(.*)#(.*)$/.exec(name) ?? []
      vi.stubGlobal('location', { pathname })
      expect(loadDraft({ api: STORAGE, operation })).toBe(text)
    }
  })
})

/** Two later versions, as this one may have them one day. */
const LATER: Migrations = {
  1: (rows) => rows.filter(({ table }) => table !== 'usages'),
  2: (rows) => rows.map((row) => (row.id === 'clock' ? { ...row, row: { value: 7 } } : row)),
}
const FAILING: Migrations = {
  ...LATER,
  2: () => {
    throw new Error('a row has no name.')
  },
}
const NEWER = 'it was written by a newer version; this one reads state up to version 1. Nothing has changed.'
const FAILED = 'its state cannot be brought from version 2 to 3: a row has no name.'

test('migrations run in their order, from the version that the rows have', () => {
  const migrations: Migrations = { 1: (rows) => [...rows, ...rows], 2: (rows) => rows.slice(1), 3: (rows) => [...rows, ...rows] }
  const rows = [{ table: 'settings', id: 'a', row: { value: 1 } }]
  expect([1, 2, 3, 4].map((version) => migrated(rows, version, migrations).length)).toEqual([2, 0, 2, 1])
})

test.each([undefined, null, '1', 0, -1, 1.5, Number.NaN])('%j is no version', (version) => {
  expect(() => migrated([], version)).toThrow('it has no version')
})

const rowsIn = (journal: Parameters<typeof createClient>[0]) => createClient(journal).emulator.snapshot()
const clockOf = (rows: Snapshot) => rows.find(({ id }) => id === 'clock')?.row
const clock = { now: () => madeBy('0.1.0').now }

describe('a file', () => {
  test('is brought up to date once, and is then newer than what wrote it', async () => {
    const file = copied('0.1.0')
    const once = vi.fn(LATER[1])
    const first = openSqliteJournal(file, { migrations: { ...LATER, 1: once } })
    const rows = await rowsIn({ journal: first, clock })
    first.close()
    expect(rows.filter(({ table }) => table === 'usages')).toEqual([])
    expect(clockOf(rows)).toEqual({ value: 7 })
    const second = openSqliteJournal(file, { migrations: { ...LATER, 1: once } })
    expect(await rowsIn({ journal: second, clock })).toEqual(rows)
    second.close()
    expect(once).toHaveBeenCalledTimes(1)

    const before = readFileSync(file)
    expect(() => openSqliteJournal(file)).toThrow(`Failed to open ${file}: ${NEWER}`)
    expect(readFileSync(file)).toEqual(before)
  })

  test('stays as it was, byte for byte, where a migration fails', async () => {
    const file = copied('0.1.0')
    const before = readFileSync(file)
    expect(() => openSqliteJournal(file, { migrations: FAILING })).toThrow(`Failed to open ${file}: ${FAILED}`)
    expect(readFileSync(file)).toEqual(before)
    await holdTo('0.1.0', createClient({ journal: sqlite(file), clock }))
  })
})

describe('a database of a page', () => {
  test('is brought up to date once, in all tabs, and is then newer than what wrote it', async () => {
    const name = await database('0.1.0')
    const old = createClient({ journal: indexedDbJournal(name), clock })
    const before = await old.emulator.snapshot()
    const once = vi.fn(LATER[1])
    const open = () => rowsIn({ journal: indexedDbJournal(name, { ...LATER, 1: once }), clock })
    const [rows, others] = await Promise.all([open(), open()])
    expect(before.filter(({ table }) => table === 'usages').length).toBeGreaterThan(0)
    expect(rows.filter(({ table }) => table === 'usages')).toEqual([])
    expect(clockOf(rows)).toEqual({ value: 7 })
    expect(sorted(others)).toEqual(sorted(rows))
    expect(once).toHaveBeenCalledTimes(1)

    // The tab that was open before, and one that an older version opens now.
    await expect(old.emulator.snapshot()).rejects.toThrow(`Failed to open ${name}: ${NEWER}`)
    await expect(rowsIn({ journal: indexedDbJournal(name), clock })).rejects.toThrow(NEWER)
    expect(sorted(await open())).toEqual(sorted(rows))
  })

  test('stays as it was where a migration fails', async () => {
    const name = await database('0.1.0')
    const journal = indexedDbJournal(name, FAILING)
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(rowsIn({ journal, clock })).rejects.toThrow(`Failed to open ${name}: ${FAILED}`)
    await holdTo('0.1.0', createClient({ journal: indexedDbJournal(name), clock }))
  })
})

describe('a page', () => {
  const opened = async (name: string) => {
    Reflect.deleteProperty(globalThis, Symbol.for('q-kms.emulator'))
    return pageEmulator(name)
  }
  const list = () => requestTo('ListKeys', { Limit: 1 })

  test('says why its sandbox is out of reach once another tab has brought it up to date', async () => {
    const name = await database('0.1.0')
    const { emulator } = await opened(name)
    expect((await emulator.fetch(list())).status).toBe(200)
    await rowsIn({ journal: indexedDbJournal(name, LATER) })
    await expect(emulator.fetch(list())).rejects.toThrow(`Failed to open ${name}: ${NEWER}`)
  })

  test('leaves a sandbox alone that a newer version wrote, and has one that is not kept', async () => {
    const name = await database('0.1.0')
    const rows = await rowsIn({ journal: indexedDbJournal(name, LATER), clock })
    const { emulator, isKept } = await opened(name)
    expect(isKept()).toBe(false)
    expect((await emulator.fetch(list())).status).toBe(200)
    expect(sorted(await rowsIn({ journal: indexedDbJournal(name, LATER), clock }))).toEqual(sorted(rows))
  })
})

test('a snapshot is brought up to date, and a newer one is refused', () => {
  const text = textOf('0.1.0', 'snapshot.json')
  const rows = snapshotIn(text, LATER)
  expect(rows.filter(({ table }) => table === 'usages')).toEqual([])
  expect(clockOf(rows)).toEqual({ value: 7 })
  expect(() => snapshotIn(text, FAILING)).toThrow(FAILED)
  expect(() => snapshotIn(text.replace('"version": 1', '"version": 2'))).toThrow(NEWER)
})
