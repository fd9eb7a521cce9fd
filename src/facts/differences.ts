import type { OperationName } from './index.ts'
import { QUOTAS } from './quotas.ts'

/** Where the emulator is known to differ from AWS, or cannot be known not to. Whatever is not here is meant to be the same. */

export const DIFFERENCE_KINDS = {
  simulated: 'Stands in for something that is not there, or is made otherwise on purpose.',
  inferred: 'What AWS KMS does here is not documented, and not recorded either; this is what a reader would expect.',
  'own text': 'The code of the error is that of AWS KMS, its text is this project’s.',
  limit: 'Something of AWS KMS that the emulator does not have, or a bound of its own.',
} as const
export type DifferenceKind = keyof typeof DIFFERENCE_KINDS

/** What holds wherever it applies, and not for single operations. */
export const ANY_OPERATION = 'any operation'

export interface Difference {
  readonly of: readonly (OperationName | typeof ANY_OPERATION)[]
  readonly kind: DifferenceKind
  /** Whole sentences. What stands in backticks is code. */
  readonly text: string
}

const CIPHERTEXTS = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncrypt',
] as const
const FOR_ENCLAVES = ['Decrypt', 'DeriveSharedSecret', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateRandom'] as const
const WITH_METADATA = ['CreateKey', 'DescribeKey', 'GetPublicKey', 'ReplicateKey'] as const
const WITH_POLICY = ['CreateKey', 'PutKeyPolicy', 'ReplicateKey'] as const
const OF_STORES = [
  'ConnectCustomKeyStore',
  'CreateCustomKeyStore',
  'CreateKey',
  'DeleteCustomKeyStore',
  'DescribeCustomKeyStores',
  'DisconnectCustomKeyStore',
  'GenerateRandom',
  'UpdateCustomKeyStore',
] as const

export const DIFFERENCES: readonly Difference[] = [
  // Who may
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'Without policies of its own, a caller may do all that a key policy gives its account, and every operation without a key, such as `CreateKey` or `ListKeys`. Policies, a permissions boundary and session policies can be attached to users, roles and sessions, and count then as in IAM. There are no groups, no service control policies and no endpoint policies.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'A principal whose ARN is well-formed counts as existing.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'A signature is read for its access key and Region, and not verified, unless the server is given secrets. An unsigned request, and one with an access key that nothing describes, come from the account’s root.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'inferred',
    text: '`AccessDeniedException` of the key’s own account speaks of the resource-based policy, unless a policy of the caller is what denies, or what is missing. A caller of another account gets the text that hides whether the key is there, for an alias ARN too.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'In conditions, `aws:SecureTransport` is always true; `aws:PrincipalIsAWSService`, `aws:ViaAWSService` and `kms:GrantIsForAWSResource` are always false.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: 'In conditions, `aws:SourceIp`, `aws:SourceVpce`, `aws:SourceVpc`, `aws:PrincipalOrgID`, `aws:userid`, `aws:MultiFactorAuthPresent`, `kms:ViaService`, `aws:PrincipalTag/…`, `kms:RecipientAttestation:…` and keys of other services are unknown in every request: positive tests of them never hold, `…IfExists` and negative ones do.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'inferred',
    text: 'A grant counts as the key policy does: one to a role is limited by the role’s permissions boundary and by session policies, one to a caller of another account needs that caller’s own policies as well.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'The policies of a role are found by its name without the path, since the ARN of a session does not tell the path.',
  },
  // Sessions
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: 'Of STS, the server has `GetCallerIdentity`, `AssumeRole` and `AssumeRoleWithWebIdentity`.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'There are no trust policies: every caller may assume every role. The account’s root may too, which AWS refuses.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'Any well-formed JSON Web Token is a web identity: neither its signature nor its dates are checked.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: 'The session policies that `PolicyArns` names, session tags and the external id of a request to assume a role have no effect; the policy in `Policy` counts. A session may last twelve hours, whatever the role.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'The unique ids of users and roles, as `GetCallerIdentity` tells them, follow from their names.',
  },
  // The protocol
  {
    of: [ANY_OPERATION],
    kind: 'inferred',
    text: 'A missing or unknown `X-Amz-Target`, another method than POST and another `Content-Type` are each an `UnknownOperationException`.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: `A body of more than ${QUOTAS.bodyMebibytes} MiB is a \`RequestEntityTooLargeException\`, with status 413.`,
  },
  {
    of: [ANY_OPERATION],
    kind: 'own text',
    text: '`SerializationException` says which member is wrong and what was expected.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'own text',
    text: '`InvalidArnException` of a malformed ARN reads “Invalid arn” and the ARN.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'inferred',
    text: 'An ARN of another service, or of another partition, in the place of a key is an `InvalidArnException`.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: 'HTTP/2 is there only behind TLS. On a plain connection a client speaks HTTP/1.1.',
  },
  {
    of: [
      'DescribeCustomKeyStores',
      'ListAliases',
      'ListGrants',
      'ListKeyRotations',
      'ListKeys',
      'ListResourceTags',
      'ListRetirableGrants',
    ],
    kind: 'own text',
    text: 'The text of `InvalidMarkerException` is ours.',
  },
  // Its nature
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: 'Nothing is throttled: there are no quotas of requests per second. The server’s faults can make a `ThrottlingException`.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'Every change counts at once, for every caller. AWS KMS takes seconds, for some changes minutes.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'limit',
    text: '`DependencyTimeoutException` and `KeyUnavailableException` never happen by themselves, and `KMSInternalException` only by a mistake of the emulator.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'Keys that other services keep, such as `alias/aws/s3`, are made when a request first names one of 24 predefined aliases; until then `ListAliases` shows the alias without a key. Their policy lets the account use them directly, where the real one requires a request through that service. What they refuse is an `AccessDeniedException`.',
  },

  // Cryptography
  {
    of: CIPHERTEXTS,
    kind: 'simulated',
    text: 'A symmetric ciphertext begins as those of AWS KMS do, in base64 with `AQICAH`, and has a layout of its own. It cannot be decrypted by AWS, nor one of AWS here. It is 65 bytes longer than the plaintext, where AWS’s is 152 bytes longer: a column for 256-bit data keys needs 184 bytes in AWS.',
  },
  {
    of: FOR_ENCLAVES,
    kind: 'simulated',
    text: 'The attestation document in `Recipient` is read and not verified: the emulator encrypts for any public key in it.',
  },
  {
    of: FOR_ENCLAVES,
    kind: 'own text',
    text: 'The texts about an attestation document that is missing or cannot be read are ours.',
  },
  {
    of: ['Decrypt', 'Encrypt', 'ReEncrypt'],
    kind: 'inferred',
    text: 'An encryption context with an RSA key is a `ValidationException`, with the text that other emulators have.',
  },
  {
    of: ['Decrypt', 'ReEncrypt'],
    kind: 'own text',
    text: 'The text that asks for the key, where an RSA ciphertext comes without one or a dry run without a ciphertext, is ours.',
  },
  {
    of: ['Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'ReEncrypt', 'Verify', 'VerifyMac'],
    kind: 'inferred',
    text: 'A dry run looks at the ciphertext, the public key, the signature or the MAC first: it is a yes only if the request would have succeeded with them.',
  },
  {
    of: ['ReEncrypt'],
    kind: 'inferred',
    text: 'The source key is checked as a whole before the destination key.',
  },
  {
    of: ['Sign'],
    kind: 'inferred',
    text: 'In the page, and of a digest everywhere, ECDSA is deterministic (RFC 6979): the same message has the same signature. In AWS, and of a message on the local server, it has another one each time.',
  },
  {
    of: ['Sign'],
    kind: 'inferred',
    text: 'ML-DSA is hedged: the same message has another signature each time.',
  },
  {
    of: ['Sign', 'Verify'],
    kind: 'inferred',
    text: '`ED25519_PH_SHA_512` hashes the digest that it is given once more, as the reference says. No signature of AWS was at hand to check this by.',
  },
  {
    of: ['Sign', 'Verify'],
    kind: 'own text',
    text: '`EXTERNAL_MU` with RSA and ECDSA is refused with the text that `DIGEST` has with ML-DSA, and a μ of the wrong length with that of a digest.',
  },
  {
    of: ['Decrypt', 'ReEncrypt'],
    kind: 'inferred',
    text: 'A symmetric ciphertext is looked at before the key that the request names: with a key of another usage, a damaged one is an `InvalidCiphertextException`, an intact one an `IncorrectKeyException`.',
  },
  {
    of: ['Decrypt'],
    kind: 'limit',
    text: 'Members of responses that no reference has, such as `KeyOrigin` here and `AliasCount` in `ListAliases`, are left out. SDKs drop them.',
  },
  {
    of: ['GetPublicKey'],
    kind: 'inferred',
    text: 'A symmetric encryption or HMAC key is an `UnsupportedOperationException` without a text.',
  },
  {
    of: ['GetPublicKey'],
    kind: 'inferred',
    text: 'The public key of a disabled key can be read, as was measured; an older table of AWS says otherwise.',
  },
  {
    of: ['Decapsulate'],
    kind: 'inferred',
    text: 'A ciphertext that has not the length of the key’s spec is an `InvalidCiphertextException`.',
  },
  {
    of: ['CreateKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GetParametersForImport'],
    kind: 'limit',
    text: 'SM2 is refused everywhere, also in the Regions in China that have it.',
  },
  {
    of: ['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext'],
    kind: 'inferred',
    text: 'A key in a custom key store is refused with `UnsupportedOperationException` and the text about its origin.',
  },
  {
    of: ['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext'],
    kind: 'inferred',
    text: 'The order of the values in the error about a wrong `KeyPairSpec` is not known.',
  },
  {
    of: ['CreateKey'],
    kind: 'inferred',
    text: 'The values in the error about a wrong `KeySpec` or `KeyUsage` begin in the order that was recorded in 2023. Where the newer ones stand in it is not known.',
  },
  {
    of: ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
    kind: 'inferred',
    text: 'The error about a wrong `KeySpec` lists all key specs, ML-KEM among them; whether AWS lists that too is not known.',
  },
  {
    of: ['GenerateRandom'],
    kind: 'simulated',
    text: 'With `CustomKeyStoreId`, the bytes come from the emulator all the same.',
  },

  // Keys
  {
    of: WITH_METADATA,
    kind: 'inferred',
    text: '`CustomerMasterKeySpec` has every key spec. AWS’s own enumeration of it is older and lacks the newest.',
  },
  {
    of: ['CreateKey'],
    kind: 'own text',
    text: 'The texts about a custom key store that a key does not go with are ours.',
  },
  {
    of: ['ScheduleKeyDeletion'],
    kind: 'simulated',
    text: 'The key is gone at the very second of `DeletionDate`. AWS KMS may take up to a day longer.',
  },
  {
    of: ['CancelKeyDeletion'],
    kind: 'inferred',
    text: 'A key without its imported material goes to `PendingImport`, not to `Disabled`.',
  },
  {
    of: ['GetKeyLastUsage'],
    kind: 'simulated',
    text: 'Tracking began on 1 January 2026 or with the key. The ids of the CloudTrail event are made up, since there is no trail.',
  },
  {
    of: ['GetKeyLastUsage'],
    kind: 'inferred',
    text: 'Dry runs and requests that fail do not count as uses.',
  },

  // Aliases
  {
    of: ['CreateAlias', 'DeleteAlias', 'UpdateAlias'],
    kind: 'inferred',
    text: 'A name below `alias/aws/` is a `NotAuthorizedException` without a text, as in other emulators.',
  },
  {
    of: ['CreateAlias', 'UpdateAlias'],
    kind: 'inferred',
    text: 'An alias as the target is refused with the text that other emulators have.',
  },
  {
    of: ['UpdateAlias'],
    kind: 'own text',
    text: 'A target of another kind than the key of now is a `ValidationException`, in our words.',
  },
  {
    of: ['ListAliases', 'ListGrants', 'ListRetirableGrants'],
    kind: 'inferred',
    text: 'A `Limit` above 100 counts as 100, which is the documented bound.',
  },

  // Tags
  {
    of: ['ListResourceTags'],
    kind: 'inferred',
    text: 'Tags are listed by name. A `Limit` above 50 counts as 50, which is the documented bound.',
  },
  {
    of: ['UntagResource'],
    kind: 'inferred',
    text: 'A name that begins with `aws:` is a `TagException`.',
  },

  // Imported key material
  {
    of: ['GetParametersForImport'],
    kind: 'own text',
    text: 'The texts about the withdrawn `RSAES_PKCS1_V1_5` and about a wrapping that cannot carry the key’s material are ours.',
  },
  {
    of: ['GetParametersForImport', 'ImportKeyMaterial'],
    kind: 'inferred',
    text: 'Ed25519, ML-DSA and ML-KEM keys can be imported. AWS says that all key types can, and lists types that these are not among.',
  },
  {
    of: ['ImportKeyMaterial'],
    kind: 'own text',
    text: 'The texts of `InvalidImportTokenException`, `ExpiredImportTokenException` and `IncorrectKeyMaterialException` are ours, as are those about a `ValidTo` that does not fit and about members for symmetric keys alone.',
  },
  {
    of: ['ImportKeyMaterial'],
    kind: 'inferred',
    text: 'A PKCS#8 key on an elliptic curve is refused where its public half is compressed or its curve is spelt out instead of named. An RSA key may have the exponent 3.',
  },
  {
    of: ['ImportKeyMaterial'],
    kind: 'inferred',
    text: 'Only responses about symmetric encryption keys have `KeyMaterialId`.',
  },
  {
    of: ['DeleteImportedKeyMaterial'],
    kind: 'simulated',
    text: 'The response to a request that names only the key is `{}`. AWS returns `KeyId` and `KeyMaterialId`, which the emulator does where the request names the material.',
  },
  {
    of: ['DeleteImportedKeyMaterial'],
    kind: 'own text',
    text: 'A `KeyMaterialId` that the key never had is a `NotFoundException`, in our words.',
  },

  // Rotation
  {
    of: ['RotateKeyOnDemand'],
    kind: 'simulated',
    text: 'A rotation is complete at once.',
  },
  {
    of: ['GetKeyRotationStatus'],
    kind: 'simulated',
    text: '`OnDemandRotationStartDate` never shows, because no rotation takes time.',
  },
  {
    of: ['RotateKeyOnDemand'],
    kind: 'inferred',
    text: 'The checks come in this order: state, key spec, origin, who keeps the key, replica, pending material, limit, conflict. A key that is `Updating` is refused.',
  },
  {
    of: ['RotateKeyOnDemand'],
    kind: 'own text',
    text: `The text of \`ConflictException\`, within ${QUOTAS.rotationNoticeMinutes} minutes before an automatic rotation, is ours.`,
  },
  {
    of: ['DisableKeyRotation'],
    kind: 'inferred',
    text: 'On an asymmetric or HMAC key the request succeeds, since there is nothing to disable.',
  },
  {
    of: ['GetKeyRotationStatus'],
    kind: 'inferred',
    text: 'A key with imported material is refused with `UnsupportedOperationException`, and it is not known whether AWS still refuses it, since such keys rotate on demand.',
  },
  {
    of: ['EnableKeyRotation'],
    kind: 'inferred',
    text: 'The same period again changes nothing. Another period counts from the request.',
  },
  {
    of: ['EnableKey'],
    kind: 'inferred',
    text: 'If the material is older than one period, a key that is enabled again rotates at once. Otherwise its old schedule goes on.',
  },
  {
    of: ['GetKeyRotationStatus'],
    kind: 'inferred',
    text: 'While a key is disabled, `NextRotationDate` may lie in the past.',
  },
  {
    of: ['ListKeyRotations'],
    kind: 'inferred',
    text: 'The oldest comes first. HMAC and asymmetric keys are refused with `UnsupportedOperationException` without a text.',
  },

  // Multi-Region keys
  {
    of: ['ReplicateKey'],
    kind: 'simulated',
    text: 'A replica is `Creating` for one second.',
  },
  {
    of: ['UpdatePrimaryRegion'],
    kind: 'simulated',
    text: 'The two keys swap their roles at once, and are `Updating` for one second.',
  },
  {
    of: ['ReplicateKey'],
    kind: 'simulated',
    text: 'Every name that has the form of a Region of the same partition counts as one.',
  },
  {
    of: ['ReplicateKey'],
    kind: 'inferred',
    text: '`CreationDate` of a replica is when it was made. A replica that waits for imported material shows `CurrentKeyMaterialId` before its first import.',
  },
  {
    of: ['ReplicateKey', 'UpdatePrimaryRegion'],
    kind: 'own text',
    text: 'The texts about a key that is there already, a Region of another partition, and a key that is the primary already are ours.',
  },
  {
    of: [
      'DisableKeyRotation',
      'EnableKeyRotation',
      'ImportKeyMaterial',
      'ReplicateKey',
      'RotateKeyOnDemand',
      'UpdatePrimaryRegion',
    ],
    kind: 'inferred',
    text: 'What only a multi-Region primary key may is refused with “is not a multi-region primary key.”, a text that was recorded for a replica in `ReplicateKey` alone.',
  },

  // Policies
  {
    of: WITH_POLICY,
    kind: 'own text',
    text: `The texts of \`MalformedPolicyDocumentException\` are ours, except about locking yourself out and about invalid principals. So is that about a policy of more than ${QUOTAS.policyKibibytes} KiB.`,
  },
  {
    of: WITH_POLICY,
    kind: 'inferred',
    text: 'A statement without an action, or without a resource, is a `MalformedPolicyDocumentException`, as AWS announced for August 2025; its reference still says that such a statement has no effect. As `Resource`, the ARN of the key and patterns are accepted beside `*`.',
  },
  {
    of: WITH_POLICY,
    kind: 'inferred',
    text: 'A `Service` principal may be any text, and `CanonicalUser` and `Federated` are accepted; no caller is one of them.',
  },
  {
    of: ['GetKeyPolicy'],
    kind: 'inferred',
    text: 'A policy comes back as it was written, but for its principals: an account’s number is the ARN of its root, and a list of one principal is that principal. AWS also changes the order of principals, and shows a role that was deleted by its id.',
  },
  {
    of: WITH_POLICY,
    kind: 'inferred',
    text: '`NotPrincipal` exempts just whom it names: a role that is named need not have its account beside it.',
  },
  {
    of: ['GetKeyPolicy', 'PutKeyPolicy'],
    kind: 'inferred',
    text: 'Another `PolicyName` than `default` and `AWS_RAM` is a `NotFoundException`, with the text that other emulators have.',
  },
  {
    of: ['ListKeyPolicies'],
    kind: 'inferred',
    text: 'A `Marker` that the listing did not return is a `ValidationException`.',
  },
  {
    of: ['GetKeyPolicy', 'ListKeyPolicies', 'ListKeys', 'PutKeyPolicy'],
    kind: 'simulated',
    text: 'There is no AWS RAM. The seed file, the server’s administration and the emulator’s own `share` share a key with other accounts, for all that an operation can do with a key of another account.',
  },

  // Grants
  {
    of: ['CreateGrant'],
    kind: 'simulated',
    text: 'A grant counts at once.',
  },
  {
    of: [ANY_OPERATION],
    kind: 'simulated',
    text: 'The tokens in `GrantTokens` are only checked for being tokens of grants that exist, since grants need none here. That of a grant that has ended is an `InvalidGrantTokenException`.',
  },
  {
    of: ['CreateGrant'],
    kind: 'simulated',
    text: 'A grant with a `SourceArn` lets no caller in, because no caller works for another resource.',
  },
  {
    of: ['CreateGrant'],
    kind: 'inferred',
    text: '`EncryptionContextEquals` and `EncryptionContextSubset` together are refused.',
  },
  {
    of: ['CreateGrant'],
    kind: 'inferred',
    text: 'Empty `Constraints` are dropped; an empty map in them is kept, and listed.',
  },
  {
    of: ['CreateGrant'],
    kind: 'own text',
    text: 'Most texts of `ValidationException` are ours, and so is that about the quota. The text about operations that an asymmetric key does not have is known from one source alone, without the order of the operations that it lists.',
  },
  {
    of: ['ListGrants', 'RetireGrant', 'RevokeGrant'],
    kind: 'inferred',
    text: 'A `GrantId` that does not have the form of one is an `InvalidGrantIdException`.',
  },
  {
    of: ['RetireGrant'],
    kind: 'own text',
    text: 'A request with `GrantToken` and `GrantId`, or with neither, is a `ValidationException`, in our words.',
  },
  {
    of: ['RetireGrant', 'RevokeGrant'],
    kind: 'inferred',
    text: 'A `GrantId` that is not one of the key’s grants is a `NotFoundException`, in our words.',
  },
  {
    of: ['RetireGrant'],
    kind: 'inferred',
    text: 'A principal that the key policy allows `kms:RetireGrant` may retire every grant of the key, and so may every principal of the account that issued it, as far as its own policies allow.',
  },
  {
    of: ['ListGrants', 'ListRetirableGrants'],
    kind: 'own text',
    text: 'To ask by a service’s principal is a `ValidationException`, in our words: no caller is a service.',
  },
  {
    of: ['ListRetirableGrants'],
    kind: 'own text',
    text: 'To ask about a principal of another account is an `AccessDeniedException`, in our words.',
  },

  // Custom key stores
  {
    of: OF_STORES,
    kind: 'simulated',
    text: 'Behind custom key stores there is no cluster, no proxy and no external key. What a request names is taken to be there and to work, unless its name means trouble; the keys are AES keys of the emulator’s own.',
  },
  {
    of: ['ConnectCustomKeyStore'],
    kind: 'simulated',
    text: 'A connection takes 5 seconds for CloudHSM, where AWS KMS may take 20 minutes, and 1 second for an external key store.',
  },
  {
    of: ['DisconnectCustomKeyStore'],
    kind: 'simulated',
    text: 'A disconnection takes 1 second.',
  },
  {
    of: ['ConnectCustomKeyStore'],
    kind: 'inferred',
    text: 'To connect a store that is connected, or on its way to be, changes nothing and succeeds.',
  },
  {
    of: ['UpdateCustomKeyStore'],
    kind: 'inferred',
    text: 'A request without a change succeeds.',
  },
  {
    of: ['UpdateCustomKeyStore'],
    kind: 'inferred',
    text: 'The name can change in every connection state. AWS documents `CONNECTED` and `DISCONNECTED` alone.',
  },
  {
    of: ['DeleteCustomKeyStore'],
    kind: 'inferred',
    text: 'The state of the store is checked before its keys.',
  },
  {
    of: ['CreateCustomKeyStore'],
    kind: 'simulated',
    text: 'Every certificate in PEM form is the right trust anchor.',
  },
  {
    of: OF_STORES,
    kind: 'own text',
    text: 'The texts about stores, clusters, certificates, VPC endpoint services, names that are taken and the quota of stores are ours. Those about proxies and external keys are AWS’s, without the advice behind them.',
  },
]

/** The differences of one operation, without those of any. */
export const differencesOf = (operation: Difference['of'][number]): readonly Difference[] =>
  DIFFERENCES.filter(({ of }) => of.includes(operation))

/** The operations that differ somewhere, by name. */
export const DIFFERING: readonly OperationName[] = [...new Set(DIFFERENCES.flatMap(({ of }) => of))]
  .filter((name) => name !== ANY_OPERATION)
  .sort()
