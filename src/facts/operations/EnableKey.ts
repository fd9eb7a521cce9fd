import { SWITCHABLE } from '../key-states.ts'
import { KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const EnableKey = kmsOperation({
  name: 'EnableKey',
  category: 'keys',
  summary: 'Enables a disabled key, so that it can be used again.',
  key: { states: SWITCHABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to enable. If it is enabled already, the request changes nothing.',
      placeholder: '11112222-3333-4444-5555-666677778888',
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
    'NotFoundException',
  ],
  permissions: ['kms:EnableKey'],
  crossAccount: false,
  example: { request: { KeyId: '11112222-3333-4444-5555-666677778888' }, response: {} },
})
