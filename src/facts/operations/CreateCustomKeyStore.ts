import {
  CustomKeyStoreName,
  CustomKeyStoreType,
  KeyStorePassword,
  TrustAnchorCertificate,
  XksProxyAuthenticationCredential,
  XksProxyConnectivity,
  XksProxyUriEndpoint,
  XksProxyUriPath,
  XksProxyVpcEndpointServiceName,
  XksProxyVpcEndpointServiceOwner,
} from '../members/key-stores.ts'
import { CloudHsmClusterId, CustomKeyStoreId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const CreateCustomKeyStore = kmsOperation({
  name: 'CreateCustomKeyStore',
  category: 'stores',
  summary: 'Makes a custom key store, whose keys live in your CloudHSM cluster or in a key manager outside.',
  input: {
    CustomKeyStoreName: {
      type: CustomKeyStoreName,
      required: true,
      description: 'A name for people, which no other store of the account and Region has. It is not secret.',
      placeholder: 'Orders',
    },
    CloudHsmClusterId: {
      type: CloudHsmClusterId,
      description: 'The CloudHSM cluster. It has to be active, and no other store may use it. Required for `AWS_CLOUDHSM`.',
    },
    TrustAnchorCertificate: {
      type: TrustAnchorCertificate,
      description: 'The certificate that initialized the cluster, as PEM: its customerCA.crt. Required for `AWS_CLOUDHSM`.',
    },
    KeyStorePassword: {
      type: KeyStorePassword,
      description:
        'The password of the cluster’s user `kmsuser`, as which AWS KMS logs in. It is tried when the store connects. Required for `AWS_CLOUDHSM`.',
    },
    CustomKeyStoreType: {
      type: CustomKeyStoreType,
      default: 'AWS_CLOUDHSM',
      description: 'The kind of system behind the store. It cannot change, and decides which of the other members are allowed.',
    },
    XksProxyUriEndpoint: {
      type: XksProxyUriEndpoint,
      description:
        'Where the proxy is: `https://` and a host name, without port and path. Stores with a public endpoint can share it if their paths differ. Required for `EXTERNAL_KEY_STORE`.',
    },
    XksProxyUriPath: {
      type: XksProxyUriPath,
      description: 'The path of the proxy’s API, which ends in `/kms/xks/v1`. Required for `EXTERNAL_KEY_STORE`.',
    },
    XksProxyVpcEndpointServiceName: {
      type: XksProxyVpcEndpointServiceName,
      description: 'The VPC endpoint service, of this store alone. Required for, and only for, `VPC_ENDPOINT_SERVICE`.',
    },
    XksProxyVpcEndpointServiceOwner: {
      type: XksProxyVpcEndpointServiceOwner,
      description: 'The account that owns the VPC endpoint service. Left out, it is yours.',
    },
    XksProxyAuthenticationCredential: {
      type: XksProxyAuthenticationCredential,
      description:
        'The credential that you agreed on with the proxy; requests to it are signed with it. Required for `EXTERNAL_KEY_STORE`.',
    },
    XksProxyConnectivity: {
      type: XksProxyConnectivity,
      description: 'How AWS KMS reaches the proxy. Required for `EXTERNAL_KEY_STORE`.',
    },
  },
  output: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      description: 'The id of the new store. It is `DISCONNECTED`: connect it before you make keys in it.',
    },
  },
  errors: [
    'CloudHsmClusterInUseException',
    'CloudHsmClusterInvalidConfigurationException',
    'CloudHsmClusterNotActiveException',
    'CloudHsmClusterNotFoundException',
    'CustomKeyStoreNameInUseException',
    'IncorrectTrustAnchorException',
    'KMSInternalException',
    'LimitExceededException',
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
  permissions: ['kms:CreateCustomKeyStore'],
  example: {
    request: {
      CustomKeyStoreName: 'Orders',
      CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
      XksProxyUriEndpoint: 'https://keys.orders.example',
      XksProxyUriPath: '/kms/xks/v1',
      XksProxyConnectivity: 'PUBLIC_ENDPOINT',
      XksProxyAuthenticationCredential: {
        AccessKeyId: 'ORDERSABCDEFGH234567',
        RawSecretAccessKey: 'DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H6u9pSo=',
      },
    },
    response: { CustomKeyStoreId: 'cks-5f2a8c1e7b3d4e96a' },
    volatile: ['CustomKeyStoreId'],
  },
})
