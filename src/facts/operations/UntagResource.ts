import { list } from '../../vocabulary/shapes.ts'
import { NOT_DELETING } from '../key-states.ts'
import { KeyId, TagKey } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const UntagResource = kmsOperation({
  name: 'UntagResource',
  category: 'keys',
  summary: 'Removes tags from a key.',
  key: { states: NOT_DELETING },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to remove the tags from.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    TagKeys: {
      type: list(TagKey),
      required: true,
      description: 'The names of the tags to remove. A name that the key does not have is ignored.',
      placeholder: '["Purpose"]',
    },
  },
  output: {},
  emptyBody: true,
  errors: ['InvalidArnException', 'KMSInternalException', 'KMSInvalidStateException', 'NotFoundException', 'TagException'],
  permissions: ['kms:UntagResource'],
  crossAccount: false,
  example: { request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321', TagKeys: ['Purpose'] }, response: {} },
})
