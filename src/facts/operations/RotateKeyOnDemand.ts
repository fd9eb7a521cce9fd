import { ROTATABLE } from '../key-states.ts'
import { AnsweredKeyId, KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const RotateKeyOnDemand = kmsOperation({
  name: 'RotateKeyOnDemand',
  category: 'rotation',
  summary: `Gives a key new material now, at most ${QUOTAS.onDemandRotations} times in its life; the automatic schedule stays as it is.`,
  key: { states: ROTATABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description:
        'A symmetric encryption key. A key with imported material rotates to the material that waits. In a multi-Region set, name the primary; the replicas follow.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that rotates.' },
  },
  errors: [
    'ConflictException',
    'DependencyTimeoutException',
    'DisabledException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:RotateKeyOnDemand'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: { KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321' },
  },
})
