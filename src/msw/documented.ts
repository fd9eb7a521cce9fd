import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import type { Snapshot } from '../emulator/store/store.ts'

const keyIdIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** The key that a row is of, or about. */
const keyOf = ({ table, id, row }: Snapshot[number]): string | undefined => {
  if (!row) return undefined
  switch (table) {
    case 'keys':
      return row.id
    case 'aliases':
      return keyIdIn(row.target)
    case 'grants':
      return keyIdIn(row.keyArn)
    case 'usages':
      return keyIdIn(id)
    default:
      return undefined
  }
}

/**
 * Puts the keys and custom key stores that the sandbox begins with back to how they were then, with their aliases and grants. What was made
 * later stays.
 */
export const restoreDocumented = async (emulator: Emulator): Promise<void> => {
  const isSetting = ({ table }: Snapshot[number]) => table === 'settings'
  const begun = (await createEmulator({ clock: emulator.clock }).snapshot()).filter((change) => !isSetting(change))
  const names = new Set(begun.map(({ table, id }) => `${table} ${id}`))
  const keys = new Set(begun.map(keyOf))
  const made = (await emulator.snapshot()).filter((change) => {
    const key = keyOf(change)
    return !names.has(`${change.table} ${change.id}`) && (key === undefined || !keys.has(key))
  })
  await emulator.restore([...made, ...begun])
}
