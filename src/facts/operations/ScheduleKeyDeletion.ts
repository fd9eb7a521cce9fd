import { timestamp } from '../../vocabulary/shapes.ts'
import { DELETABLE } from '../key-states.ts'
import { AnsweredKeyId, KeyId, KeyState, PendingWindowInDays } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const ScheduleKeyDeletion = kmsOperation({
  name: 'ScheduleKeyDeletion',
  category: 'keys',
  summary: 'Starts a waiting period, after which a key is deleted permanently.',
  key: { states: DELETABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to delete. Its aliases and grants are deleted with it.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    PendingWindowInDays: {
      type: PendingWindowInDays,
      default: QUOTAS.longestWaitDays,
      description: `The waiting period in days, in which CancelKeyDeletion can still keep the key: ${QUOTAS.shortestWaitDays} to ${QUOTAS.longestWaitDays}. Other values are refused.`,
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key, also if the request has its id.' },
    DeletionDate: {
      type: timestamp,
      description: 'When AWS KMS deletes the key. Left out while a multi-Region primary waits for its replicas.',
    },
    KeyState: {
      type: KeyState,
      description: '`PendingDeletion`, or `PendingReplicaDeletion` for a multi-Region primary that has replicas.',
    },
    PendingWindowInDays: {
      type: PendingWindowInDays,
      description: `The waiting period in days: that of the request, or ${QUOTAS.longestWaitDays}.`,
    },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:ScheduleKeyDeletion'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321', PendingWindowInDays: 7 },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      DeletionDate: 1769040000,
      KeyState: 'PendingDeletion',
      PendingWindowInDays: 7,
    },
    volatile: ['DeletionDate'],
  },
})
