import { existsSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { randomUuid } from '../emulator/random.ts'
import { isSandboxName } from './place.ts'
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

/** Where a data directory has the sandboxes that have a name, a directory each. */
const SANDBOXES = 'sandboxes'

/** The beginning of the name of a directory that is being removed; no sandbox is called so. */
const REMOVED = '.removed-'

/** The sandboxes that have a name, within a data directory. Names are held to `isSandboxName` before they come here. */
export interface SandboxDirectories {
  readonly list: () => readonly string[]
  /** @throws {Error} as `openDirectory` */
  readonly open: (name: string) => Promise<SqliteJournal>
  /** Removes one whose journal is closed, if there is one: all of it, or, where that fails, nothing. */
  readonly remove: (name: string) => void
}

/** Deletes what SQLite leaves in a directory, and the directory. What else is in there stays, and keeps it. */
const deleteFiles = (directory: string): void => {
  for (const name of readdirSync(directory)) if (name.startsWith(FILE)) unlinkSync(join(directory, name))
  rmdirSync(directory)
}

/** The server that has the directory's own file open has its sandboxes to itself. */
export const sandboxesIn = (data: string, options: JournalOptions): SandboxDirectories => {
  const all = join(data, SANDBOXES)
  const list = () => (existsSync(all) ? readdirSync(all) : [])
  // What a process that died did not come to delete.
  for (const name of list()) if (name.startsWith(REMOVED)) deleteFiles(join(all, name))
  return {
    list: () => list().filter(isSandboxName),
    open: (name) => openDirectory(join(all, name), options),
    remove(name) {
      const directory = join(all, name)
      if (!existsSync(directory)) return
      // From here on it is gone, even if the process dies.
      const leaving = join(all, REMOVED + randomUuid())
      renameSync(directory, leaving)
      deleteFiles(leaving)
      if (list().length === 0) rmdirSync(all)
    },
  }
}
