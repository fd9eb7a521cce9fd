import { PENDING_IMPORT } from '../../facts/key-states.ts'
import { type Lifecycle, nextState } from '../../facts/transitions.ts'
import type { Key, Material } from '../store/rows.ts'
import { refusal } from './guard.ts'
import { isPending } from './material.ts'

/** The material that new ciphertexts use. Its bytes may be deleted. */
export const currentMaterial = ({ materials }: Pick<Key, 'materials'>): Material | undefined =>
  materials.find(({ state }) => state === 'CURRENT')

/** A material that waits to become current does not count for the key's state. */
const isComplete = (materials: readonly Material[]): boolean =>
  materials.some(({ state }) => state === 'CURRENT') &&
  materials.every((material) => material.bytes !== undefined || isPending(material))

/** The key in the state that `event` leads to, or the key itself if its state ignores the event. */
export const transitioned = (key: Key, event: Lifecycle): Key => {
  const state = nextState(key.state, event)
  if (!state) return key
  const { settlesAt: _, ...kept } = key
  return { ...kept, state }
}

/** The key with other materials: PendingImport if one that it needs has no bytes. */
export const withMaterials = (key: Key, materials: readonly Material[]): Key => {
  const event = isComplete(materials) ? 'ImportKeyMaterial' : 'DeleteImportedKeyMaterial'
  return transitioned({ ...key, materials }, event)
}

/** Deletes the bytes of the materials that `gone` selects. Of a pending one, nothing is left. */
export const withoutBytes = (materials: readonly Material[], gone: (material: Material) => boolean): readonly Material[] =>
  materials
    .filter((material) => !(gone(material) && isPending(material)))
    .map((material) => {
      if (!gone(material)) return material
      const { validTo: _, ...rest } = material
      return { ...rest, bytes: undefined }
    })

/** A material that is there. It is the row's own object, by which what is derived from it can be kept. */
type UsableMaterial = Material & { readonly bytes: Uint8Array }
const hasBytes = (material: Material): material is UsableMaterial => material.bytes !== undefined

/**
 * A material with its bytes: the current one unless `id` names another.
 *
 * @throws {KmsError} KMSInvalidStateException, where it was deleted
 */
export const usableMaterial = (key: Key, id = currentMaterial(key)?.id): UsableMaterial => {
  const material = key.materials.find((candidate) => candidate.id === id)
  if (!material || !hasBytes(material)) throw refusal(key, PENDING_IMPORT)
  return material
}
