import { createTables } from '../emulator/store/rows.ts'
import type { Snapshot } from '../emulator/store/store.ts'
import { MIGRATIONS, type Migrations, migrated, newestOf, type OldRow } from '../emulator/store/versions.ts'
import { fromJson, toJson } from './json.ts'

/** A snapshot as text: `{"version": 1, "rows": […]}`. */

/** What a file of state holds. */
export const stateDocument = (rows: Snapshot) => ({ version: newestOf(MIGRATIONS), rows })

/** A snapshot as the text of a file. */
export const stateText = (snapshot: Snapshot): string => `${toJson(stateDocument(snapshot), 2)}\n`

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The snapshot in a text that `stateText` made, of this version or an older one. Rows are held to having a table, an id, and contents that the
 * table can find them by, no more.
 *
 * @throws {Error} with the reason
 */
export const snapshotIn = (text: string, migrations: Migrations = MIGRATIONS): Snapshot => {
  const state = fromJson(text)
  if (!isObject(state) || !Array.isArray(state.rows)) throw new Error('the state is not an object with a list of rows.')
  const strange = state.rows.findIndex((row: unknown) => !isRow(row))
  if (strange >= 0) throw new Error(`rows[${strange}] has no table, id and row.`)
  const rows = upToDate(state.rows, state.version, migrations)
  const tables: Readonly<Record<string, { set(id: string, row: unknown): unknown }>> = createTables()
  rows.forEach(({ table: name, id, row }, index) => {
    const table = Object.hasOwn(tables, name) && tables[name]
    if (!table) throw new Error(`rows[${index}] is not a row of ${Object.keys(tables).join(', ')}.`)
    try {
      table.set(id, row)
    } catch (error) {
      throw new Error(`rows[${index}] is not a whole row of ${name}.`, { cause: error })
    }
  })
  return rows
}

const upToDate = (...[rows, version, migrations]: Parameters<typeof migrated>): Snapshot => {
  try {
    return migrated(rows, version, migrations)
  } catch (error) {
    throw new Error(`the state cannot be taken: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

const isRow = (row: unknown): row is OldRow =>
  isObject(row) && typeof row.table === 'string' && typeof row.id === 'string' && isObject(row.row)
