import { createTables } from '../emulator/store/rows.ts'
import type { Snapshot } from '../emulator/store/store.ts'
import { fromJson, toJson } from './json.ts'

/** A snapshot as text: `{"version": 1, "rows": […]}`. */

const VERSION = 1

/** What a file of state holds. */
export const stateDocument = (rows: Snapshot) => ({ version: VERSION, rows })

/** A snapshot as the text of a file. */
export const stateText = (snapshot: Snapshot): string => `${toJson(stateDocument(snapshot), 2)}\n`

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The snapshot in a text that `stateText` made. Rows are held to having a table, an id, and contents that the table can find them
 * by, no more.
 *
 * @throws {Error} with the reason
 */
export const snapshotIn = (text: string): Snapshot => {
  const state = fromJson(text)
  if (!isObject(state) || !Array.isArray(state.rows)) throw new Error('the state is not an object with a list of rows.')
  if (state.version !== VERSION)
    throw new Error(`the state has version ${state.version}, and this q-kms reads version ${VERSION}.`)
  const tables: Readonly<Record<string, { set(id: string, row: unknown): unknown }>> = createTables()
  state.rows.forEach((change: unknown, index) => {
    const table = isObject(change) && Object.hasOwn(tables, String(change.table)) && tables[String(change.table)]
    if (!table || typeof change.id !== 'string' || !isObject(change.row))
      throw new Error(`rows[${index}] is not a row of ${Object.keys(tables).join(', ')}.`)
    try {
      table.set(change.id, change.row)
    } catch (error) {
      throw new Error(`rows[${index}] is not a whole row of ${change.table}.`, { cause: error })
    }
  })
  return state.rows as Snapshot
}
