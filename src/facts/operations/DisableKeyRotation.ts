import { ROTATION_SETTABLE } from '../key-states.ts'
import { KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DisableKeyRotation = kmsOperation({
  name: 'DisableKeyRotation',
  category: 'rotation',
  summary: 'Stops the automatic rotation of a key; the key keeps all of its materials.',
  key: { states: ROTATION_SETTABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose rotation stops. In a multi-Region set, name the primary.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:DisableKeyRotation'],
  crossAccount: false,
  example: { request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }, response: {} },
})
