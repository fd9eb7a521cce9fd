import { bytesToHex, randomBytes } from '@noble/hashes/utils.js'

/** Random names. `crypto.randomUUID` is missing on plain http pages. */

export const randomHex = (bytes: number): string => bytesToHex(randomBytes(bytes))

/** A version 4 UUID (RFC 9562, section 5.4). */
export const randomUuid = (): string => {
  const bytes = randomBytes(16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytesToHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
