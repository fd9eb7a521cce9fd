/** Which keys there are: spec × usage, and the algorithms that each admits. */
export const KEY_USAGES = {
  SIGN_VERIFY: 'Signs messages and verifies signatures.',
  ENCRYPT_DECRYPT: 'Encrypts and decrypts.',
  GENERATE_VERIFY_MAC: 'Makes and verifies message authentication codes.',
  KEY_AGREEMENT: 'Derives shared secrets with a peer (ECDH).',
  ENCAPSULATE_DECAPSULATE: 'Encapsulates and decapsulates shared secrets (ML-KEM).',
} as const
export type KeyUsage = keyof typeof KEY_USAGES

interface Spec {
  readonly meaning: string
  /** What the spec can be used for, and with which algorithms. */
  readonly usages: Readonly<Partial<Record<KeyUsage, readonly string[]>>>
}

const RSA = {
  ENCRYPT_DECRYPT: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
  SIGN_VERIFY: [
    'RSASSA_PKCS1_V1_5_SHA_256',
    'RSASSA_PKCS1_V1_5_SHA_384',
    'RSASSA_PKCS1_V1_5_SHA_512',
    'RSASSA_PSS_SHA_256',
    'RSASSA_PSS_SHA_384',
    'RSASSA_PSS_SHA_512',
  ],
}
const nist = (hash: string) => ({ SIGN_VERIFY: [`ECDSA_SHA_${hash}`], KEY_AGREEMENT: ['ECDH'] })
const hmac = (bits: string) => ({ GENERATE_VERIFY_MAC: [`HMAC_SHA_${bits}`] })
const ML_DSA = { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] }
const ML_KEM = { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] }

/** In the order in which the service prints the set. */
export const KEY_SPECS = {
  RSA_2048: { meaning: 'RSA key pair with a 2,048-bit modulus.', usages: RSA },
  RSA_3072: { meaning: 'RSA key pair with a 3,072-bit modulus.', usages: RSA },
  RSA_4096: { meaning: 'RSA key pair with a 4,096-bit modulus.', usages: RSA },
  ECC_NIST_P256: { meaning: 'Elliptic-curve key pair on P-256 (secp256r1).', usages: nist('256') },
  ECC_NIST_P384: { meaning: 'Elliptic-curve key pair on P-384 (secp384r1).', usages: nist('384') },
  ECC_NIST_P521: { meaning: 'Elliptic-curve key pair on P-521 (secp521r1).', usages: nist('512') },
  ECC_SECG_P256K1: { meaning: 'Elliptic-curve key pair on secp256k1.', usages: { SIGN_VERIFY: ['ECDSA_SHA_256'] } },
  ECC_NIST_EDWARDS25519: {
    meaning: 'Edwards-curve key pair on edwards25519 (Ed25519).',
    usages: { SIGN_VERIFY: ['ED25519_SHA_512', 'ED25519_PH_SHA_512'] },
  },
  SYMMETRIC_DEFAULT: { meaning: 'A 256-bit AES key, used with GCM.', usages: { ENCRYPT_DECRYPT: ['SYMMETRIC_DEFAULT'] } },
  HMAC_224: { meaning: 'HMAC key for SHA-224.', usages: hmac('224') },
  HMAC_256: { meaning: 'HMAC key for SHA-256.', usages: hmac('256') },
  HMAC_384: { meaning: 'HMAC key for SHA-384.', usages: hmac('384') },
  HMAC_512: { meaning: 'HMAC key for SHA-512.', usages: hmac('512') },
  SM2: {
    meaning: 'SM2 key pair. China Regions only.',
    usages: { ENCRYPT_DECRYPT: ['SM2PKE'], SIGN_VERIFY: ['SM2DSA'], KEY_AGREEMENT: ['ECDH'] },
  },
  ML_DSA_44: { meaning: 'ML-DSA key pair, security category 2 (FIPS 204).', usages: ML_DSA },
  ML_DSA_65: { meaning: 'ML-DSA key pair, security category 3 (FIPS 204).', usages: ML_DSA },
  ML_DSA_87: { meaning: 'ML-DSA key pair, security category 5 (FIPS 204).', usages: ML_DSA },
  ML_KEM_512: { meaning: 'ML-KEM key pair, security category 1 (FIPS 203).', usages: ML_KEM },
  ML_KEM_768: { meaning: 'ML-KEM key pair, security category 3 (FIPS 203).', usages: ML_KEM },
  ML_KEM_1024: { meaning: 'ML-KEM key pair, security category 5 (FIPS 203).', usages: ML_KEM },
} as const satisfies Readonly<Record<string, Spec>>
export type KeySpec = keyof typeof KEY_SPECS

/** The member of KeyMetadata that lists a usage's algorithms. */
export const ALGORITHM_LISTS = {
  ENCRYPT_DECRYPT: 'EncryptionAlgorithms',
  SIGN_VERIFY: 'SigningAlgorithms',
  GENERATE_VERIFY_MAC: 'MacAlgorithms',
  KEY_AGREEMENT: 'KeyAgreementAlgorithms',
  ENCAPSULATE_DECAPSULATE: 'EncapsulationAlgorithms',
} as const satisfies Readonly<Record<KeyUsage, string>>

/** The algorithms of a spec in a usage; empty where the spec does not have the usage. */
export const algorithmsOf = (spec: KeySpec, usage: KeyUsage): readonly string[] => (KEY_SPECS[spec] as Spec).usages[usage] ?? []
