/**
 * RSA without WebCrypto: RFC 8017 over BigInt. WebCrypto cannot sign or verify a digest that the caller made, has no
 * raw private-key operation, and is missing on plain-http pages.
 * Backend: micro-rsa-dsa-dh for primes, OAEP and PSS. Its private-key operation knows only (n, d), so it is given the
 * exponent 1 to encode and decode, and the operation itself is done here by the Chinese remainder theorem, three times
 * as fast. Not constant-time, like all BigInt arithmetic.
 */
import { bytesToNumberBE, concatBytes, equalBytes, hexToBytes, numberToBytesBE } from '@noble/ciphers/utils.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { IFCPrimes, mgf1, OAEP, PSS } from 'micro-rsa-dsa-dh/rsa.js'
import { invert, pow } from 'micro-rsa-dsa-dh/utils.js'
import { orUndefined } from './support.ts'

export interface RsaPublicKey {
  readonly n: bigint
  readonly e: bigint
}

/** RSAPrivateKey (RFC 8017 §A.1.2), two primes. */
export interface PrivateKey extends RsaPublicKey {
  readonly d: bigint
  readonly p: bigint
  readonly q: bigint
  readonly dp: bigint
  readonly dq: bigint
  readonly qi: bigint
}

/** Names as WebCrypto has them. */
export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'
export type Scheme = 'RSA-PSS' | 'RSASSA-PKCS1-v1_5'

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }

/** DigestInfo up to the digest (RFC 8017 §9.2, note 1). */
const DIGEST_INFO = {
  'SHA-1': '3021300906052b0e03021a05000414',
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-384': '3041300d060960864801650304020205000430',
  'SHA-512': '3051300d060960864801650304020305000440',
}

export const digest = (hash: Hash, message: Uint8Array): Uint8Array => HASHES[hash](message)

/** A new key with e = 65537. Takes from a tenth of a second (2,048 bits) to several, in one piece. */
export const generate = (bits: number): PrivateKey => {
  const e = 65537n
  const { p, q } = IFCPrimes(bits, e)
  const d = invert(e, (p - 1n) * (q - 1n))
  return { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: invert(q, p) }
}

/** Whether the numbers of a key belong together, proved by using it. */
export const consistent = (key: PrivateKey): boolean => {
  const { n, e, d, p, q, dp, dq } = key
  return p > 1n && q > 1n && p * q === n && d % (p - 1n) === dp && d % (q - 1n) === dq && pow(privately(key, 2n), e, n) === 2n
}

/** RSAES-OAEP (RFC 8017 §7.1), with MGF1 of the same hash and an empty label. */
export const encrypt = (key: RsaPublicKey, hash: Hash, plaintext: Uint8Array): Uint8Array => oaep(hash).encrypt(key, plaintext)

/** Opens RSAES-OAEP; undefined if the ciphertext does not belong to the key or is damaged. */
export const decrypt = (key: PrivateKey, hash: Hash, ciphertext: Uint8Array): Uint8Array | undefined => {
  const c = bytesToNumberBE(ciphertext)
  if (ciphertext.length !== octets(key) || c >= key.n) return undefined
  const encoded = numberToBytesBE(privately(key, c), octets(key))
  return orUndefined(() => oaep(hash).decrypt(noKey(8 * octets(key)), encoded))
}

/** For the library's encoding and decoding without the operation of a key: the exponent 1, and a modulus longer than any block. */
const noKey = (bits: number) => ({ n: 2n ** BigInt(bits) - 1n, e: 1n, d: 1n })

/** EMSA-PSS or EMSA-PKCS1-v1_5 (RFC 8017 §9) of a digest, for a modulus of `bits`; the PSS salt is as long as the digest. */
export const encodeDigest = (bits: number, scheme: Scheme, hash: Hash, digest: Uint8Array): Uint8Array =>
  scheme === 'RSA-PSS' ? pss(hash).sign(noKey(bits), digest) : pkcs1(hash, digest, bits / 8)

/** Whether `encoded`, as long as the modulus, is an encoding of the digest. */
export const isEncodingOf = (bits: number, scheme: Scheme, hash: Hash, digest: Uint8Array, encoded: Uint8Array): boolean =>
  scheme === 'RSA-PSS'
    ? (orUndefined(() => pss(hash).verify(noKey(bits), digest, encoded)) ?? false)
    : equalBytes(encoded, pkcs1(hash, digest, bits / 8))

/** RSASSA over a digest. */
export const signDigest = (key: PrivateKey, scheme: Scheme, hash: Hash, digest: Uint8Array): Uint8Array =>
  numberToBytesBE(privately(key, bytesToNumberBE(encodeDigest(8 * octets(key), scheme, hash, digest))), octets(key))

/** Whether `signature` is an RSASSA signature of the digest. */
export const verifyDigest = (
  key: RsaPublicKey,
  scheme: Scheme,
  hash: Hash,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const s = bytesToNumberBE(signature)
  if (signature.length !== octets(key) || s >= key.n) return false
  return isEncodingOf(8 * octets(key), scheme, hash, digest, numberToBytesBE(pow(s, key.e, key.n), octets(key)))
}

const octets = ({ n }: RsaPublicKey): number => Math.ceil(n.toString(16).length / 2)

/** RSADP and RSASP1 in their second form (RFC 8017 §5.1.2, §5.2.1). */
const privately = ({ p, q, dp, dq, qi }: PrivateKey, c: bigint): bigint => {
  const m1 = pow(c % p, dp, p)
  const m2 = pow(c % q, dq, q)
  const h = ((m1 - m2) * qi) % p
  return m2 + (h < 0n ? h + p : h) * q
}

const oaep = (hash: Hash) => OAEP(HASHES[hash], mgf1(HASHES[hash]))

/**
 * PSS over a digest. The library hashes twice: the message, then M′ = eight zeros ‖ digest ‖ salt, which is longer than
 * any digest. So what is as long as a digest is the digest, and passes through.
 */
const pss = (name: Hash) => {
  const hash = HASHES[name]
  const passing = (message: Uint8Array): Uint8Array => (message.length === hash.outputLen ? message : hash(message))
  return PSS(
    Object.assign(passing, { outputLen: hash.outputLen, blockLen: hash.blockLen, create: hash.create }),
    mgf1(hash),
    hash.outputLen,
  )
}

/** EMSA-PKCS1-v1_5 (RFC 8017 §9.2) of a digest. */
const pkcs1 = (hash: Hash, digest: Uint8Array, length: number): Uint8Array => {
  const info = concatBytes(hexToBytes(DIGEST_INFO[hash]), digest)
  return concatBytes(Uint8Array.of(0, 1), new Uint8Array(length - info.length - 3).fill(0xff), Uint8Array.of(0), info)
}
