import { CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ConnectCustomKeyStore = kmsOperation({
  name: 'ConnectCustomKeyStore',
  category: 'stores',
  summary: 'Begins to connect a custom key store; DescribeCustomKeyStores shows the result.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      required: true,
      description: 'The store to connect. Disconnect a `FAILED` store first.',
      placeholder: 'cks-0fedcba0987654321',
    },
  },
  output: {},
  errors: [
    'CloudHsmClusterInvalidConfigurationException',
    'CloudHsmClusterNotActiveException',
    'CustomKeyStoreInvalidStateException',
    'CustomKeyStoreNotFoundException',
    'KMSInternalException',
  ],
  permissions: ['kms:ConnectCustomKeyStore'],
  example: { request: { CustomKeyStoreId: 'cks-0fedcba0987654321' }, response: {} },
})
