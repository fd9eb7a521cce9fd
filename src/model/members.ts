import { KEY_SPECS, KEY_USAGES, type KeySpec as KeySpecName } from './key-specs.ts'
import { blob, boolean, enumeration, integer, list, map, string, structure, timestamp } from './shapes.ts'

/** The shapes that several operations share, named as the protocol names them. */

const identifier = { min: 1, max: 2048, pattern: '^\\p{ASCII}+$' } as const
/** Names a key by its id or ARN. An alias is refused with InvalidArnException. */
export const KeyId = string({ ...identifier, identifies: 'key' })
/** Names a key by its id, its ARN, an alias name or an alias ARN. */
export const KeyIdOrAlias = string({ ...identifier, identifies: 'key or alias' })
/** A key id or ARN in an answer. */
export const AnsweredKeyId = string({ min: 1, max: 2048 })
export const Arn = string({ min: 20, max: 2048 })

/** The prefix `alias/` is the service's own check, with its own message. */
export const AliasName = string({ min: 1, max: 256, pattern: '^[a-zA-Z0-9:/_-]+$' })

export const Plaintext = blob({ min: 1, max: 4096, sensitive: true })
export const Ciphertext = blob({ min: 1, max: 6144 })
export const NumberOfBytes = integer({ min: 1, max: 1024 })
export const EncryptionContext = map
export const GrantTokens = list(string({ min: 1, max: 8192 }), { min: 0, max: 10 })
export const KeyMaterialId = string({ min: 64, max: 64, pattern: '^[a-f0-9]+$' })

export const Limit = integer({ min: 1, max: 1000 })
export const Marker = string({ min: 1, max: 1024, pattern: '[\\u0020-\\u00FF]*' })

