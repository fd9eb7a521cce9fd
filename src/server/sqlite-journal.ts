import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { KmsError } from '../emulator/kms-error.ts'
import type { Journal } from '../emulator/store/journal.ts'
import type { Change } from '../emulator/store/rows.ts'
import { MIGRATIONS, type Migrations, migrated, newerThan, newestOf, type OldRow } from '../emulator/store/versions.ts'
import { fromJson, toJson } from './json.ts'

/**
 * A journal in an SQLite file, which one process has to itself. A step is one SQLite transaction in a write-ahead log, handed to
 * the operating system before the response goes out: it survives the death of the process at any moment. Unless `sync` forces it to the
 * disk, the last steps may be lost with the machine's power.
 */
export interface SqliteJournal extends Journal {
  close(): void
}

export interface JournalOptions {
  /** Forces each step to the disk (fsync) before it counts; not done unless given. */
  readonly sync?: boolean | undefined
  /** Those that there are, unless given. */
  readonly migrations?: Migrations | undefined
}

/** "QKMS": the SQLite application id that marks a file as ours. */
const APPLICATION = 0x514b4d53

const pragma = (database: DatabaseSync, name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]

const reasonOf = (error: unknown): string => {
  const { message, errcode } = error as { message: string; errcode?: number }
  // SQLITE_BUSY
  return errcode === 5 ? 'another server is using it.' : message
}

/** Looks at a file without changing it. @throws {Error} where it is damaged, of another program, or of a newer version */
const inspect = (file: string, migrations: Migrations): void => {
  // Without a log there is no server, and nothing to be put beside the file while it is read.
  const url = pathToFileURL(file)
  if (!existsSync(`${file}-wal`)) url.searchParams.set('immutable', '1')
  const database = new DatabaseSync(url, { readOnly: true })
  try {
    if (pragma(database, 'quick_check') !== 'ok') throw new Error('the file is damaged.')
    // A process that died while it made the file leaves one that no program owns yet.
    const empty = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
    if (!empty && pragma(database, 'application_id') !== APPLICATION) throw new Error('the file was not made by q-kms.')
    if (Number(pragma(database, 'user_version')) > newestOf(migrations)) throw new Error(newerThan(migrations))
  } finally {
    database.close()
  }
}

/** Finds what SQLite would only call an I/O error. @throws {Error} where a path that exists cannot be written to */
const holdToWritable = (path: string): void => {
  try {
    accessSync(path, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'ENOENT' ? error : new Error(`${path} cannot be written to (${code}).`, { cause: error })
  }
}

/** The path, or the nearest one above it that exists. */
const nearestIn = (path: string): string => (existsSync(path) ? path : nearestIn(dirname(path)))

/** SQLITE_FULL: the disk, or what the file may take of it. */
const FULL = 13

/** Opens the journal in `file`, and makes it if there is none. @throws {Error} as `openDirectory` does */
export const openSqliteJournal = (
  file: string,
  { sync = false, migrations = MIGRATIONS }: JournalOptions = {},
): SqliteJournal => {
  let database: DatabaseSync | undefined
  try {
    const directory = dirname(file)
    const existing = nearestIn(directory)
    if (!statSync(existing).isDirectory()) throw new Error(`${existing} is not a directory.`)
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    for (const path of [directory, ...(existsSync(file) ? [file] : [])]) holdToWritable(path)
    if (existsSync(file)) inspect(file, migrations)
    // It holds key material: SQLite itself would make it readable for all users.
    else closeSync(openSync(file, 'a', 0o600))
    database = new DatabaseSync(file)
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${sync ? 'FULL' : 'NORMAL'};
      BEGIN EXCLUSIVE;
      CREATE TABLE IF NOT EXISTS rows ("table" TEXT, id TEXT, row TEXT, PRIMARY KEY ("table", id)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS seeded (at INTEGER)`)
    bringUpToDate(database, migrations)
    database.exec('COMMIT')
    return journalOf(database)
  } catch (error) {
    // Closing it takes a step back that was not taken whole.
    database?.close()
    throw new Error(`Failed to open ${file}: ${reasonOf(error)}`, { cause: error })
  }
}

const PUT = 'INSERT OR REPLACE INTO rows VALUES (?, ?, ?)'

const rowsIn = (database: DatabaseSync): readonly OldRow[] =>
  database
    .prepare('SELECT * FROM rows')
    .all()
    .map(({ table, id, row }) => ({ table: String(table), id: String(id), row: fromJson(String(row)) }))

/** The version of the file is that of its rows. Only inside of a transaction. @throws {Error} where a migration fails */
const bringUpToDate = (database: DatabaseSync, migrations: Migrations): void => {
  const version = Number(pragma(database, 'user_version'))
  const newest = newestOf(migrations)
  if (version > 0 && version < newest) {
    const rows = migrated(rowsIn(database), version, migrations)
    database.exec('DELETE FROM rows')
    const put = database.prepare(PUT)
    for (const { table, id, row } of rows) put.run(table, id, toJson(row))
  }
  database.exec(`PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${newest}`)
}

const journalOf = (database: DatabaseSync): SqliteJournal => {
  const put = database.prepare(PUT)
  const remove = database.prepare('DELETE FROM rows WHERE "table" = ? AND id = ?')
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  let loaded = false
  let fresh = database.prepare('SELECT 1 FROM seeded').get() === undefined

  const write = (cleared: boolean, changes: readonly Change[]) => {
    begin.run()
    try {
      if (cleared) database.exec('DELETE FROM rows')
      if (fresh) database.prepare('INSERT INTO seeded VALUES (?)').run(Date.now())
      for (const { table, id, row } of changes) {
        if (row === undefined) remove.run(table, id)
        else put.run(table, id, toJson(row))
      }
      commit.run()
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      if ((error as { errcode?: number }).errcode !== FULL) throw error
      throw new KmsError('KMSInternalException', 'The disk that holds the state is full. Nothing has changed.')
    }
    fresh = false
  }

  return {
    transact(step) {
      // A request that runs while its sandbox is removed, or the server ends.
      if (!database.isOpen) throw new KmsError('KMSInternalException', 'The sandbox is gone.')
      const changes = loaded ? [] : (rowsIn(database) as readonly Change[])
      const written = step({ cleared: false, changes, fresh })
      loaded = true
      if (written.cleared || written.changes.length > 0) write(written.cleared, written.changes)
    },
    close() {
      if (database.isOpen) database.close()
    },
  }
}
