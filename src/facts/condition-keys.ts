/** A condition key, as a policy of AWS KMS knows it. */
export interface ConditionKeyFacts {
  /** The kind of operators that fit it; a list takes those that begin with `ForAnyValue:` or `ForAllValues:`. */
  readonly type: 'string' | 'number' | 'boolean' | 'date' | 'ARN' | 'list of strings'
  readonly text: string
  /** The members of requests that it looks at; an operation that has one of them knows the key. */
  readonly members?: readonly string[]
  /** Which requests know it, where no member says so. */
  readonly requests?: string
}

const ANY = 'any'
const WITH_KEY = 'that name a key'
const OR_NEW = 'that name a key; CreateKey'

/** Condition keys with one value, or one list, in each request. */
export const CONDITION_KEYS = {
  'kms:BypassPolicyLockoutSafetyCheck': {
    type: 'boolean',
    text: 'Whether the request turns off the check that keeps a key manageable.',
    members: ['BypassPolicyLockoutSafetyCheck'],
  },
  'kms:CallerAccount': { type: 'string', text: 'The account of the caller.', requests: ANY },
  'kms:CustomerMasterKeySpec': { type: 'string', text: 'Older name of `kms:KeySpec`.', requests: OR_NEW },
  'kms:CustomerMasterKeyUsage': { type: 'string', text: 'Older name of `kms:KeyUsage`.', requests: OR_NEW },
  'kms:DataKeyPairSpec': { type: 'string', text: 'The kind of data key pair that is asked for.', members: ['KeyPairSpec'] },
  'kms:EncryptionAlgorithm': {
    type: 'string',
    text: 'The encryption algorithm. For data keys it is always `SYMMETRIC_DEFAULT`.',
    requests: 'Encrypt, Decrypt, ReEncrypt; those that make data keys',
  },
  'kms:EncryptionContextKeys': {
    type: 'list of strings',
    text: 'The names of the pairs in the encryption context.',
    members: ['EncryptionContext', 'SourceEncryptionContext'],
  },
  'kms:ExpirationModel': { type: 'string', text: 'Whether imported key material expires.', members: ['ExpirationModel'] },
  'kms:GrantConstraintType': {
    type: 'string',
    text: 'The kind of constraint that a new grant has.',
    members: ['Constraints'],
  },
  'kms:GrantIsForAWSResource': {
    type: 'boolean',
    text: 'Whether an AWS service makes the grant for a resource of its own. In the emulator always `false`.',
    requests: 'of grants',
  },
  'kms:GrantOperations': { type: 'list of strings', text: 'The operations that a new grant allows.', requests: 'CreateGrant' },
  'kms:GranteePrincipal': { type: 'ARN', text: 'The principal that a grant is for.', members: ['GranteePrincipal'] },
  'kms:KeyAgreementAlgorithm': { type: 'string', text: 'The key agreement algorithm.', members: ['KeyAgreementAlgorithm'] },
  'kms:KeyOrigin': { type: 'string', text: 'Where the material of the key comes from.', requests: OR_NEW },
  'kms:KeySpec': { type: 'string', text: 'The spec of the key.', requests: OR_NEW },
  'kms:KeyUsage': { type: 'string', text: 'The usage of the key.', requests: OR_NEW },
  'kms:MacAlgorithm': { type: 'string', text: 'The MAC algorithm.', members: ['MacAlgorithm'] },
  'kms:MessageType': {
    type: 'string',
    text: 'Whether a message, a digest or an external μ is signed.',
    members: ['MessageType'],
  },
  'kms:MultiRegion': { type: 'boolean', text: 'Whether the key is a multi-Region key.', requests: OR_NEW },
  'kms:MultiRegionKeyType': { type: 'string', text: '`PRIMARY` or `REPLICA`. Absent for other keys.', requests: WITH_KEY },
  'kms:PolicyName': { type: 'string', text: 'The name of the key policy: `default` or `AWS_RAM`.', members: ['PolicyName'] },
  'kms:PrimaryRegion': { type: 'string', text: 'The Region of the new primary key.', members: ['PrimaryRegion'] },
  'kms:ReEncryptOnSameKey': {
    type: 'boolean',
    text: 'Whether source and destination of ReEncrypt are one key.',
    requests: 'ReEncrypt',
  },
  'kms:ReplicaRegion': { type: 'string', text: 'The Region of the new replica.', members: ['ReplicaRegion'] },
  'kms:RequestAlias': {
    type: 'string',
    text: 'The alias by which the request names the key. Absent where it names the key by its id or ARN.',
    requests: 'that take an alias',
  },
  'kms:ResourceAliases': { type: 'list of strings', text: 'All aliases of the key.', requests: WITH_KEY },
  'kms:RetiringPrincipal': { type: 'ARN', text: 'The principal that may retire a grant.', members: ['RetiringPrincipal'] },
  'kms:RotationPeriodInDays': {
    type: 'number',
    text: 'The days between automatic rotations.',
    members: ['RotationPeriodInDays'],
  },
  'kms:ScheduleKeyDeletionPendingWindowInDays': {
    type: 'number',
    text: 'The days before a key is deleted.',
    members: ['PendingWindowInDays'],
  },
  'kms:SigningAlgorithm': { type: 'string', text: 'The signing algorithm.', members: ['SigningAlgorithm'] },
  'kms:ValidTo': { type: 'date', text: 'When imported key material expires.', members: ['ValidTo'] },
  'kms:WrappingAlgorithm': {
    type: 'string',
    text: 'How key material is wrapped for its import.',
    members: ['WrappingAlgorithm'],
  },
  'kms:WrappingKeySpec': { type: 'string', text: 'The key that wraps it.', members: ['WrappingKeySpec'] },
  'aws:CurrentTime': { type: 'date', text: 'The time of the request.', requests: ANY },
  'aws:EpochTime': { type: 'number', text: 'The time of the request, in seconds since 1970.', requests: ANY },
  'aws:PrincipalAccount': { type: 'string', text: 'The account of the caller.', requests: ANY },
  'aws:PrincipalArn': {
    type: 'ARN',
    text: 'The user or role that calls. For a session it is the ARN of its role.',
    requests: ANY,
  },
  'aws:PrincipalIsAWSService': {
    type: 'boolean',
    text: 'Whether an AWS service calls by itself. In the emulator always `false`.',
    requests: ANY,
  },
  'aws:PrincipalType': { type: 'string', text: '`User`, `AssumedRole`, `Account` and others.', requests: ANY },
  'aws:RequestedRegion': { type: 'string', text: 'The Region that the request goes to.', requests: ANY },
  'aws:ResourceAccount': { type: 'string', text: 'The account of the key.', requests: WITH_KEY },
  'aws:SecureTransport': {
    type: 'boolean',
    text: 'Whether the request came by TLS. In the emulator always `true`.',
    requests: ANY,
  },
  'aws:TagKeys': { type: 'list of strings', text: 'The names of the tags in the request.', members: ['Tags', 'TagKeys'] },
  'aws:ViaAWSService': {
    type: 'boolean',
    text: 'Whether an AWS service calls for the caller. In the emulator always `false`.',
    requests: ANY,
  },
  'aws:username': { type: 'string', text: 'The name of the user. Absent for a role.', requests: ANY },
} as const satisfies Readonly<Record<string, ConditionKeyFacts>>
export type ConditionKey = keyof typeof CONDITION_KEYS

