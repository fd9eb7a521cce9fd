import { from } from '../../vocabulary/scenario.ts'
import { request, scenario, sender } from './scenario.ts'

const OWNER = 'arn:aws:iam::111122223333:root'
const PARTNER_ACCOUNT = 'arn:aws:iam::444455556666:root'
const as = sender({ principal: 'arn:aws:iam::444455556666:role/reports' })
const ARN = from(1, 'KeyMetadata.Arn')
const Plaintext = 'aGVsbG8='

const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Owner', Effect: 'Allow', Principal: { AWS: OWNER }, Action: 'kms:*', Resource: '*' },
    {
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: PARTNER_ACCOUNT },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey'],
      Resource: '*',
    },
  ],
})

export const CrossAccount = scenario('Use a key of another account', [
  request(
    'Create a key',
    'CreateKey',
    { Description: 'Shared with a partner' },
    {
      text: 'As the account `111122223333`. The default policy lets in that account alone.',
    },
  ),
  request(
    'Be refused',
    'Encrypt',
    { KeyId: ARN, Plaintext },
    {
      text: 'As a role of the account `444455556666`, which names the key by its ARN.',
      as,
      refusal: 'AccessDeniedException',
    },
  ),
  request(
    'Let the other account in',
    'PutKeyPolicy',
    { KeyId: from(1, 'KeyMetadata.KeyId'), Policy },
    {
      text: 'As the owner. The second statement names the other account, and three operations.',
    },
  ),
  request(
    'Encrypt from there',
    'Encrypt',
    { KeyId: ARN, Plaintext },
    {
      as,
      text: 'In AWS, an IAM policy of the other account has to allow the role this too. No caller on these pages has an IAM policy, and a caller without one may do all that the key policy gives its account.',
    },
  ),
  request(
    'Decrypt here',
    'Decrypt',
    { CiphertextBlob: from(4, 'CiphertextBlob') },
    {
      text: 'As the owner again: it is one key for both accounts.',
      returns: { Plaintext },
    },
  ),
  request(
    'Try to manage it',
    'DisableKey',
    { KeyId: ARN },
    {
      as,
      text: 'Operations that change a key are for its own account, whatever the policy says.',
      refusal: 'AccessDeniedException',
    },
  ),
])
