import type { KeyUsage } from './key-specs.ts'
import type { KeyState } from './key-states.ts'
import type * as operations from './operations/index.ts'

/** Which value of a response another request can take. The descriptors are named by type alone, so that a page need not load them all. */

type Operations = typeof operations

/** A member of a request: `Decrypt.CiphertextBlob`. */
export type Target = { [N in keyof Operations]: `${N}.${keyof Operations[N]['input'] & string}` }[keyof Operations]

export interface Flow {
  readonly to: Target
  /**
   * Members that go along, each with the names that it may have in the response or in the request that led to it. One that is found under none of
   * them is taken out of the next request: left there, it would belong to another value.
   */
  readonly with?: Readonly<Record<string, readonly string[]>>
  /** The operations whose responses have such a value; any unless given. */
  readonly from?: readonly (keyof Operations)[]
}

const KEY = { KeyId: ['KeyId'] }
const CONTEXT = ['DestinationEncryptionContext', 'EncryptionContext']
const ALGORITHM = ['DestinationEncryptionAlgorithm', 'EncryptionAlgorithm']

const DECRYPT: Flow = {
  to: 'Decrypt.CiphertextBlob',
  with: { ...KEY, EncryptionContext: CONTEXT, EncryptionAlgorithm: ALGORITHM },
}
const KEY_STORE: readonly Flow[] = (
  [
    'ConnectCustomKeyStore.CustomKeyStoreId',
    'DescribeCustomKeyStores.CustomKeyStoreId',
    'DisconnectCustomKeyStore.CustomKeyStoreId',
    'UpdateCustomKeyStore.CustomKeyStoreId',
    'DeleteCustomKeyStore.CustomKeyStoreId',
    'CreateKey.CustomKeyStoreId',
    'GenerateRandom.CustomKeyStoreId',
  ] as const
).map((to) => ({ to }))

const MATERIAL: readonly Flow[] = (['DeleteImportedKeyMaterial.KeyMaterialId', 'ImportKeyMaterial.KeyMaterialId'] as const).map(
  (to) => ({ to, with: KEY }),
)

/** Where a value goes, by the name of its member, the likeliest request first. Those that name a key stand below. */
export const FLOWS: Readonly<Record<string, readonly Flow[]>> = {
  CiphertextBlob: [
    DECRYPT,
    {
      to: 'ReEncrypt.CiphertextBlob',
      with: { SourceKeyId: ['KeyId'], SourceEncryptionContext: CONTEXT, SourceEncryptionAlgorithm: ALGORITHM },
    },
  ],
  PrivateKeyCiphertextBlob: [DECRYPT],
  Plaintext: [{ to: 'Encrypt.Plaintext' }, { to: 'GenerateMac.Message' }, { to: 'Sign.Message', with: { MessageType: [] } }],
  Mac: [{ to: 'VerifyMac.Mac', with: { ...KEY, Message: ['Message'], MacAlgorithm: ['MacAlgorithm'] } }],
  Signature: [
    {
      to: 'Verify.Signature',
      with: { ...KEY, Message: ['Message'], MessageType: ['MessageType'], SigningAlgorithm: ['SigningAlgorithm'] },
    },
  ],
  SharedSecretCiphertextBlob: [
    { to: 'Decapsulate.SharedSecretCiphertextBlob', with: { ...KEY, EncapsulationAlgorithm: ['EncapsulationAlgorithm'] } },
  ],
  PublicKey: [
    { to: 'DeriveSharedSecret.PublicKey', from: ['GetPublicKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext'] },
    {
      to: 'ImportKeyMaterial.EncryptedKeyMaterial',
      with: { ...KEY, ImportToken: ['ImportToken'] },
      from: ['GetParametersForImport'],
    },
  ],
  ImportToken: [{ to: 'ImportKeyMaterial.ImportToken', with: KEY }],
  GrantId: [
    { to: 'RevokeGrant.GrantId', with: KEY },
    { to: 'ListGrants.GrantId', with: { ...KEY, Marker: [] } },
    // It wants the ARN of the key, which a request for a grant need not have had.
    { to: 'RetireGrant.GrantId', with: { ...KEY, GrantToken: [] }, from: ['ListGrants', 'ListRetirableGrants'] },
  ],
  GranteePrincipal: [{ to: 'ListGrants.GranteePrincipal', with: { ...KEY, Marker: [] } }],
  RetiringPrincipal: [{ to: 'ListRetirableGrants.RetiringPrincipal', with: { Marker: [] } }],
  Policy: [{ to: 'PutKeyPolicy.Policy', with: KEY }, { to: 'CreateKey.Policy' }],
  TagKey: [{ to: 'UntagResource.TagKeys', with: KEY }],
  CustomKeyStoreId: KEY_STORE,
  KeyMaterialId: MATERIAL,
  AliasName: [{ to: 'UpdateAlias.AliasName' }, { to: 'DeleteAlias.AliasName' }],
  GrantToken: [
    { to: 'RetireGrant.GrantToken', with: { KeyId: [], GrantId: [] } },
    ...(
      [
        'Decrypt.GrantTokens',
        'Encrypt.GrantTokens',
        'GenerateDataKey.GrantTokens',
        'GenerateDataKeyWithoutPlaintext.GrantTokens',
        'GenerateDataKeyPair.GrantTokens',
        'GenerateDataKeyPairWithoutPlaintext.GrantTokens',
        'ReEncrypt.GrantTokens',
        'Sign.GrantTokens',
        'Verify.GrantTokens',
        'GenerateMac.GrantTokens',
        'VerifyMac.GrantTokens',
        'DeriveSharedSecret.GrantTokens',
        'Encapsulate.GrantTokens',
        'Decapsulate.GrantTokens',
        'GetPublicKey.GrantTokens',
        'DescribeKey.GrantTokens',
        'CreateGrant.GrantTokens',
      ] as const
    ).map((to): Flow => ({ to, ...(to !== 'ReEncrypt.GrantTokens' && { with: KEY }) })),
  ],
}

