import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Material } from '../store/rows.ts'

/**
 * The id of a key material: SHA-256 of key id and material, as 64 lower-case hex digits. It is stable within a key and different
 * between keys.
 */
export const materialId = (keyId: string, bytes: Uint8Array): string =>
  bytesToHex(sha256(concatBytes(utf8ToBytes(`${keyId}\n`), bytes)))

/** A key's first material. */
export const firstMaterial = (keyId: string, bytes: Uint8Array): Material => ({
  id: materialId(keyId, bytes),
  bytes,
  state: 'CURRENT',
})

/** Whether a material waits for the rotation that makes it current; until then the key can do without it. */
export const isPending = ({ state }: Pick<Material, 'state'>): boolean => state.startsWith('PENDING_')

/** The materials once `current` encrypts; what encrypted before it still decrypts. */
export const rotated = (materials: readonly Material[], current: Material): readonly Material[] => [
  ...materials
    .filter(({ id }) => id !== current.id)
    .map((material): Material => (material.state === 'CURRENT' ? { ...material, state: 'NON_CURRENT' } : material)),
  current,
]
