import { ROTATION_SETTABLE } from '../key-states.ts'
import { KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DisableKeyRotation = kmsOperation({
  name: 'DisableKeyRotation',
  category: 'rotation',
  summary: 'Stops the automatic rotation of a key; the materials that it has stay.',
  key: { states: ROTATION_SETTABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description:
        'The key that is to keep its material. One that does not rotate, and one that cannot, is left as it is. Of a multi-Region key it is the primary.',
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