export const PendingWindowInDays = integer({ min: 1, max: 365 })
export const CustomKeyStoreId = string({ min: 1, max: 64 })
export const XksKeyId = string({ min: 1, max: 128, pattern: '^[a-zA-Z0-9-_.]+$' })
export const Description = string({ min: 0, max: 8192 })
export const Policy = string({ min: 1, max: 131_072, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' })
export const KeyMaterialDescription = string({ min: 0, max: 256, pattern: '^[a-zA-Z0-9:/_\\s.-]+$' })

const meanings = <const T extends Readonly<Record<string, { readonly meaning: string }>>>(
  table: T,
): Readonly<Record<keyof T & string, string>> =>
  Object.fromEntries(Object.entries(table).map(([value, { meaning }]) => [value, meaning])) as Record<keyof T & string, string>

export const KeySpec = enumeration<KeySpecName>(meanings(KEY_SPECS))
export const KeyUsage = enumeration(KEY_USAGES)

/** The older name of KeySpec. */
export const CustomerMasterKeySpec = KeySpec

export const Origin = enumeration({
  AWS_KMS: 'The service makes the key material.',
  EXTERNAL: 'You import the key material.',
  AWS_CLOUDHSM: 'The material is made in the CloudHSM cluster of a custom key store.',
  EXTERNAL_KEY_STORE: 'The material stays in a key manager outside, behind an external key store.',
})

export const KeyState = enumeration({
  Creating: 'A multi-Region replica that is being made.',
  Enabled: 'Ready for use.',
  Disabled: 'Switched off until EnableKey.',
  PendingDeletion: 'Waiting for its deletion date; CancelKeyDeletion keeps it.',
  PendingImport: 'Has no key material, or not all of it; import it to use the key.',
  PendingReplicaDeletion: 'A multi-Region primary that waits for its replicas to be deleted.',
  Unavailable: 'Its custom key store is disconnected.',
  Updating: 'A multi-Region key whose primary Region is moving.',
})

export const KeyManager = enumeration({ AWS: 'A service keeps the key for you.', CUSTOMER: 'You keep the key.' })

export const EncryptionAlgorithm = enumeration({
  RSAES_OAEP_SHA_1: 'RSAES-OAEP with SHA-1 and MGF1 (RFC 8017, section 7.1).',
  RSAES_OAEP_SHA_256: 'RSAES-OAEP with SHA-256 and MGF1 (RFC 8017, section 7.1).',
  SM2PKE: 'SM2 public-key encryption. China Regions only.',
  SYMMETRIC_DEFAULT: 'AES-256-GCM, with the encryption context as additional authenticated data.',
})

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

export const MacAlgorithm = enumeration({
  HMAC_SHA_384: 'HMAC with SHA-384.',
  HMAC_SHA_256: 'HMAC with SHA-256.',
  HMAC_SHA_224: 'HMAC with SHA-224.',
  HMAC_SHA_512: 'HMAC with SHA-512.',
})

export const KeyAgreementAlgorithm = enumeration({
  ECDH: 'Elliptic-curve cofactor Diffie-Hellman (SP 800-56A, section 5.7.1.2).',
})
export const EncapsulationAlgorithm = enumeration({ ML_KEM: 'ML-KEM (FIPS 203).' })

export const DataKeySpec = enumeration(
  { AES_256: 'A 256-bit key: 32 bytes.', AES_128: 'A 128-bit key: 16 bytes.' },
  { printed: Object.keys(KEY_SPECS) },
)

export const DryRunModifier = enumeration({ IGNORE_CIPHERTEXT: 'Checks the permission alone; no ciphertext is needed.' })

export const ExpirationModel = enumeration({
  KEY_MATERIAL_EXPIRES: 'The material is deleted at `ValidTo`.',
  KEY_MATERIAL_DOES_NOT_EXPIRE: 'The material stays until you delete it.',
})

export const ImportType = enumeration({
  NEW_KEY_MATERIAL: 'Adds a material that the key has never had.',
  EXISTING_KEY_MATERIAL: 'Brings back a material that the key had before.',
})

export const WrappingAlgorithm = enumeration({
  RSAES_PKCS1_V1_5: 'Withdrawn; the service refuses it.',
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

export const MultiRegionKeyType = enumeration({
  PRIMARY: 'The key that replicas are made from.',
  REPLICA: 'A copy in another Region.',
})

export const Recipient = structure({
  KeyEncryptionAlgorithm: {
    type: enumeration({ RSAES_OAEP_SHA_256: 'RSAES-OAEP with SHA-256.' }),
    description: 'How the answer is encrypted for the enclave.',
  },
  AttestationDocument: {
    type: blob({ min: 1, max: 262_144 }),
    description: 'The signed attestation document (COSE_Sign1) of the enclave, with its public key.',
  },
})

export const Tags = list(
  structure({
    TagKey: {
      type: string({ min: 1, max: 128 }),
      required: true,
      description: 'The tag’s name. `aws:` at its start is reserved.',
    },
    TagValue: { type: string({ min: 0, max: 256 }), required: true, description: 'The tag’s value; it may be empty.' },
  }),
)

const MultiRegionKey = structure({
  Arn: { type: Arn, description: 'The ARN of the key.' },
  Region: { type: string({ min: 1, max: 32, pattern: '^([a-z]+-){2,3}\\d+$' }), description: 'The Region that the key is in.' },
})

export const KeyMetadata = structure({
  AWSAccountId: { type: string(), description: 'The account that owns the key.' },
  KeyId: { type: AnsweredKeyId, required: true, description: 'The id of the key, without the ARN around it.' },
  Arn: { type: Arn, description: 'The ARN of the key.' },
  CreationDate: { type: timestamp, description: 'When the key was made.' },
  Enabled: { type: boolean, description: 'True in the state `Enabled` alone.' },
  Description: { type: Description, description: 'What the owner wrote about the key; empty if nothing.' },
  KeyUsage: { type: KeyUsage, description: 'What the key is for.' },
  KeyState: { type: KeyState, description: 'Where the key is in its life.' },
  DeletionDate: { type: timestamp, description: 'When the key goes. Only while its deletion is scheduled.' },
  ValidTo: { type: timestamp, description: 'When the imported material expires. Only if it does.' },
  Origin: { type: Origin, description: 'Where the key material comes from.' },
  CustomKeyStoreId: { type: CustomKeyStoreId, description: 'The custom key store that holds the key. Only for such keys.' },
  CloudHsmClusterId: {
    type: string({ min: 19, max: 24, pattern: 'cluster-[2-7a-zA-Z]{11,16}' }),
    description: 'The CloudHSM cluster behind the custom key store. Only for such keys.',
  },
  ExpirationModel: {
    type: ExpirationModel,
    description: 'Whether the imported material expires. Only while there is such material.',
  },
  KeyManager: { type: KeyManager, description: 'Who keeps the key.' },
  CustomerMasterKeySpec: {
    type: CustomerMasterKeySpec,
    deprecated: true,
    description: 'The older name of `KeySpec`, with the same value.',
  },
  KeySpec: { type: KeySpec, description: 'The kind of key material.' },
  EncryptionAlgorithms: {
    type: list(EncryptionAlgorithm),
    description: 'What the key encrypts with. Only for usage `ENCRYPT_DECRYPT`.',
  },
  SigningAlgorithms: { type: list(SigningAlgorithm), description: 'What the key signs with. Only for usage `SIGN_VERIFY`.' },
  KeyAgreementAlgorithms: {
    type: list(KeyAgreementAlgorithm),
    description: 'How the key agrees on secrets. Only for usage `KEY_AGREEMENT`.',
  },
  MultiRegion: { type: boolean, description: 'Whether the key can have, or is, a replica in another Region.' },
  MultiRegionConfiguration: {
    type: structure({
      MultiRegionKeyType: { type: MultiRegionKeyType, description: 'Which of the related keys this one is.' },
      PrimaryKey: { type: MultiRegionKey, description: 'The primary key.' },
      ReplicaKeys: { type: list(MultiRegionKey), description: 'Every replica.' },
    }),
    description: 'The related keys in other Regions. Only for multi-Region keys.',
  },
  PendingDeletionWindowInDays: {
    type: PendingWindowInDays,
    description: 'The waiting period that starts when the last replica is gone. Only in the state `PendingReplicaDeletion`.',
  },
  MacAlgorithms: { type: list(MacAlgorithm), description: 'What the key makes MACs with. Only for usage `GENERATE_VERIFY_MAC`.' },
  XksKeyConfiguration: {
    type: structure({ Id: { type: XksKeyId, description: 'The external key’s id at its key manager.' } }),
    description: 'The external key behind this one. Only in external key stores.',
  },
  CurrentKeyMaterialId: {
    type: KeyMaterialId,
    description: 'The material that encrypts now. Only for symmetric encryption keys that have, or had, material.',
  },
  EncapsulationAlgorithms: {
    type: list(EncapsulationAlgorithm),
    description: 'How the key encapsulates. Only for usage `ENCAPSULATE_DECAPSULATE`.',
  },
})
