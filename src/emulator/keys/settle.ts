import { DAY } from '../clock.ts'
import { dueAt, expiresAt, isPrimary, type Key, rotatesAt } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { settleStores } from './key-stores.ts'
import { transitioned, withMaterials } from './lifecycle.ts'
import { dropMaterial, familyOf, settlePending } from './regions.ts'
import { rotateOnSchedule } from './rotation.ts'

/** Lets time do what is due at `now`, one thing after another, each at its own date. */
export const settle = (store: Store, now: number): void => {
  settleStores(store, now)
  for (;;) {
    const [key] = store.tables.keys.list('due', 'due', undefined, 1)
    if (!key || dueAt(key) > now) return
    applyDue(store, key, dueAt(key))
  }
}

/** What time does to a key at the moment when it is due. */
const applyDue = (store: Store, key: Key, at: number): void => {
  if (key.deletionDate === at) remove(store, key, at)
  else if (rotatesAt(key) === at) rotateOnSchedule(store, key, at)
  else if (key.settlesAt === at) store.write({ table: 'keys', id: key.arn, row: settled(key) })
  else dropMaterial(store, key, (material) => expiresAt(material) === at)
}

/** A replica that is made, or a key whose role is changed; what it lost meanwhile, or was made without, it waits for. */
const settled = (key: Key): Key => withMaterials(transitioned(key, 'RegionsSettled'), key.materials)

/** A key goes with all that hangs on it. Where it was the last replica of a primary that is to go too, that one's waiting period begins. */
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
