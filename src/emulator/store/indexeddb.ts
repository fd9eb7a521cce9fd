import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Journal } from './journal.ts'
import type { Change } from './rows.ts'

/**
 * A journal in IndexedDB, which all tabs of an origin share. The state stands as rows, each with the number of the step that
 * wrote it, so a tab reads what it has not seen by that number. A step is one `readwrite` transaction over both stores: such
 * transactions run one after another, over all tabs (Indexed Database API 3.0, section 2.7.2), so no further lock is needed, and
 * none works on a plain http page.
 */
interface Schema extends DBSchema {
  /** A row that was deleted stays as a mark, without its contents, until the sandbox is replaced. */
  rows: { key: [table: string, id: string]; value: Change & { readonly step: number }; indexes: { step: number } }
  /** `epoch` counts how often the sandbox was replaced as a whole. */
  meta: { key: 'state'; value: { readonly step: number; readonly epoch: number } }
}

const openDatabase = (name: string, closed: () => void): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('rows', { keyPath: ['table', 'id'] }).createIndex('step', 'step')
      database.createObjectStore('meta')
    },
    blocking(_current, _blocked, event) {
      // Another tab, or the reader, deletes the database: the next step makes a new one.
      ;(event.target as IDBDatabase).close()
      closed()
    },
    terminated: closed,
  })

/** Opens the database at the first step. */
export const indexedDbJournal = (name: string): Journal => {
  let database: Promise<IDBPDatabase<Schema>> | undefined
  const seen = { step: 0, epoch: 0 }

  return {
    async transact(step) {
      database ??= openDatabase(name, () => {
        database = undefined
      })
      const transaction = (await database).transaction(['rows', 'meta'], 'readwrite')
      // The transaction aborts where anything below throws; its own failure is then no news.
      transaction.done.catch(() => {})
      try {
        const rows = transaction.objectStore('rows')
        const meta = transaction.objectStore('meta')
        const state = await meta.get('state')
        const cleared = (state?.epoch ?? 0) !== seen.epoch || (state?.step ?? 0) < seen.step
        const changes = await rows.index('step').getAll(IDBKeyRange.lowerBound(cleared ? 0 : seen.step, true))

        const written = step({ cleared, changes, fresh: state === undefined })

        const next = { step: (state?.step ?? 0) + 1, epoch: (state?.epoch ?? 0) + (written.cleared ? 1 : 0) }
        if (written.cleared) await rows.clear()
        for (const change of written.changes) {
          if (!written.cleared || change.row !== undefined) await rows.put({ ...change, step: next.step })
        }
        const changed = written.cleared || written.changes.length > 0
        if (changed) await meta.put(next, 'state')
        await transaction.done
        Object.assign(seen, changed ? next : (state ?? { step: 0, epoch: 0 }))
      } catch (error) {
        try {
          transaction.abort()
        } catch {
          // It has aborted by itself.
        }
        throw error
      }
    },
  }
}
