import { CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DisconnectCustomKeyStore = kmsOperation({
  name: 'DisconnectCustomKeyStore',
  category: 'stores',
  summary: 'Disconnects a custom key store: its keys are unavailable until it is connected again.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      required: true,
      description: 'The store to disconnect. Its keys stay, and can be managed; they cannot be used.',
      placeholder: 'cks-1234567890abcdef0',
    },
  },
  output: {},
  errors: ['CustomKeyStoreInvalidStateException', 'CustomKeyStoreNotFoundException', 'KMSInternalException'],
  permissions: ['kms:DisconnectCustomKeyStore'],
  example: { request: { CustomKeyStoreId: 'cks-1234567890abcdef0' }, response: {} },
})
