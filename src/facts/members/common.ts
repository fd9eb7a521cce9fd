import { blob, integer, list, map, string } from '../../vocabulary/shapes.ts'

/** The shapes that several operations share, named as the protocol names them. */

const identifier = { min: 1, max: 2048, pattern: '^\\p{ASCII}+$' } as const

/** Names a key by its id or ARN. An alias is refused with InvalidArnException. */
export const KeyId = string({ ...identifier, identifies: 'key ID or key ARN' })

/** Names a key by its ARN alone. An alias is refused as for `KeyId`. */
export const KeyArn = string({ ...identifier, identifies: 'key ARN' })

/** Names a key by its id, its ARN, an alias name or an alias ARN. */
export const KeyIdOrAlias = string({ ...identifier, identifies: 'key ID, key ARN, alias name or alias ARN' })

/** A key id or ARN in a response. */
export const AnsweredKeyId = string({ min: 1, max: 2048 })
export const Arn = string({ min: 20, max: 2048 })

/** The prefix `alias/` is the service's own check, with its own message. */
export const AliasName = string({ min: 1, max: 256, pattern: '^[a-zA-Z0-9:/_-]+$' })
export const Plaintext = blob({ min: 1, max: 4096, sensitive: true })
export const Ciphertext = blob({ min: 1, max: 6144 })
export const PublicKey = blob({ min: 1, max: 8192 })
export const NumberOfBytes = integer({ min: 1, max: 1024 })
export const EncryptionContext = map(string())
export const GrantTokens = list(string({ min: 1, max: 8192 }), { min: 0, max: 10 })
export const KeyMaterialId = string({ min: 64, max: 64, pattern: '^[a-f0-9]+$' })
export const Limit = integer({ min: 1, max: 1000 })
export const Marker = string({ min: 1, max: 1024, pattern: '[\\u0020-\\u00FF]*' })
export const PendingWindowInDays = integer({ min: 1, max: 365 })
export const RotationPeriodInDays = integer({ min: 90, max: 2560 })
export const CustomKeyStoreId = string({ min: 1, max: 64 })
export const CloudHsmClusterId = string({ min: 19, max: 24, pattern: 'cluster-[2-7a-zA-Z]{11,16}' })
export const XksKeyId = string({ min: 1, max: 128, pattern: '^[a-zA-Z0-9-_.]+$' })
export const Description = string({ min: 0, max: 8192 })
export const Policy = string({ min: 1, max: 131_072, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' })
export const KeyMaterialDescription = string({ min: 0, max: 256, pattern: '^[a-zA-Z0-9:/_\\s.-]+$' })
export const Region = string({ min: 1, max: 32, pattern: '^([a-z]+-){2,3}\\d+$' })
