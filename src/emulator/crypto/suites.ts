/** The suites of all key specs. The caller has checked that spec and algorithm belong together. */
import type { KeySpec } from '../../facts/key-specs.ts'
import type { SigningAlgorithm } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { generateKey, KEY_LENGTH } from './aes-key.ts'
import type { Cryptography, Suite } from './suite.ts'

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

/** Where the suites are, by the standard; each loads when a spec of it is first used. */
interface Modules {
  readonly hmac: () => Promise<Readonly<Record<'HMAC_224' | 'HMAC_256' | 'HMAC_384' | 'HMAC_512', Suite>>>
  readonly rsa: () => Promise<Readonly<Record<'RSA_2048' | 'RSA_3072' | 'RSA_4096', Suite>>>
  readonly ec: () => Promise<Readonly<Record<'P256' | 'P384' | 'P521' | 'SECP256K1', Suite>>>
  readonly ed25519: () => Promise<Readonly<Record<'Ed25519', Suite>>>
  readonly mlDsa: () => Promise<Readonly<Record<'ML_DSA_44' | 'ML_DSA_65' | 'ML_DSA_87', Suite>>>
  readonly mlKem: () => Promise<Readonly<Record<'ML_KEM_512' | 'ML_KEM_768' | 'ML_KEM_1024', Suite>>>
}

/** The suite of each spec. */
export const suitesOf = ({ hmac, rsa, ec, ed25519, mlDsa, mlKem }: Modules): Cryptography['suiteOf'] => {
  const loaders: Readonly<Record<KeySpec, () => Promise<Suite>>> = {
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
    ECC_NIST_EDWARDS25519: async () => (await ed25519()).Ed25519,
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
  return (spec) => {
    const known = loaded.get(spec)
    if (known) return known
    const suite = loaders[spec]()
    loaded.set(spec, suite)
    suite.catch(() => loaded.delete(spec))
    return suite
  }
}

/**
 * A primitive of a key spec, such as `sign`. Rejects as `suiteOf` does.
 *
 * @throws {Error} where the spec has no such primitive; check with `checkAlgorithm` first
 */
export const primitiveOf = async <N extends keyof Suite>(
  { suiteOf }: Pick<Cryptography, 'suiteOf'>,
  spec: KeySpec,
  name: N,
): Promise<NonNullable<Suite[N]>> => {
  const primitive = (await suiteOf(spec))[name]
  if (!primitive) throw new Error(`Failed to use ${spec}: it has no ${name}.`)
  return primitive
}
