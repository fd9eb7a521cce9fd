import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import 'fake-indexeddb/auto'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteJournal } from '../../server/sqlite-journal.ts'
import { indexedDbJournal } from './indexeddb.ts'
import type { Journal } from './journal.ts'
import type { Change } from './rows.ts'
import { createStore, type Snapshot, type Store } from './store.ts'

/** What a store promises over any journal, and what stores that share a durable one promise each other. */

const setting = (id: string, value: number): Change => ({ table: 'settings', id, row: { value } })
const valueIn = ({ tables }: Store, id: string) => tables.settings.get(id)?.value
const read = (store: Store, id = 'count') => store.transact(() => valueIn(store, id))
const put = (store: Store, value: number, id = 'count') => store.transact(() => store.write(setting(id, value)))
const increment = (store: Store) => store.transact(() => store.write(setting('count', Number(valueIn(store, 'count') ?? 0) + 1)))

interface Options {
  readonly seed?: () => Snapshot
  readonly before?: (store: Store) => void
}
const open = (journal: Journal | undefined, { seed = () => [], before = () => {} }: Options = {}) =>
  createStore({ journal, seed, before })

let made = 0
const databaseName = () => `journal test ${made++}`

const sqliteJournal = (): Journal => {
  const directory = mkdtempSync(join(tmpdir(), 'q-kms-journal-'))
  const journal = openSqliteJournal(join(directory, 'q-kms.sqlite'))
  onTestFinished(() => {
    journal.close()
    rmSync(directory, { recursive: true })
  })
  return journal
}

