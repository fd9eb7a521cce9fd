/**
 * The private keys of ML-DSA (RFC 9881 §6) and ML-KEM (RFC 9935 §6) in PKCS#8. Of the three forms, the one with only
 * the seed is written; the one with seed and expanded key is read too, if both agree. An expanded key alone is refused,
 * because the seed, which the service hands out, cannot be had from it.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { element, elements, OCTET_STRING, pkcs8, readPkcs8, SEQUENCE } from './der.ts'

const SEED = 0x80

/** PKCS#8 DER of a private key that is kept as its seed. */
export const writeSeedKey = (algorithm: Uint8Array, seed: Uint8Array): Uint8Array => pkcs8(algorithm, element(SEED, seed))

/** The key pair of the seed in `material`. @throws Error "Failed to read …" */
export const readSeedKey = <K extends { readonly secretKey: Uint8Array }>(
  algorithm: Uint8Array,
  material: Uint8Array,
  keyPairOf: (seed: Uint8Array) => K,
): K => {
  const [key, ...more] = elements(readPkcs8(algorithm, material) ?? new Uint8Array())
  if (key?.tag === SEED && more.length === 0) return keyPairOf(key.content)
  if (key?.tag === SEQUENCE && more.length === 0) {
    const [seed, expanded, ...rest] = elements(key.content)
    if (seed?.tag === OCTET_STRING && expanded?.tag === OCTET_STRING && rest.length === 0) {
      const pair = keyPairOf(seed.content)
      if (equalBytes(pair.secretKey, expanded.content)) return pair
    }
  }
  throw new Error('Failed to read a private key: it is not a seed of this parameter set in PKCS#8 DER.')
}
