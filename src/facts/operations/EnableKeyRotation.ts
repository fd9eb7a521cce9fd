import { ROTATION_SETTABLE } from '../key-states.ts'
import { KeyId, RotationPeriodInDays } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const EnableKeyRotation = kmsOperation({
  name: 'EnableKeyRotation',
  category: 'rotation',
  summary: 'Makes AWS KMS give a key new material at regular intervals; the key still decrypts older ciphertexts.',
  key: { states: ROTATION_SETTABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description:
        'A symmetric encryption key whose material AWS KMS made. In a multi-Region set, name the primary; the replicas follow.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    RotationPeriodInDays: {
      type: RotationPeriodInDays,
      default: 365,
      description:
        'The days from this request to the first rotation, and from each rotation to the next. Send the request again to change the period.',
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
