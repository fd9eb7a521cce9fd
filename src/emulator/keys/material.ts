import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Material } from '../store/rows.ts'

/** The id of a material in a key: the same material in the same key has the same id, in another key another one. */
export const materialId = (keyId: string, bytes: Uint8Array): string =>
  bytesToHex(sha256(concatBytes(utf8ToBytes(`${keyId}\n`), bytes)))

/** A key's first material. */
export const firstMaterial = (keyId: string, bytes: Uint8Array): Material => ({
  id: materialId(keyId, bytes),
  bytes,
  state: 'CURRENT',
})
