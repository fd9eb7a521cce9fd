import {
  CustomKeyStoreName,
  KeyStorePassword,
  XksProxyAuthenticationCredential,
  XksProxyConnectivity,
  XksProxyUriEndpoint,
  XksProxyUriPath,
  XksProxyVpcEndpointServiceName,
  XksProxyVpcEndpointServiceOwner,
} from '../members/key-stores.ts'
import { CloudHsmClusterId, CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const UpdateCustomKeyStore = kmsOperation({
  name: 'UpdateCustomKeyStore',
  category: 'stores',
  summary: 'Changes the name of a custom key store, or what it connects to.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      required: true,
      description: 'The store to change. It has to be `DISCONNECTED`, except for a new name and some changes to a proxy.',
      placeholder: 'cks-1234567890abcdef0',
    },
    NewCustomKeyStoreName: {
      type: CustomKeyStoreName,
      description: 'The new name. It can change while the store is `CONNECTED` or `DISCONNECTED`.',
      placeholder: 'Development',
    },
    KeyStorePassword: {
      type: KeyStorePassword,
      description:
        'The current password of the cluster’s user `kmsuser`. The request does not change it in the cluster. For `AWS_CLOUDHSM`.',
    },
    CloudHsmClusterId: {
      type: CloudHsmClusterId,
      description: 'Another cluster, restored from a backup of the one that the store was made with. For `AWS_CLOUDHSM`.',
    },
    XksProxyUriEndpoint: {
      type: XksProxyUriEndpoint,
      description: 'The new endpoint of the proxy. Required when the connectivity changes. For `EXTERNAL_KEY_STORE`.',
    },
    XksProxyUriPath: {
      type: XksProxyUriPath,
      description: 'The path of the proxy’s API. It can change while the store is `CONNECTED` too. For `EXTERNAL_KEY_STORE`.',
    },
    XksProxyVpcEndpointServiceName: {
      type: XksProxyVpcEndpointServiceName,
      description: 'Another VPC endpoint service. For `EXTERNAL_KEY_STORE` with `VPC_ENDPOINT_SERVICE`.',
    },
    XksProxyVpcEndpointServiceOwner: {
      type: XksProxyVpcEndpointServiceOwner,
      description: 'The account that owns the VPC endpoint service. For `EXTERNAL_KEY_STORE` with `VPC_ENDPOINT_SERVICE`.',
    },
    XksProxyAuthenticationCredential: {
      type: XksProxyAuthenticationCredential,
      description:
        'The credential that the proxy knows now, id and secret. It can change while the store is `CONNECTED` too. For `EXTERNAL_KEY_STORE`.',
    },
    XksProxyConnectivity: {
      type: XksProxyConnectivity,
      description: 'The new way to reach the proxy. It needs a new `XksProxyUriEndpoint`. For `EXTERNAL_KEY_STORE`.',
    },
  },
  output: {},
  errors: [
    'CloudHsmClusterInvalidConfigurationException',
    'CloudHsmClusterNotActiveException',
    'CloudHsmClusterNotFoundException',
    'CloudHsmClusterNotRelatedException',
    'CustomKeyStoreInvalidStateException',
    'CustomKeyStoreNameInUseException',
    'CustomKeyStoreNotFoundException',
    'KMSInternalException',
    'XksProxyIncorrectAuthenticationCredentialException',
    'XksProxyInvalidConfigurationException',
    'XksProxyInvalidResponseException',
    'XksProxyUriEndpointInUseException',
    'XksProxyUriInUseException',
    'XksProxyUriUnreachableException',
    'XksProxyVpcEndpointServiceInUseException',
    'XksProxyVpcEndpointServiceInvalidConfigurationException',
    'XksProxyVpcEndpointServiceNotFoundException',
  ],
  permissions: ['kms:UpdateCustomKeyStore'],
  example: {
    request: { CustomKeyStoreId: 'cks-1234567890abcdef0', NewCustomKeyStoreName: 'Development' },
    response: {},
  },
})