/** Condition keys whose name goes on with the name of a pair or a tag. */
export const CONDITION_KEY_FAMILIES = {
  'kms:EncryptionContext:': {
    type: 'string',
    text: 'The value of one pair of the encryption context.',
    members: ['EncryptionContext', 'SourceEncryptionContext'],
  },
  'aws:RequestTag/': { type: 'string', text: 'The value of one tag in the request.', members: ['Tags'] },
  'aws:ResourceTag/': { type: 'string', text: 'The value of one tag of the key.', requests: WITH_KEY },
} as const satisfies Readonly<Record<string, ConditionKeyFacts>>
export type ConditionKeyFamily = keyof typeof CONDITION_KEY_FAMILIES

/**
 * Condition keys of AWS that no request to the emulator has. Sources: the AWS KMS Developer Guide, *AWS KMS condition keys*, and the IAM User
 * Guide, *AWS global condition context keys*, as of 2025.
 */
export const AWS_CONDITION_KEYS = {
  'kms:ViaService': 'The AWS service that sends the request for the caller, such as `s3.us-east-1.amazonaws.com`.',
  'kms:RecipientAttestation:…': 'A measurement in the attestation document of a Nitro enclave.',
  'aws:SourceIp': 'The address that the request comes from.',
  'aws:SourceVpce': 'The VPC endpoint that the request comes through.',
  'aws:SourceVpc': 'The VPC of that endpoint.',
  'aws:PrincipalOrgID': 'The organization of the caller’s account.',
  'aws:PrincipalTag/…': 'A tag of the caller.',
  'aws:userid': 'The unique id of the caller.',
  'aws:MultiFactorAuthPresent': 'Whether the caller has signed in with a second factor.',
} as const satisfies Readonly<Record<string, string>>
