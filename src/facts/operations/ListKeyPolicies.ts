import { boolean, list } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { KeyId, Limit, Marker, PolicyName } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListKeyPolicies = kmsOperation({
  name: 'ListKeyPolicies',
  category: 'access',
  summary: 'Lists the names of a key’s policies.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to look at. It has to be in your own account.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    Limit: { type: Limit, default: 100, description: 'How many names a page holds at most. A key has no more than two.' },
    Marker: {
      type: Marker,
      description: 'The `NextMarker` of the page before. Left out, the list begins at its start.',
    },
  },
  output: {
    PolicyNames: {
      type: list(PolicyName),
      description: 'The names: `default`, and `AWS_RAM` if AWS RAM shares the key with other accounts.',
    },
    NextMarker: { type: Marker, description: 'What to send as `Marker` for the next page. Only if there is one.' },
    Truncated: { type: boolean, description: 'True if there are more names than this page shows.' },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:ListKeyPolicies'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: { PolicyNames: ['default'], Truncated: false },
  },
})
