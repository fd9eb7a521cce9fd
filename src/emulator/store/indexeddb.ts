import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { Journal } from './journal.ts'
import type { Change } from './rows.ts'
import { MIGRATIONS, type Migrations, migrated, newerThan, newestOf } from './versions.ts'

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

type Upgrade = IDBPTransaction<Schema, ('rows' | 'meta')[], 'versionchange'>

/** Brings the rows up to date, in the one transaction that no other tab can come between. */
const upgradeRows = async (transaction: Upgrade, version: number, migrations: Migrations): Promise<void> => {
  const rows = transaction.objectStore('rows')
  const meta = transaction.objectStore('meta')
  const { step, epoch } = (await meta.get('state')) ?? { step: 0, epoch: 0 }
  const old = (await rows.getAll()).flatMap(({ table, id, row }) => (row === undefined ? [] : [{ table, id, row }]))
  const changes = migrated(old, version, migrations)
  await rows.clear()
  for (const change of changes) await rows.put({ ...change, step: step + 1 })
  // For every tab, all is new.
  await meta.put({ step: step + 1, epoch: epoch + 1 }, 'state')
}

/** The version of the database is that of the state. Rejects with "Failed to open …" where that is newer, or cannot be brought up to date. */
const openDatabase = async (name: string, migrations: Migrations, closed: () => void): Promise<IDBPDatabase<Schema>> => {
  let failure: unknown
  try {
    return await openDB<Schema>(name, newestOf(migrations), {
      upgrade(database, version, _newest, transaction) {
        if (version > 0)
          return void upgradeRows(transaction as Upgrade, version, migrations).catch((error: unknown) => {
            failure = error
            transaction.done.catch(() => {})
            transaction.abort()
          })
        database.createObjectStore('rows', { keyPath: ['table', 'id'] }).createIndex('step', 'step')
        database.createObjectStore('meta')
      },
      blocking(_current, _blocked, event) {
        // Another tab deletes the database, and the next step makes a new one; or it has a newer version of this program.
        ;(event.target as IDBDatabase).close()
        closed()
      },
      terminated: closed,
    })
  } catch (error) {
    closed()
    const isNewer = error instanceof DOMException && error.name === 'VersionError'
    if (!isNewer && failure === undefined) throw error
    const reason = isNewer ? newerThan(migrations) : failure instanceof Error ? failure.message : String(failure)
    throw new Error(`Failed to open ${name}: ${reason}`, { cause: error })
  }
}

/**
 * Opens the database at the first step, and brings it up to date. What a newer version wrote is left as it is.
 *
 * @param migrations those that there are, unless given
 */
export const indexedDbJournal = (name: string, migrations: Migrations = MIGRATIONS): Journal => {
  let database: Promise<IDBPDatabase<Schema>> | undefined
  const seen = { step: 0, epoch: 0 }

  return {
    async transact(step) {
      database ??= openDatabase(name, migrations, () => {
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
