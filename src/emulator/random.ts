import { bytesToHex } from '@noble/hashes/utils.js'
import { publicRandom } from './crypto/random.ts'

/** Random names. */

/** @param bytes at most 4,096 */
export const randomHex = (bytes: number): string => bytesToHex(publicRandom(bytes))

/** A version 4 UUID (RFC 9562, section 5.4). The platform's own is quicker, and missing on plain http pages. */
export const randomUuid = (): string => globalThis.crypto.randomUUID?.() ?? uuidOf(publicRandom(16))

/** As `randomUuid`, of 16 bytes that are random; they are written to. */
export const uuidOf = (bytes: Uint8Array): string => {
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytesToHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
