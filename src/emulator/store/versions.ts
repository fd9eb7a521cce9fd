import type { Change } from './rows.ts'

/**
 * State outlives the program that wrote it: in SQLite, in IndexedDB, and in snapshots. It carries the version of its rows, and a newer program
 * brings it up to date, one version after the other.
 */

/** A row of any version. */
export interface OldRow {
  readonly table: string
  readonly id: string
  readonly row: unknown
}

/** Turns the rows of one version into those of the next. */
export type Migration = (rows: readonly OldRow[]) => readonly OldRow[]

/** Version → what makes its rows those of the version after it. A version that has been released is never changed any more. */
export type Migrations = Readonly<Record<number, Migration>>

/**
 * All that there are. 0.1.0 wrote version 1, and so does this version.
 *
 * A change of `rows.ts` that old rows do not fit adds an entry here, and a fixture in tests/fixtures that `make-state.ts` makes.
 */
export const MIGRATIONS: Migrations = {}

/** The version that a program with these migrations writes. */
export const newestOf = (migrations: Migrations): number => Math.max(0, ...Object.keys(migrations).map(Number)) + 1

/** Why state cannot be read: the end of a sentence that says what. */
export const newerThan = (migrations: Migrations): string =>
  `it was written by a newer version; this one reads state up to version ${newestOf(migrations)}. Nothing has changed.`

/**
 * Rows of an older version, as this one has them.
 *
 * @throws {Error} where `version` is no version, or a newer one, or a migration fails. Nothing is changed then
 * @example
 * migrated([{ table: 'keys', id: 'a', row: { name: 'b' } }], 1, { 1: (rows) => rows.map(renameName) })
 */
export const migrated = (rows: readonly OldRow[], version: unknown, migrations: Migrations = MIGRATIONS): readonly Change[] => {
  const newest = newestOf(migrations)
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw new Error(`it has no version: ${version}.`)
  if (version > newest) throw new Error(newerThan(migrations))
  let current = rows
  for (let from = version; from < newest; from++) {
    try {
      current = migrations[from]?.(current) ?? current
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`its state cannot be brought from version ${from} to ${from + 1}: ${reason}`, { cause: error })
    }
  }
  return current as readonly Change[]
}
