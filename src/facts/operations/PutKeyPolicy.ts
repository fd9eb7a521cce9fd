import { boolean } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { KeyId, Policy, PolicyName } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const PutKeyPolicy = kmsOperation({
  name: 'PutKeyPolicy',
  category: 'access',
  summary: 'Replaces the key policy, which decides who may do what with the key.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key that gets the policy. It has to be in your own account.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    PolicyName: {
      type: PolicyName,
      default: 'default',
      description: 'The name of the policy: always `default`, because only AWS RAM writes `AWS_RAM`.',
      placeholder: 'default',
    },
    Policy: {
      type: Policy,
      required: true,
      description: `The new policy, as JSON text of at most ${QUOTAS.policyKibibytes} KiB in the policy language of IAM. It replaces the old one as a whole. Each statement names its principals; \`"Resource": "*"\` means this key, and a statement without actions or resources is refused.`,
      placeholder:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}',
    },
    BypassPolicyLockoutSafetyCheck: {
      type: boolean,
      default: false,
      description: 'Accepts a policy under which you could not change the policy any more. Such a key may end up unmanageable.',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'MalformedPolicyDocumentException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:PutKeyPolicy'],
  crossAccount: false,
  example: {
    request: {
      KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/orders-partner"},"Action":["kms:Decrypt","kms:DescribeKey"],"Resource":"*","Condition":{"StringEquals":{"kms:EncryptionContext:Department":"Orders"}}}]}',
    },
    response: {},
  },
})
