import { SWITCHABLE } from '../key-states.ts'
import { KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DisableKey = kmsOperation({
  name: 'DisableKey',
  category: 'keys',
  summary: 'Disables a key, so that it cannot be used until you enable it again.',
  key: { states: SWITCHABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to disable. If it is disabled already, the request changes nothing.',
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
