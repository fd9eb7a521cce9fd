import { SWITCHABLE } from '../key-states.ts'
import { KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DisableKey = kmsOperation({
  name: 'DisableKey',
  category: 'keys',
  summary: 'Takes a key out of use until EnableKey puts it back.',
  key: { states: SWITCHABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to switch off. One that is off already stays off, and the response is the same.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:DisableKey'],
  crossAccount: false,
  example: { request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }, response: {} },
})
