import { enumeration } from '../../vocabulary/shapes.ts'

export const ImportType = enumeration({
  NEW_KEY_MATERIAL: 'Adds a material that the key has never had.',
  EXISTING_KEY_MATERIAL: 'Brings back a material that the key had before.',
})

export const WrappingAlgorithm = enumeration({
  RSAES_PKCS1_V1_5: 'Withdrawn; AWS KMS refuses it.',
  RSAES_OAEP_SHA_1: 'RSAES-OAEP with SHA-1 and MGF1.',
  RSAES_OAEP_SHA_256: 'RSAES-OAEP with SHA-256 and MGF1.',
  RSA_AES_KEY_WRAP_SHA_1: 'A one-time AES-256 key under RSAES-OAEP with SHA-1, and the material under that key (RFC 5649).',
  RSA_AES_KEY_WRAP_SHA_256: 'A one-time AES-256 key under RSAES-OAEP with SHA-256, and the material under that key (RFC 5649).',
  SM2PKE: 'SM2 public-key encryption. China Regions only.',
})

export const WrappingKeySpec = enumeration({
  RSA_2048: 'A 2,048-bit RSA wrapping key.',
  RSA_3072: 'A 3,072-bit RSA wrapping key.',
  RSA_4096: 'A 4,096-bit RSA wrapping key.',
  SM2: 'An SM2 wrapping key. China Regions only.',
})
