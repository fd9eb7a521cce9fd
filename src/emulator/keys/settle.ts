import { DAY } from '../clock.ts'
import { dueAt, expiresAt, isPrimary, type Key, rotatesAt } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { settleStores } from './key-stores.ts'
import { transitioned, withMaterials } from './lifecycle.ts'
import { dropMaterial, familyOf, settlePending } from './regions.ts'
import { rotateOnSchedule } from './rotation.ts'

/** Applies everything that is due by `now`, in the order of the dates. */
export const settle = (store: Store, now: number): void => {
  settleStores(store, now)
  for (;;) {
    const [key] = store.tables.keys.list('due', 'due', undefined, 1)
    if (!key || dueAt(key) > now) return
    applyDue(store, key, dueAt(key))
  }
}

/** Applies what is due for a key at `at`: deletion, rotation, the end of Creating or Updating, or the expiry of material. */
const applyDue = (store: Store, key: Key, at: number): void => {
  if (key.deletionDate === at) remove(store, key, at)
  else if (rotatesAt(key) === at) rotateOnSchedule(store, key, at)
  else if (key.settlesAt === at) store.write({ table: 'keys', id: key.arn, row: settled(key) })
  else dropMaterial(store, key, (material) => expiresAt(material) === at)
}

/** The key after Creating or Updating: Enabled, or PendingImport if it needs material that it does not have. */
const settled = (key: Key): Key => withMaterials(transitioned(key, 'RegionsSettled'), key.materials)

/**
 * Deletes a key, its aliases, grants and usage record. If it was the last replica of a primary that waits for that, the primary's
 * own waiting period begins.
 */
const remove = (store: Store, key: Key, at: number): void => {
  const { tables, write } = store
  for (const { arn } of tables.aliases.list('target', key.arn)) write({ table: 'aliases', id: arn, row: undefined })
  for (const { id } of tables.grants.list('key', key.arn)) write({ table: 'grants', id, row: undefined })
  write({ table: 'usages', id: key.arn, row: undefined })
  write({ table: 'keys', id: key.arn, row: undefined })

  if (isPrimary(key)) return
  settlePending(store, key)
  const family = familyOf(tables, key)
  const primary = family.find(isPrimary)
  if (family.length > 1 || primary?.state !== 'PendingReplicaDeletion') return
  const { pendingWindowInDays = 0, ...kept } = transitioned(primary, 'LastReplicaDeleted')
  write({ table: 'keys', id: kept.arn, row: { ...kept, deletionDate: at + pendingWindowInDays * DAY } })
}
