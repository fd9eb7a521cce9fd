/**
 * HMAC: FIPS 198-1 (RFC 2104) with SHA-224, SHA-256, SHA-384 and SHA-512.
 * Backend: @noble/hashes, synchronous; WebCrypto has no SHA-224.
 */
import { randomBytes } from '@noble/ciphers/utils.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { CHash } from '@noble/hashes/utils.js'
import type { Suite } from './suite.ts'

/** Keys are as long as the MAC; imported ones may be as long as the hash's block (FIPS 198-1 §3). */
const over = (hash: CHash) =>
  ({
    generate: () => randomBytes(hash.outputLen),
    accepts: ({ length }) => hash.outputLen <= length && length <= hash.blockLen,
    mac: (material, message) => hmac(hash, material, message),
  }) satisfies Suite

export const HMAC_224 = over(sha224)
export const HMAC_256 = over(sha256)
export const HMAC_384 = over(sha384)
export const HMAC_512 = over(sha512)
