import { CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DisconnectCustomKeyStore = kmsOperation({
  name: 'DisconnectCustomKeyStore',
  category: 'stores',
  summary: 'Disconnects a custom key store, so that its keys cannot be used until you connect it again.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      required: true,
      description: 'The store to disconnect. You can still manage its keys, but not use them.',
      placeholder: 'cks-1234567890abcdef0',
    },
  },
  output: {},
  errors: ['CustomKeyStoreInvalidStateException', 'CustomKeyStoreNotFoundException', 'KMSInternalException'],
  permissions: ['kms:DisconnectCustomKeyStore'],
  example: { request: { CustomKeyStoreId: 'cks-1234567890abcdef0' }, response: {} },
})
