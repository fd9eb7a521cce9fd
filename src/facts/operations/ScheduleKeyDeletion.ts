import { timestamp } from '../../vocabulary/shapes.ts'
import { DELETABLE } from '../key-states.ts'
import { AnsweredKeyId, KeyId, KeyState, PendingWindowInDays } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const ScheduleKeyDeletion = kmsOperation({
  name: 'ScheduleKeyDeletion',
  category: 'keys',
  summary: 'Starts the waiting period at whose end a key is deleted permanently.',
  key: { states: DELETABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to delete, together with all of its aliases.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    PendingWindowInDays: {
      type: PendingWindowInDays,
      default: QUOTAS.longestWaitDays,
      description: `The days during which CancelKeyDeletion can still keep the key: ${QUOTAS.shortestWaitDays} to ${QUOTAS.longestWaitDays}. Other values are refused.`,
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key, in whichever form you named it.' },
    DeletionDate: {
      type: timestamp,
      description: 'When the key goes. Left out while a multi-Region primary waits for its replicas.',
    },
    KeyState: {
      type: KeyState,
      description: '`PendingDeletion`, or `PendingReplicaDeletion` for a multi-Region primary that has replicas.',
    },
    PendingWindowInDays: {
      type: PendingWindowInDays,
      description: `The waiting period that counts: yours, or ${QUOTAS.longestWaitDays}.`,
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
