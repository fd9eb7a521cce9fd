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
      description: 'The store to change. For all but its name, and some changes to a proxy, it has to be `DISCONNECTED`.',
      placeholder: 'cks-1234567890abcdef0',
    },
    NewCustomKeyStoreName: {
      type: CustomKeyStoreName,
      description: 'Another name for people. It can change whatever the connection state.',
      placeholder: 'Development',
    },
    KeyStorePassword: {
      type: KeyStorePassword,
      description: 'The password that the cluster’s user `kmsuser` has now; this does not change it there. For `AWS_CLOUDHSM`.',
    },
    CloudHsmClusterId: {
      type: CloudHsmClusterId,
      description: 'Another cluster, restored from a backup of the one that the store was made with. For `AWS_CLOUDHSM`.',
    },
    XksProxyUriEndpoint: {
      type: XksProxyUriEndpoint,
      description: 'Where the proxy is now. It goes along with every change of the connectivity. For `EXTERNAL_KEY_STORE`.',
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
      description: 'Another way to the proxy. It needs a new `XksProxyUriEndpoint`. For `EXTERNAL_KEY_STORE`.',
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
