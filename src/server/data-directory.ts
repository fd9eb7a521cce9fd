import type { SqliteJournal } from './sqlite-journal.ts'

/** The name of the file in a data directory. */
export const FILE = 'q-kms.sqlite'

/**
 * Opens, or begins, the journal in a directory. Only what keeps data loads node:sqlite, which older versions of Node.js do not have.
 *
 * @throws {Error} "Failed to open …", with the reason; the file is left as it was
 */
export const openDirectory = async (directory: string): Promise<SqliteJournal> => {
  const { openSqliteJournal } = await import('./sqlite-journal.ts').catch((error: unknown) => {
    const reason = `a data directory needs Node.js 22.15 or newer, and this is ${process.version}.`
    throw new Error(`Failed to open ${directory}: ${reason}`, { cause: error })
  })
  return openSqliteJournal(directory)
}
