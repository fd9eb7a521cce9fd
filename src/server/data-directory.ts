import { join } from 'node:path'
import type { SqliteJournal } from './sqlite-journal.ts'

/** The name of the file in a data directory. */
export const FILE = 'q-kms.sqlite'

/** The first whose node:sqlite opens a file without changing anything beside it. */
const NODE = '22.15'

/**
 * Opens, or begins, the journal in a directory. Only what keeps data loads node:sqlite, which older versions of Node.js do not have.
 *
 * @throws {Error} "Failed to open …", with the reason; the file is left as it was
 */
export const openDirectory = async (directory: string): Promise<SqliteJournal> => {
  const { version, versions } = process
  if (versions.node.localeCompare(NODE, 'en', { numeric: true }) < 0)
    throw new Error(`Failed to open ${directory}: a data directory needs Node.js ${NODE} or newer, and this is ${version}.`)
  const { openSqliteJournal } = await import('./sqlite-journal.ts')
  return openSqliteJournal(join(directory, FILE))
}
