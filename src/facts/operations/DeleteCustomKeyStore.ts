import { CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DeleteCustomKeyStore = kmsOperation({
  name: 'DeleteCustomKeyStore',
  category: 'stores',
  summary: 'Deletes a custom key store that is disconnected and empty; what stands behind it stays as it is.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      required: true,
      description: 'The store to delete. Its keys have to be gone: a key that only waits for its deletion still counts.',
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
