import { SWITCHABLE } from '../key-states.ts'
import { KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const EnableKey = kmsOperation({
  name: 'EnableKey',
  category: 'keys',
  summary: 'Puts a disabled key back into use.',
  key: { states: SWITCHABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to switch on. One that is on already stays on, and the response is the same.',
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
