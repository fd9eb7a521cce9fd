import { enumeration } from '../../vocabulary/shapes.ts'

export const EncryptionAlgorithm = enumeration({
  RSAES_OAEP_SHA_1: 'RSAES-OAEP with SHA-1 and MGF1 (RFC 8017, section 7.1).',
  RSAES_OAEP_SHA_256: 'RSAES-OAEP with SHA-256 and MGF1 (RFC 8017, section 7.1).',
  SM2PKE: 'SM2 public-key encryption. China Regions only.',
  SYMMETRIC_DEFAULT: 'AES-256-GCM, with the encryption context as additional authenticated data.',
})
export const DryRunModifier = enumeration({ IGNORE_CIPHERTEXT: 'Checks the permission alone; no ciphertext is needed.' })
