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
  summary: 'Makes a custom key store, for keys in your own CloudHSM cluster or external key manager.',
  input: {
    CustomKeyStoreName: {
      type: CustomKeyStoreName,
      required: true,
      description: 'A name for the store, unique in the account and Region. It is not secret.',
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
        'The password with which AWS KMS logs in to the cluster, as the user `kmsuser`. It is checked when the store connects. Required for `AWS_CLOUDHSM`.',
    },
    CustomKeyStoreType: {
      type: CustomKeyStoreType,
      default: 'AWS_CLOUDHSM',
      description: 'The type of the store, which cannot change. It decides which of the other members are allowed.',
    },
    XksProxyUriEndpoint: {
      type: XksProxyUriEndpoint,
      description:
        'The URL of the proxy: `https://` and a host name, without port and path. Stores with the same public endpoint need different paths. Required for `EXTERNAL_KEY_STORE`.',
    },
    XksProxyUriPath: {
      type: XksProxyUriPath,
      description: 'The path of the proxy’s API, which ends in `/kms/xks/v1`. Required for `EXTERNAL_KEY_STORE`.',
    },
    XksProxyVpcEndpointServiceName: {
      type: XksProxyVpcEndpointServiceName,
      description:
        'The VPC endpoint service, which no other store may use. Required with `VPC_ENDPOINT_SERVICE`, and allowed only then.',
    },
    XksProxyVpcEndpointServiceOwner: {
      type: XksProxyVpcEndpointServiceOwner,
      description: 'The account that owns the VPC endpoint service. Left out, your account.',
    },
    XksProxyAuthenticationCredential: {
      type: XksProxyAuthenticationCredential,
      description:
        'The credential that the proxy is set up with. AWS KMS signs its requests to the proxy with it. Required for `EXTERNAL_KEY_STORE`.',
    },
    XksProxyConnectivity: {
      type: XksProxyConnectivity,
      description: 'How AWS KMS reaches the proxy. Required for `EXTERNAL_KEY_STORE`.',
    },
  },
  output: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      description: 'The id of the new store. The store is `DISCONNECTED`: connect it before you make keys in it.',
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
