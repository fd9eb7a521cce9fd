/**
 * One surface for the cryptography of every key spec. What it needs beyond AES loads when a spec is first used.
 * Whoever calls has checked that spec and algorithm belong together.
 */
import type { KeySpec } from '../../model/key-specs.ts'
import type { SigningAlgorithm } from '../../model/members.ts'
import type { Value } from '../../model/shapes.ts'
import { generateKey, KEY_LENGTH } from './aes-gcm.ts'

export type MessageType = 'RAW' | 'DIGEST' | 'EXTERNAL_MU'

/**
 * Key material is raw octets for symmetric and HMAC keys, and PKCS#8 DER for private keys. What is derived from it is
 * kept with the Uint8Array, so pass the same object, unchanged, each time. An operation that the spec lacks is absent.
 */
export interface Suite {
  generate(): Uint8Array | Promise<Uint8Array>
  /** Whether `material` can be imported into a key of this spec. */
  accepts(material: Uint8Array): boolean | Promise<boolean>
  /** SubjectPublicKeyInfo DER. */
  publicKey?(material: Uint8Array): Uint8Array
  /** The most octets that `encrypt` takes. */
  maxPlaintext?(algorithm: string): number
  encrypt?(material: Uint8Array, algorithm: string, plaintext: Uint8Array): Promise<Uint8Array>
  /** Undefined where the ciphertext is not one of this key and algorithm. */
  decrypt?(material: Uint8Array, algorithm: string, ciphertext: Uint8Array): Promise<Uint8Array | undefined>
  sign?(material: Uint8Array, algorithm: string, message: Uint8Array, messageType: MessageType): Uint8Array | Promise<Uint8Array>
  verify?(
    material: Uint8Array,
    algorithm: string,
    message: Uint8Array,
    messageType: MessageType,
    signature: Uint8Array,
  ): boolean | Promise<boolean>
  mac?(material: Uint8Array, message: Uint8Array): Uint8Array
  /** The shared secret with a peer's public key (SPKI DER); undefined where that is not a key of the same curve. */
  agree?(material: Uint8Array, peer: Uint8Array): Uint8Array | undefined
  encapsulate?(material: Uint8Array): { readonly sharedSecret: Uint8Array; readonly ciphertext: Uint8Array }
  /** Undefined where the ciphertext has not the length of the spec's; a wrong one of that length opens to a random secret. */
  decapsulate?(material: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined
}

/** Octets of what stands for the message: a digest (DIGEST), or for ML-DSA its μ (EXTERNAL_MU). */
export const DIGEST_LENGTHS: Readonly<Record<Value<typeof SigningAlgorithm>, number>> = {
  RSASSA_PSS_SHA_256: 32,
  RSASSA_PSS_SHA_384: 48,
  RSASSA_PSS_SHA_512: 64,
  RSASSA_PKCS1_V1_5_SHA_256: 32,
  RSASSA_PKCS1_V1_5_SHA_384: 48,
  RSASSA_PKCS1_V1_5_SHA_512: 64,
  ECDSA_SHA_256: 32,
  ECDSA_SHA_384: 48,
  ECDSA_SHA_512: 64,
  ED25519_SHA_512: 64,
  ED25519_PH_SHA_512: 64,
  SM2DSA: 32,
  ML_DSA_SHAKE_256: 64,
}

/** AES-256-GCM itself is aes-gcm.ts: it takes additional data, which no other spec does. */
const symmetric: Suite = { generate: generateKey, accepts: ({ length }) => length === KEY_LENGTH }

const rsa = () => import('./rsa.ts')
const ec = () => import('./ec.ts')
const hmac = () => import('./hmac.ts')
const mlDsa = () => import('./ml-dsa.ts')
const mlKem = () => import('./ml-kem.ts')

const LOADERS: Readonly<Record<KeySpec, () => Promise<Suite>>> = {
  SYMMETRIC_DEFAULT: async () => symmetric,
  HMAC_224: async () => (await hmac()).HMAC_224,
  HMAC_256: async () => (await hmac()).HMAC_256,
  HMAC_384: async () => (await hmac()).HMAC_384,
  HMAC_512: async () => (await hmac()).HMAC_512,
  RSA_2048: async () => (await rsa()).RSA_2048,
  RSA_3072: async () => (await rsa()).RSA_3072,
  RSA_4096: async () => (await rsa()).RSA_4096,
  ECC_NIST_P256: async () => (await ec()).P256,
  ECC_NIST_P384: async () => (await ec()).P384,
  ECC_NIST_P521: async () => (await ec()).P521,
  ECC_SECG_P256K1: async () => (await ec()).SECP256K1,
  ECC_NIST_EDWARDS25519: async () => (await import('./ed25519.ts')).Ed25519,
  ML_DSA_44: async () => (await mlDsa()).ML_DSA_44,
  ML_DSA_65: async () => (await mlDsa()).ML_DSA_65,
  ML_DSA_87: async () => (await mlDsa()).ML_DSA_87,
  ML_KEM_512: async () => (await mlKem()).ML_KEM_512,
  ML_KEM_768: async () => (await mlKem()).ML_KEM_768,
  ML_KEM_1024: async () => (await mlKem()).ML_KEM_1024,
  SM2: async () => {
    throw new Error('Failed to load SM2: no well-kept library implements it in JavaScript.')
  },
}

const loaded = new Map<KeySpec, Promise<Suite>>()

/** The suite of a spec. Rejects for SM2, and where its code cannot be fetched, which the next call tries again. */
export const suiteOf = (spec: KeySpec): Promise<Suite> => {
  const known = loaded.get(spec)
  if (known) return known
  const suite = LOADERS[spec]()
  loaded.set(spec, suite)
  suite.catch(() => loaded.delete(spec))
  return suite
}

/** One thing that the suite of a spec does. Rejects as `suiteOf`, and where the spec lacks it, which whoever calls has checked. */
export const primitiveOf = async <N extends keyof Suite>(spec: KeySpec, name: N): Promise<NonNullable<Suite[N]>> => {
  const primitive = (await suiteOf(spec))[name]
  if (!primitive) throw new Error(`Failed to use ${spec}: it has no ${name}.`)
  return primitive
}
