import { enumeration, string, structure } from '../../vocabulary/shapes.ts'

/** The shapes that the operations on custom key stores share, named as the protocol names them. */

export const CustomKeyStoreName = string({ min: 1, max: 256 })
export const TrustAnchorCertificate = string({ min: 1, max: 5000 })
export const KeyStorePassword = string({ min: 7, max: 32, sensitive: true })

export const CustomKeyStoreType = enumeration({
  AWS_CLOUDHSM: 'A CloudHSM cluster of yours makes and holds the key material.',
  EXTERNAL_KEY_STORE: 'An external key manager holds the external keys; AWS KMS reaches it through a proxy.',
})

export const ConnectionState = enumeration({
  CONNECTED: 'Ready: keys can be made and used.',
  CONNECTING: 'Connecting: `CONNECTED` or `FAILED` comes next.',
  FAILED: 'The last connection failed; disconnect the store before you connect it again.',
  DISCONNECTED: 'Not connected: its keys are `Unavailable`.',
  DISCONNECTING: 'Disconnecting: `DISCONNECTED` comes next.',
})

export const ConnectionErrorCode = enumeration({
  INVALID_CREDENTIALS: 'The cluster refuses the password of `kmsuser`.',
  CLUSTER_NOT_FOUND: 'The CloudHSM cluster is gone.',
  NETWORK_ERRORS: 'AWS KMS cannot reach the cluster over the network.',
  INTERNAL_ERROR: 'AWS KMS failed; connect again.',
  INSUFFICIENT_CLOUDHSM_HSMS: 'The cluster has no active HSM.',
  USER_LOCKED_OUT: '`kmsuser` is locked after too many wrong passwords.',
  USER_NOT_FOUND: 'The cluster has no user `kmsuser`.',
  USER_LOGGED_IN: '`kmsuser` is logged in to the cluster elsewhere.',
  SUBNET_NOT_FOUND: 'A subnet of the cluster is gone.',
  INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET: 'A subnet of the cluster has no free address.',
  XKS_PROXY_ACCESS_DENIED: 'The proxy refuses the credential.',
  XKS_PROXY_NOT_REACHABLE: 'The proxy cannot be reached, or reports that it is unhealthy.',
  XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND: 'The VPC endpoint service is gone.',
  XKS_PROXY_INVALID_RESPONSE: 'AWS KMS cannot read the response of the proxy.',
  XKS_PROXY_INVALID_CONFIGURATION: 'The proxy does not have the path.',
  XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION: 'The VPC endpoint service lacks what a key store needs.',
  XKS_PROXY_TIMED_OUT: 'The proxy does not respond within 250 milliseconds.',
  XKS_PROXY_INVALID_TLS_CONFIGURATION: 'AWS KMS cannot make a TLS connection to the proxy.',
})

export const XksProxyUriEndpoint = string({ min: 10, max: 128, pattern: '^https://[a-zA-Z0-9.-]+$' })
export const XksProxyUriPath = string({
  min: 10,
  max: 128,
  pattern: '^(/[a-zA-Z0-9\\/_-]+/kms/xks/v\\d{1,2})$|^(/kms/xks/v\\d{1,2})$',
})
export const XksProxyVpcEndpointServiceName = string({
  min: 20,
  max: 64,
  pattern: '^(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+$',
})
export const XksProxyVpcEndpointServiceOwner = string({ min: 12, max: 12, pattern: '[0-9]{12}' })
export const XksProxyAccessKeyId = string({ min: 20, max: 30, pattern: '^[A-Z2-7]+$', sensitive: true })

export const XksProxyAuthenticationCredential = structure({
  AccessKeyId: { type: XksProxyAccessKeyId, required: true, description: 'The id of the credential.' },
  RawSecretAccessKey: {
    type: string({ min: 43, max: 64, pattern: '^[a-zA-Z0-9\\/+=]+$', sensitive: true }),
    required: true,
    description: 'The secret of the credential. No response contains it.',
  },
})

export const XksProxyConnectivity = enumeration({
  PUBLIC_ENDPOINT: 'Over the internet. The proxy has to respond when you make the store.',
  VPC_ENDPOINT_SERVICE: 'Through an Amazon VPC endpoint service. AWS KMS first contacts the proxy when the store connects.',
})