/** The members of requests that are lists of what a response has one of. */
export const LISTS: readonly string[] = ['GrantTokens', 'TagKeys']

/** The members of responses that name a key, or an alias of one. */
export const KEY_NAMES: readonly string[] = ['KeyId', 'KeyArn', 'Arn', 'TargetKeyId', 'SourceKeyId']
export const ALIAS_NAMES: readonly string[] = ['AliasName', 'AliasArn']

/** The members of requests that name a key by its id, its ARN or an alias. */
export const TAKE_ALIASES: readonly Target[] = [
  'DescribeKey.KeyId',
  'GetPublicKey.KeyId',
  'Encrypt.KeyId',
  'Decrypt.KeyId',
  'ReEncrypt.SourceKeyId',
  'ReEncrypt.DestinationKeyId',
  'GenerateDataKey.KeyId',
  'GenerateDataKeyWithoutPlaintext.KeyId',
  'GenerateDataKeyPair.KeyId',
  'GenerateDataKeyPairWithoutPlaintext.KeyId',
  'Sign.KeyId',
  'Verify.KeyId',
  'GenerateMac.KeyId',
  'VerifyMac.KeyId',
  'DeriveSharedSecret.KeyId',
  'Encapsulate.KeyId',
  'Decapsulate.KeyId',
]

/** Those that name a key by its id or its ARN alone. */
export const TAKE_IDS: readonly Target[] = [
  'CancelKeyDeletion.KeyId',
  'CreateAlias.TargetKeyId',
  'CreateGrant.KeyId',
  'DeleteImportedKeyMaterial.KeyId',
  'DisableKey.KeyId',
  'DisableKeyRotation.KeyId',
  'EnableKey.KeyId',
  'EnableKeyRotation.KeyId',
  'GetKeyLastUsage.KeyId',
  'GetKeyPolicy.KeyId',
  'GetKeyRotationStatus.KeyId',
  'GetParametersForImport.KeyId',
  'ImportKeyMaterial.KeyId',
  'ListAliases.KeyId',
  'ListGrants.KeyId',
  'ListKeyPolicies.KeyId',
  'ListKeyRotations.KeyId',
  'ListResourceTags.KeyId',
  'PutKeyPolicy.KeyId',
  'ReplicateKey.KeyId',
  'RevokeGrant.KeyId',
  'RotateKeyOnDemand.KeyId',
  'ScheduleKeyDeletion.KeyId',
  'TagResource.KeyId',
  'UntagResource.KeyId',
  'UpdateAlias.TargetKeyId',
  'UpdateKeyDescription.KeyId',
  'UpdatePrimaryRegion.KeyId',
]

/** What a reader most likely wants of a key, where nothing is known of it, and by its usage and its state. */
export const LIKELY: readonly Target[] = ['DescribeKey.KeyId', 'Encrypt.KeyId', 'CreateAlias.TargetKeyId', 'DisableKey.KeyId']
export const LIKELY_BY_USAGE: Readonly<Record<KeyUsage, readonly Target[]>> = {
  ENCRYPT_DECRYPT: ['Encrypt.KeyId', 'GenerateDataKey.KeyId'],
  SIGN_VERIFY: ['Sign.KeyId', 'GetPublicKey.KeyId'],
  GENERATE_VERIFY_MAC: ['GenerateMac.KeyId'],
  KEY_AGREEMENT: ['GetPublicKey.KeyId', 'DeriveSharedSecret.KeyId'],
  ENCAPSULATE_DECAPSULATE: ['Encapsulate.KeyId', 'GetPublicKey.KeyId'],
}
export const LIKELY_BY_STATE: Readonly<Partial<Record<KeyState, readonly Target[]>>> = {
  Disabled: ['EnableKey.KeyId'],
  PendingDeletion: ['CancelKeyDeletion.KeyId'],
  PendingImport: ['GetParametersForImport.KeyId'],
}

/** The member that says what a key of the response is to compute with, and the response's list of what it can. */
export const ALGORITHMS: Readonly<Partial<Record<Target, readonly [member: string, list: string]>>> = {
  'Encrypt.KeyId': ['EncryptionAlgorithm', 'EncryptionAlgorithms'],
  'Sign.KeyId': ['SigningAlgorithm', 'SigningAlgorithms'],
  'Verify.KeyId': ['SigningAlgorithm', 'SigningAlgorithms'],
  'GenerateMac.KeyId': ['MacAlgorithm', 'MacAlgorithms'],
  'VerifyMac.KeyId': ['MacAlgorithm', 'MacAlgorithms'],
  'DeriveSharedSecret.KeyId': ['KeyAgreementAlgorithm', 'KeyAgreementAlgorithms'],
  'Encapsulate.KeyId': ['EncapsulationAlgorithm', 'EncapsulationAlgorithms'],
  'Decapsulate.KeyId': ['EncapsulationAlgorithm', 'EncapsulationAlgorithms'],
}
