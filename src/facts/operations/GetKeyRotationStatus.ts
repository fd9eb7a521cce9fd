import { boolean, timestamp } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { AnsweredKeyId, KeyId, RotationPeriodInDays } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GetKeyRotationStatus = kmsOperation({
  name: 'GetKeyRotationStatus',
  category: 'rotation',
  summary: 'Tells whether a key rotates automatically, how often, and when it rotates next.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to look at. Its material has to be made by AWS KMS.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
  output: {
    KeyRotationEnabled: {
      type: boolean,
      description: 'True if the key rotates automatically. False while the key waits for its deletion, whatever it was before.',
    },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key, also if the request has its id.' },
    RotationPeriodInDays: {
      type: RotationPeriodInDays,
      description: 'The days from one rotation to the next. Only if the key rotates.',
    },
    NextRotationDate: {
      type: timestamp,
      description: 'When the next rotation is due. Only if the key rotates. A disabled key does not rotate on that date.',
    },
    OnDemandRotationStartDate: {
      type: timestamp,
      description: 'When RotateKeyOnDemand was called. Only until the rotation that it began is done.',
    },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:GetKeyRotationStatus'],
  crossAccount: true,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      KeyRotationEnabled: false,
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
})
