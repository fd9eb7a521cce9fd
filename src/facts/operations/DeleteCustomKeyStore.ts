import { CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DeleteCustomKeyStore = kmsOperation({
  name: 'DeleteCustomKeyStore',
  category: 'stores',
  summary: 'Deletes an empty, disconnected custom key store; its cluster or key manager stays as it is.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      required: true,
      description: 'The store to delete. It must not have any keys, not even keys that wait for their deletion.',
      placeholder: 'cks-abcdef01234567890',
    },
  },
  output: {},
  errors: [
    'CustomKeyStoreHasCMKsException',
    'CustomKeyStoreInvalidStateException',
    'CustomKeyStoreNotFoundException',
    'KMSInternalException',
  ],
  permissions: ['kms:DeleteCustomKeyStore'],
  example: { request: { CustomKeyStoreId: 'cks-abcdef01234567890' }, response: {} },
})
