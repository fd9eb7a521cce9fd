import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const ACCOUNT = 'arn:aws:iam::111122223333:root'
const KeyId = from(2, 'KeyMetadata.KeyId')
const Plaintext = 'aGVsbG8='

const ONLY_ORDERS = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Account', Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' },
    {
      Sid: 'OnlyOrders',
      Effect: 'Deny',
      Principal: '*',
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      Resource: '*',
      Condition: { StringNotEquals: { 'kms:EncryptionContext:Department': 'Orders' } },
    },
  ],
}

const USE_ONLY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'UseOnly',
      Effect: 'Allow',
      Principal: { AWS: ACCOUNT },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey'],
      Resource: '*',
    },
  ],
}

const Policy = JSON.stringify(USE_ONLY)

export const LockedOut = scenario('Locked out by a policy', [
  request(
    'Read the policy of a key',
    'GetKeyPolicy',
    { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    { text: 'That of `alias/app` leaves everything to the account.' },
  ),
  request(
    'Make a key with a denial',
    'CreateKey',
    { Description: 'Orders alone', Policy: JSON.stringify(ONLY_ORDERS) },
    {
      text: 'The policy allows the account everything. Then it denies every cryptographic use of the key unless the encryption context has `Department` with the value `Orders`. To deny `kms:Encrypt` alone would leave data keys and ReEncrypt open.',
    },
  ),
  request(
    'Be refused',
    'Encrypt',
    { KeyId, Plaintext, EncryptionContext: { Department: 'Reports' } },
    {
      text: 'You are the root of the account. A denial in the policy refuses even you.',
      refusal: 'AccessDeniedException',
      after: 'The message says `with an explicit deny in a resource-based policy`.',
    },
  ),
  request('Name the right department', 'Encrypt', { KeyId, Plaintext, EncryptionContext: { Department: 'Orders' } }),
  request(
    'Try to lock yourself out',
    'PutKeyPolicy',
    { KeyId, Policy },
    {
      text: 'This policy lets you use the key, but lets no principal change the policy.',
      refusal: 'MalformedPolicyDocumentException',
      after: 'The safety check has noticed.',
    },
  ),
  request(
    'Insist',
    'PutKeyPolicy',
    { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true },
    {
      text: '`BypassPolicyLockoutSafetyCheck` takes the protection away.',
    },
  ),
  request(
    'Try to repair it',
    'PutKeyPolicy',
    { KeyId, Policy: JSON.stringify(ONLY_ORDERS) },
    {
      refusal: 'AccessDeniedException',
      after: 'No principal can change, disable or delete this key. In AWS, only AWS Support can help.',
    },
  ),
  request(
    'Use it all the same',
    'Encrypt',
    { KeyId, Plaintext },
    {
      text: 'The account can still encrypt and decrypt.',
    },
  ),
])
