import { type Lifecycle, nextState, PENDING_IMPORT } from '../../model/key-states.ts'
import type { Key, Material } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { refusal } from './guard.ts'

/** The material that encrypts now; it may have been deleted. */
export const currentMaterial = ({ materials }: Pick<Key, 'materials'>): Material | undefined =>
  materials.find(({ state }) => state === 'CURRENT')

/** A material that waits to become current does not count for the key's state. */
const isComplete = (materials: readonly Material[]): boolean =>
  materials.some(({ state }) => state === 'CURRENT') &&
  materials.every(({ bytes, state }) => bytes !== undefined || state === 'PENDING_ROTATION')

/** The key after an event of its life; a state that does not know the event stays. */
export const after = (key: Key, event: Lifecycle): Key => ({ ...key, state: nextState(key.state, event) ?? key.state })

/** The key with other materials, in the state that follows from whether all of them are there. */
export const withMaterials = (key: Key, materials: readonly Material[]): Key => {
  const event = isComplete(materials) ? 'ImportKeyMaterial' : 'DeleteImportedKeyMaterial'
  return after({ ...key, materials }, event)
}

/** The materials without the bytes of those that `gone` names; a pending one that goes leaves nothing behind. */
export const withoutBytes = (materials: readonly Material[], gone: (material: Material) => boolean): readonly Material[] =>
  materials
    .filter((material) => !(gone(material) && material.state === 'PENDING_ROTATION'))
    .map((material) => {
      if (!gone(material)) return material
      const { validTo: _, ...rest } = material
      return { ...rest, bytes: undefined }
    })

/** When time next changes the key by itself. */
export const dueAt = ({ deletionDate, materials }: Key): number =>
  Math.min(
    deletionDate ?? Number.POSITIVE_INFINITY,
    ...materials.map(({ bytes, validTo }) => (bytes && validTo) ?? Number.POSITIVE_INFINITY),
  )

/**
 * Lets time do what is due at `now`: keys go at their deletion date, with their aliases, and imported material goes when it expires. Returns
 * when the next such thing is due.
 */
export const settle = ({ tables, write }: Store, now: number): number => {
  let next = Number.POSITIVE_INFINITY
  for (const [id, key] of [...tables.keys.entries()]) {
    const due = dueAt(key)
    if (due > now) {
      next = Math.min(next, due)
    } else if (key.deletionDate !== undefined && key.deletionDate <= now) {
      for (const { arn } of tables.aliases.list('target', key.arn)) write({ table: 'aliases', id: arn, row: undefined })
      write({ table: 'keys', id, row: undefined })
    } else {
      const expired = ({ validTo }: Material) => validTo !== undefined && validTo <= now
      const row = withMaterials(key, withoutBytes(key.materials, expired))
      write({ table: 'keys', id, row })
      next = Math.min(next, dueAt(row))
    }
  }
  return next
}

/**
 * A material with its bytes: the current one unless `id` names another.
 *
 * @throws {KmsError} KMSInvalidStateException, where it was deleted
 */
export const usableMaterial = (key: Key, id = currentMaterial(key)?.id): Material & { readonly bytes: Uint8Array } => {
  const material = key.materials.find((candidate) => candidate.id === id)
  if (!material?.bytes) throw refusal(key, PENDING_IMPORT)
  return { ...material, bytes: material.bytes }
}
