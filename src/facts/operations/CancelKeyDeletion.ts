import { CANCELLABLE } from '../key-states.ts'
import { AnsweredKeyId, KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const CancelKeyDeletion = kmsOperation({
  name: 'CancelKeyDeletion',
  category: 'keys',
  summary: 'Cancels the scheduled deletion of a key, and leaves the key disabled.',
  key: { states: CANCELLABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'A key whose deletion is scheduled.',
      placeholder: 'aaaabbbb-cccc-dddd-eeee-ffff00001111',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key.' },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:CancelKeyDeletion'],
  crossAccount: false,
  example: {
    request: { KeyId: 'aaaabbbb-cccc-dddd-eeee-ffff00001111' },
    response: { KeyId: 'arn:aws:kms:us-east-1:111122223333:key/aaaabbbb-cccc-dddd-eeee-ffff00001111' },
  },
})
