import { NOT_DELETING } from '../key-states.ts'
import { KeyId, Tags } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const TagResource = kmsOperation({
  name: 'TagResource',
  category: 'keys',
  summary: 'Adds tags to a key, or changes the values of its tags.',
  key: { states: NOT_DELETING },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to tag: one of your own account, and not one that an AWS service keeps for you.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    Tags: {
      type: Tags,
      required: true,
      description: `The tags, each name once. The key’s other tags stay; it can have ${QUOTAS.tags} in all. Tags are not secret.`,
      placeholder: '[{"TagKey":"Stage","TagValue":"Test"}]',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'NotFoundException',
    'TagException',
  ],
  permissions: ['kms:TagResource'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321', Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] },
    response: {},
  },
})
