import { string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { AnsweredKeyId, KeyId, KeyLastUsageTrackingOperation } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GetKeyLastUsage = kmsOperation({
  name: 'GetKeyLastUsage',
  category: 'keys',
  summary: 'Tells when a key was last used successfully, and by which operation.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose last use you want to know. Each key of a multi-Region set has its own record.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key.' },
    KeyLastUsage: {
      type: structure({
        Operation: { type: KeyLastUsageTrackingOperation, description: 'What the key was used for.' },
        Timestamp: { type: timestamp, description: 'When the key was last used.' },
        CloudTrailEventId: { type: string(), description: 'The id of the event in the account’s CloudTrail log.' },
        KmsRequestId: {
          type: string(),
          description: 'The id of the request, from the header `x-amzn-RequestId` of its response.',
        },
      }),
      description: 'The last use. An empty object if there was none since `TrackingStartDate`.',
    },
    TrackingStartDate: {
      type: timestamp,
      description: 'When AWS KMS began to record uses of the key. Earlier uses were not recorded.',
    },
    KeyCreationDate: { type: timestamp, description: 'When the key was made.' },
  },
  errors: ['DependencyTimeoutException', 'InvalidArnException', 'KMSInternalException', 'NotFoundException'],
  permissions: ['kms:GetKeyLastUsage'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyLastUsage: {
        Operation: 'Decrypt',
        Timestamp: 1769933096,
        CloudTrailEventId: '3d9f0a51-6c2e-4b87-8e14-f5a7c90b2d68',
        KmsRequestId: 'b81c47e2-0d35-4f9a-a6c8-1e72d4590fb3',
      },
      TrackingStartDate: 1767690000,
      KeyCreationDate: 1767690000,
    },
  },
})
