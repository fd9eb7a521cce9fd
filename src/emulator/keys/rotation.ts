import { EnableKeyRotation } from '../../facts/operations/EnableKeyRotation.ts'
import { DAY } from '../clock.ts'
import { generateKey } from '../crypto/aes-key.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary, type Key, type Material } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { requireOrigin } from './guard.ts'
import { currentMaterial, withMaterials } from './lifecycle.ts'
import { firstMaterial, isPending, rotated } from './material.ts'
import { familyOf } from './regions.ts'

type Writer = Pick<Store, 'tables' | 'write'>

/** Days between automatic rotations, unless the caller chooses; always for the keys that other services keep. */
export const YEARLY: number = EnableKeyRotation.input.RotationPeriodInDays.default

/** Automatic rotation that begins at `now`. */
export const rotationFrom = (now: number, periodInDays = YEARLY): NonNullable<Key['rotation']> => ({
  enabled: true,
  periodInDays,
  nextAt: now + periodInDays * DAY,
})

/**
 * Holds a key to being one whose material can change.
 *
 * @throws {KmsError} UnsupportedOperationException
 */
export const requireRotatable = (key: Key): void => {
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw new KmsError('UnsupportedOperationException')
  requireOrigin(key, 'AWS_KMS', 'EXTERNAL')
}

/** Sets what a key and its relatives share of rotation. */
export const shareRotation = ({ tables, write }: Writer, key: Key, rotation: Key['rotation']): void => {
  if (!rotation) return
  for (const relative of familyOf(tables, key))
    if (relative.rotation !== rotation) write({ table: 'keys', id: relative.arn, row: { ...relative, rotation } })
}

/** Makes another material current, in a key and its relatives: imported material that waits for it, or else new material. */
export const rotate = (
  { tables, write }: Writer,
  key: Key,
  rotation: NonNullable<Material['rotation']>,
  changes: Partial<Key>,
): void => {
  const { id, bytes } = key.materials.find(isPending) ?? firstMaterial(key.id, generateKey())
  for (const relative of familyOf(tables, key)) {
    // Imported material is each key's own, and a relative may have lost it again.
    const own = key.origin === 'EXTERNAL' ? relative.materials.find((material) => material.id === id) : { id, bytes }
    const current: Material = { ...(own ?? { id, bytes: undefined }), state: 'CURRENT', rotation }
    const row = withMaterials({ ...relative, ...changes }, rotated(relative.materials, current))
    write({ table: 'keys', id: row.arn, row })
  }
}

/** The automatic rotation that is due at `at`. */
export const rotateOnSchedule = (writer: Writer, key: Key, at: number): void => {
  if (key.rotation) rotate(writer, key, { at, type: 'AUTOMATIC' }, { rotation: rotationFrom(at, key.rotation.periodInDays) })
}

/**
 * The schedule of a key that was disabled and is no more. What it missed it makes up for at once where its material is older than the
 * period; else it goes on as before.
 */
export const resumedRotation = (key: Key, now: number): Key['rotation'] => {
  const { rotation, createdAt } = key
  if (!rotation || rotation.nextAt > now || !isPrimary(key)) return rotation
  const period = rotation.periodInDays * DAY
  const age = now - (currentMaterial(key)?.rotation?.at ?? createdAt)
  const missed = Math.floor((now - rotation.nextAt) / period) + 1
  return { ...rotation, nextAt: age >= period ? now : rotation.nextAt + missed * period }
}
