import { ANY_STATE } from '../key-states.ts'
import { KeyId, pageRequest, pageResponse, Tags } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListResourceTags = kmsOperation({
  name: 'ListResourceTags',
  category: 'keys',
  summary: 'Lists the tags of a key.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose tags are listed.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    ...pageRequest('tags', { default: 50, cap: 50 }),
  },
  output: {
    Tags: { type: Tags, description: 'The tags of this page.' },
    ...pageResponse('tags'),
  },
  errors: ['InvalidArnException', 'InvalidMarkerException', 'KMSInternalException', 'NotFoundException'],
  permissions: ['kms:ListResourceTags'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      Tags: [
        { TagKey: 'CostCenter', TagValue: '87654' },
        { TagKey: 'Purpose', TagValue: 'Orders' },
      ],
      Truncated: false,
    },
  },
})
