import { enumeration } from '../../vocabulary/shapes.ts'

export const SigningAlgorithm = enumeration(
  {
    RSASSA_PSS_SHA_256: 'RSASSA-PSS with SHA-256, salt as long as the hash (RFC 8017, section 8.1).',
    RSASSA_PSS_SHA_384: 'RSASSA-PSS with SHA-384, salt as long as the hash.',
    RSASSA_PSS_SHA_512: 'RSASSA-PSS with SHA-512, salt as long as the hash.',
    RSASSA_PKCS1_V1_5_SHA_256: 'RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2).',
    RSASSA_PKCS1_V1_5_SHA_384: 'RSASSA-PKCS1-v1_5 with SHA-384.',
    RSASSA_PKCS1_V1_5_SHA_512: 'RSASSA-PKCS1-v1_5 with SHA-512.',
    ECDSA_SHA_256: 'ECDSA with SHA-256 on P-256 or secp256k1 (FIPS 186-5).',
    ECDSA_SHA_384: 'ECDSA with SHA-384 on P-384.',
    ECDSA_SHA_512: 'ECDSA with SHA-512 on P-521.',
    ED25519_SHA_512: 'Ed25519 over the message itself (RFC 8032).',
    ED25519_PH_SHA_512: 'Ed25519ph, over a SHA-512 digest (RFC 8032).',
    SM2DSA: 'SM2 signature with SM3. China Regions only.',
    ML_DSA_SHAKE_256: 'ML-DSA (FIPS 204).',
  },
  { tolerated: ['SYMMETRIC_DEFAULT'] },
)

export const MessageType = enumeration({
  RAW: 'The message itself; AWS KMS hashes it if the algorithm signs a hash.',
  DIGEST: 'A digest of the message, by the hash in the algorithm’s name. Not for ML-DSA and `ED25519_SHA_512`.',
  EXTERNAL_MU: 'The 64-byte representative μ of the message (FIPS 204, section 6.2). For ML-DSA alone.',
})
