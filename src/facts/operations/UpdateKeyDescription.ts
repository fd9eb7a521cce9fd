import { NOT_DELETING } from '../key-states.ts'
import { Description, KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const UpdateKeyDescription = kmsOperation({
  name: 'UpdateKeyDescription',
  category: 'keys',
  summary: 'Changes the description of a key.',
  key: { states: NOT_DELETING },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key to describe.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    Description: {
      type: Description,
      required: true,
      description: 'The new description; an empty text removes it. It is not secret: responses and logs show it.',
      placeholder: 'Encrypts orders',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:UpdateKeyDescription'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321', Description: 'Encrypts orders' },
    response: {},
  },
})
