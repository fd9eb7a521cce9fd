import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Cryptography } from '../crypto/suite.ts'
import { perObject } from '../crypto/support.ts'

/**
 * The symmetric ciphertext: a header that names the key material, then AES-256-GCM output. The header's first bytes are those of the
 * service's ciphertexts, so that base64 begins with AQICAH as people expect; what follows is this emulator's own.
 *
 *     01 02 02 00 78 | 32 bytes: material id | nonce ‖ ciphertext ‖ tag
 *
 * Header and encryption context are the additional authenticated data.
 */
const MAGIC = new Uint8Array([0x01, 0x02, 0x02, 0x00, 0x78])
const HEADER_LENGTH = MAGIC.length + 32

export type EncryptionContext = Readonly<Record<string, string>>

/** A length and the bytes: no two contexts give the same text. */
const field = (text: string): Uint8Array => {
  const bytes = utf8ToBytes(text)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return concatBytes(length, bytes)
}

/** The context as bytes, in the order of its names: it is a set of pairs. */
const contextBytes = (context: EncryptionContext): Uint8Array[] =>
  Object.keys(context)
    .sort()
    .flatMap((name) => [field(name), field(context[name] as string)])

const authenticated = (header: Uint8Array, context: EncryptionContext | undefined) =>
  context ? concatBytes(header, ...contextBytes(context)) : header

const headerOf = perObject(({ id }: { readonly id: string }) => concatBytes(MAGIC, hexToBytes(id)))

/** Encrypts under a material of 32 bytes; pass the same object each time. */
export const encrypt = (
  { seal }: Cryptography,
  material: { readonly id: string; readonly bytes: Uint8Array },
  plaintext: Uint8Array,
  context?: EncryptionContext,
): Uint8Array => {
  const header = headerOf(material)
  return concatBytes(header, seal(material.bytes, plaintext, authenticated(header, context)))
}

/** The id of the material that made a ciphertext, or undefined where it is none. */
export const materialOf = (ciphertext: Uint8Array): string | undefined =>
  ciphertext.length > HEADER_LENGTH && MAGIC.every((byte, i) => ciphertext[i] === byte)
    ? bytesToHex(ciphertext.subarray(MAGIC.length, HEADER_LENGTH))
    : undefined

/** The plaintext, or undefined where ciphertext, material or context do not belong together. */
export const decrypt = (
  { open }: Cryptography,
  material: Uint8Array,
  ciphertext: Uint8Array,
  context?: EncryptionContext,
): Uint8Array | undefined =>
  open(material, ciphertext.subarray(HEADER_LENGTH), authenticated(ciphertext.subarray(0, HEADER_LENGTH), context))