const JOURNALS: readonly (readonly [string, () => Journal | undefined])[] = [
  ['no journal', () => undefined],
  ['IndexedDB', () => indexedDbJournal(databaseName())],
  ['SQLite', sqliteJournal],
]
describe.each(JOURNALS)('a store with %s', (_, create) => {
  test('gives what the work gives, and keeps what it writes', async () => {
    const store = open(create())
    expect(await store.transact(() => 7)).toBe(7)
    expect(await store.transact(async () => 8)).toBe(8)
    await put(store, 1)
    expect(await read(store)).toBe(1)
    await store.transact(() => store.write({ table: 'settings', id: 'count', row: undefined }))
    expect(await read(store)).toBeUndefined()
  })

  test('is seeded once, before the first work', async () => {
    const seed = vi.fn(() => [setting('count', 5)])
    const store = open(create(), { seed })
    expect(await read(store)).toBe(5)
    await put(store, 6)
    expect(await read(store)).toBe(6)
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('keeps the seed where the first work fails', async () => {
    const seed = vi.fn(() => [setting('count', 5)])
    const store = open(create(), { seed })
    await expect((async () => store.transact(() => Promise.reject(new Error('no'))))()).rejects.toThrow('no')
    expect(await read(store)).toBe(5)
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('leaves nothing of work that fails', async () => {
    const store = open(create())
    await put(store, 1)
    const failing = async () =>
      store.transact(() => {
        store.write(setting('count', 2))
        store.write(setting('other', 2))
        store.write(setting('count', 3))
        throw new Error('no')
      })
    await expect(failing()).rejects.toThrow('no')
    expect(store.snapshot()).toEqual([setting('count', 1)])
    expect(await read(store)).toBe(1)
  })

  test('keeps what runs at the head of each step, even where the work fails', async () => {
    let ticks = 0
    const store = open(create(), { before: (store) => store.write(setting('ticks', ++ticks)) })
    const failing = async () =>
      store.transact(() => {
        store.write(setting('ticks', 99))
        throw new Error('no')
      })
    await expect(failing()).rejects.toThrow('no')
    expect(store.snapshot()).toEqual([setting('ticks', 1)])
    expect(await read(store, 'ticks')).toBe(2)
  })

  test('refuses writes outside of work', async () => {
    const store = open(create())
    await read(store)
    expect(() => store.write(setting('count', 1))).toThrow('Failed to write to settings: no transaction is running.')
    const late = (async () =>
      store.transact(async () => {
        await Promise.resolve()
        store.write(setting('count', 1))
      }))()
    await expect(late).rejects.toThrow('no transaction is running')
    expect(store.snapshot()).toEqual([])
  })

  test('loses no update of work that is asked for at once', async () => {
    const store = open(create())
    await Promise.all(Array.from({ length: 50 }, () => increment(store)))
    expect(await read(store)).toBe(50)
  })

  test('tells its listeners what each step changed, until they stop', async () => {
    const store = open(create())
    const heard: (readonly Change[])[] = []
    const stop = store.subscribe((changes) => heard.push(changes))
    await put(store, 1)
    await read(store)
    await expect(
      (async () =>
        store.transact(() => {
          store.write(setting('count', 2))
          throw new Error('no')
        }))(),
    ).rejects.toThrow('no')
    await put(store, 3)
    stop()
    await put(store, 4)
    expect(heard).toEqual([[setting('count', 1)], [setting('count', 3)]])
  })

  test('replaces everything', async () => {
    const store = open(create())
    await put(store, 1, 'old')
    await put(store, 1, 'both')
    await store.restore([setting('both', 2), setting('new', 2)])
    expect(await store.transact(() => store.snapshot())).toEqual([setting('both', 2), setting('new', 2)])
    await store.restore([])
    expect(await store.transact(() => store.snapshot())).toEqual([])
  })

  test('is not seeded after it was emptied', async () => {
    const store = open(create(), { seed: () => [setting('count', 5)] })
    await store.restore([])
    expect(await read(store)).toBeUndefined()
  })
})

describe.each([['IndexedDB', indexedDbJournal]] as const)('stores that share a database in %s', (_, journalOf) => {
  const pair = (options?: Options) => {
    const name = databaseName()
    return [open(journalOf(name), options), open(journalOf(name), options), name] as const
  }

  test('have what was written before they were made', async () => {
    const [one, , name] = pair()
    await put(one, 1)
    await put(one, 1, 'other')
    await one.transact(() => one.write({ table: 'settings', id: 'other', row: undefined }))
    const later = open(journalOf(name), { seed: () => [setting('count', 5)] })
    expect(await later.transact(() => later.snapshot())).toEqual([setting('count', 1)])
  })

  test('keep bytes and nested values as they are', async () => {
    const [one, other] = pair()
    const row: Change = { table: 'settings', id: 'bytes', row: { value: new Uint8Array([1, 2, 3]) } }
    await one.transact(() => one.write(row))
    expect(await other.transact(() => other.snapshot())).toEqual([row])
  })

  test('see each other’s writes and deletions', async () => {
    const [one, other] = pair()
    await put(one, 1)
    expect(await read(other)).toBe(1)
    await put(other, 2)
    expect(await read(one)).toBe(2)
    await one.transact(() => one.write({ table: 'settings', id: 'count', row: undefined }))
    expect(await read(other)).toBeUndefined()
    expect(other.snapshot()).toEqual([])
  })

  test('lose no update of 50 increments from each, raced', async () => {
    const [one, other] = pair()
    await Promise.all(Array.from({ length: 50 }, () => [increment(one), increment(other)]).flat())
    expect([await read(one), await read(other)]).toEqual([100, 100])
  })

  test('see nothing of each other’s failed work', async () => {
    const [one, other] = pair()
    await put(one, 1)
    await expect(
      (async () =>
        one.transact(() => {
          one.write(setting('count', 2))
          throw new Error('no')
        }))(),
    ).rejects.toThrow('no')
    expect(await read(other)).toBe(1)
  })

  test('are seeded once where they start at once', async () => {
    const seed = vi.fn(() => [setting('count', Math.random())])
    const [one, other] = pair({ seed })
    const [a, b] = await Promise.all([read(one), read(other)])
    expect(a).toBe(b)
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('see that the other one replaced everything', async () => {
    const [one, other] = pair()
    await put(one, 1, 'old')
    await put(other, 1, 'both')
    await one.restore([setting('both', 2), setting('new', 2)])
    expect(await read(other, 'old')).toBeUndefined()
    expect(other.snapshot()).toEqual([setting('both', 2), setting('new', 2)])
    await other.restore([])
    expect(await one.transact(() => one.snapshot())).toEqual([])
    await increment(one)
    expect(await read(other)).toBe(1)
  })

  test('replace everything one after another where both do at once', async () => {
    const [one, other] = pair()
    await Promise.all([put(one, 1, 'old'), one.restore([setting('a', 1)]), other.restore([setting('b', 2)])])
    const [seen] = [await one.transact(() => one.snapshot())]
    expect(await other.transact(() => other.snapshot())).toEqual(seen)
    expect(seen).toHaveLength(1)
  })

  test('tell their listeners what the other one changed, before the next step', async () => {
    const [one, other] = pair()
    const heard: (readonly Change[])[] = []
    other.subscribe((changes) => heard.push(changes))
    await put(one, 1)
    await put(one, 2)
    await put(other, 9, 'own')
    expect(heard).toEqual([[expect.objectContaining(setting('count', 2))], [setting('own', 9)]])
  })
})

test('starts anew where the database was deleted under it', async () => {
  const name = databaseName()
  const store = open(indexedDbJournal(name), { seed: () => [setting('count', 5)] })
  await put(store, 1)
  await put(store, 1, 'other')
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
  expect(await store.transact(() => store.snapshot())).toEqual([setting('count', 5)])
})

describe('a store whose journal fails to write', () => {
  const failure = new Error('The disk is full.')
  /** Takes the step, then fails as long as `broken` says so. */
  const flaky = (fail: () => void | Promise<void>) => {
    let fresh = true
    const state = { broken: false }
    const journal: Journal = {
      transact(step) {
        step({ cleared: false, changes: [], fresh })
        fresh = false
        if (state.broken) return fail()
      },
    }
    return { store: open(journal), state }
  }
  const rejecting = () => Promise.reject(failure)
  const throwing = () => {
    throw failure
  }

  test.each([
    ['rejects', rejecting],
    ['throws', throwing],
  ])('undoes its memory where the journal %s', async (_, fail) => {
    const { store, state } = flaky(fail)
    await put(store, 1)
    state.broken = true
    const heard = vi.fn()
    const replace = async () => store.restore([setting('new', 3)])
    await expect((async () => put(store, 2))()).rejects.toThrow('The disk is full.')
    await expect(replace()).rejects.toThrow('The disk is full.')
    expect(store.snapshot()).toEqual([setting('count', 1)])
    state.broken = false
    store.subscribe(heard)
    await increment(store)
    expect(store.snapshot()).toEqual([setting('count', 2)])
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test('undoes its memory where IndexedDB cannot hold a row, and goes on', async () => {
    const name = databaseName()
    const store = open(indexedDbJournal(name))
    await put(store, 1)
    // A function is not structured-cloneable.
    const unclonable = { table: 'settings', id: 'count', row: { value: () => {} } } as unknown as Change
    await expect((async () => store.transact(() => store.write(unclonable)))()).rejects.toThrow()
    expect(store.snapshot()).toEqual([setting('count', 1)])
    await Promise.all([increment(store), increment(store)])
    const other = open(indexedDbJournal(name))
    expect(await read(other)).toBe(3)
  })

  test('undoes its memory where the transaction is aborted before it commits', async () => {
    const name = databaseName()
    const store = open(indexedDbJournal(name))
    await put(store, 1)
    const { put: original } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row) {
      const request = original.apply(this, row)
      this.transaction.abort()
      return request
    }
    try {
      await expect((async () => put(store, 2))()).rejects.toThrow()
    } finally {
      IDBObjectStore.prototype.put = original
    }
    expect(store.snapshot()).toEqual([setting('count', 1)])
    await increment(store)
    expect(await read(open(indexedDbJournal(name)))).toBe(2)
  })
})
