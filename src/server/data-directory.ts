import { join } from 'node:path'
import type { JournalOptions, SqliteJournal } from './sqlite-journal.ts'

/** The name of the file in a data directory. */
export const FILE = 'q-kms.sqlite'

/**
 * The first version of Node.js whose node:sqlite takes a URL with `immutable=1`, so that looking at a file leaves no -wal or -shm
 * file beside it.
 */
const NODE = '22.15'

/**
 * Opens the journal in a directory, and makes it if there is none. node:sqlite loads here and nowhere else: older versions of
 * Node.js lack it.
 *
 * @throws {Error} "Failed to open …", with the reason; the file is left as it was
 */
export const openDirectory = async (directory: string, options: JournalOptions = {}): Promise<SqliteJournal> => {
  const { version, versions } = process
  if (versions.node.localeCompare(NODE, 'en', { numeric: true }) < 0)
    throw new Error(`Failed to open ${directory}: a data directory needs Node.js ${NODE} or newer, and this is ${version}.`)
  const { openSqliteJournal } = await import('./sqlite-journal.ts')
  return openSqliteJournal(join(directory, FILE), options)
}
