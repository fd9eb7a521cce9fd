import { enumeration } from '../../vocabulary/shapes.ts'

export const MacAlgorithm = enumeration({
  HMAC_SHA_384: 'HMAC with SHA-384.',
  HMAC_SHA_256: 'HMAC with SHA-256.',
  HMAC_SHA_224: 'HMAC with SHA-224.',
  HMAC_SHA_512: 'HMAC with SHA-512.',
})
