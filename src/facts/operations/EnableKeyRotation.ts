import { ROTATION_SETTABLE } from '../key-states.ts'
import { KeyId, RotationPeriodInDays } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const EnableKeyRotation = kmsOperation({
  name: 'EnableKeyRotation',
  category: 'rotation',
  summary: 'Has AWS KMS give a key new material at regular intervals; what older material encrypted still decrypts.',
  key: { states: ROTATION_SETTABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description:
        'A symmetric encryption key whose material AWS KMS made. Of a multi-Region key it is the primary; its replicas follow.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    RotationPeriodInDays: {
      type: RotationPeriodInDays,
      default: 365,
      description:
        'The days from now to the first rotation, and from each rotation to the next. Send the request again to change the period.',
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
  permissions: ['kms:EnableKeyRotation'],
  crossAccount: false,
  example: { request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321', RotationPeriodInDays: 180 }, response: {} },
})
