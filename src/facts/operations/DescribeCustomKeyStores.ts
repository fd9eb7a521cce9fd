import { list, structure, timestamp } from '../../vocabulary/shapes.ts'
import {
  ConnectionErrorCode,
  ConnectionState,
  CustomKeyStoreName,
  CustomKeyStoreType,
  TrustAnchorCertificate,
  XksProxyAccessKeyId,
  XksProxyConnectivity,
  XksProxyUriEndpoint,
  XksProxyUriPath,
  XksProxyVpcEndpointServiceName,
  XksProxyVpcEndpointServiceOwner,
} from '../members/key-stores.ts'
import { CloudHsmClusterId, CustomKeyStoreId, pageRequest, pageResponse } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DescribeCustomKeyStores = kmsOperation({
  name: 'DescribeCustomKeyStores',
  category: 'stores',
  summary: 'Lists the custom key stores of the account in the Region, and shows whether they are connected.',
  input: {
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      description: 'The id of the store to show. Without id and name, the response has every store.',
      placeholder: 'cks-1234567890abcdef0',
    },
    CustomKeyStoreName: {
      type: CustomKeyStoreName,
      description: 'The name of the store to show. Give the id or the name, not both.',
    },
    ...pageRequest('stores'),
  },
  output: {
    CustomKeyStores: {
      type: list(
        structure({
          CustomKeyStoreId: { type: CustomKeyStoreId, description: 'The id of the store.' },
          CustomKeyStoreName: { type: CustomKeyStoreName, description: 'The name of the store.' },
          CloudHsmClusterId: {
            type: CloudHsmClusterId,
            description: 'The cluster behind the store. Only for type `AWS_CLOUDHSM`.',
          },
          TrustAnchorCertificate: {
            type: TrustAnchorCertificate,
            description: 'The certificate that initialized the cluster. Only for type `AWS_CLOUDHSM`.',
          },
          ConnectionState: { type: ConnectionState, description: 'Whether the store is connected.' },
          ConnectionErrorCode: {
            type: ConnectionErrorCode,
            description: 'Why the last connection failed. Only in the state `FAILED`.',
          },
          CreationDate: { type: timestamp, description: 'When the store was made.' },
          CustomKeyStoreType: { type: CustomKeyStoreType, description: 'The type of the store.' },
          XksProxyConfiguration: {
            type: structure({
              Connectivity: { type: XksProxyConnectivity, description: 'How AWS KMS reaches the proxy.' },
              AccessKeyId: { type: XksProxyAccessKeyId, description: 'The id of the credential for the proxy.' },
              UriEndpoint: { type: XksProxyUriEndpoint, description: 'The URL of the proxy.' },
              UriPath: { type: XksProxyUriPath, description: 'The path of the proxy’s API.' },
              VpcEndpointServiceName: {
                type: XksProxyVpcEndpointServiceName,
                description: 'The VPC endpoint service. Only for `VPC_ENDPOINT_SERVICE`.',
              },
              VpcEndpointServiceOwner: {
                type: XksProxyVpcEndpointServiceOwner,
                description: 'The account that owns the VPC endpoint service. Only for `VPC_ENDPOINT_SERVICE`.',
              },
            }),
            description: 'The proxy behind the store. Only for type `EXTERNAL_KEY_STORE`.',
          },
        }),
      ),
      description: 'The stores of this page, the oldest first.',
    },
    ...pageResponse('stores'),
  },
  errors: ['CustomKeyStoreNotFoundException', 'InvalidMarkerException', 'KMSInternalException'],
  permissions: ['kms:DescribeCustomKeyStores'],
  example: {
    request: { CustomKeyStoreId: 'cks-1234567890abcdef0' },
    response: {
      CustomKeyStores: [
        {
          CustomKeyStoreId: 'cks-1234567890abcdef0',
          CustomKeyStoreName: 'External',
          ConnectionState: 'CONNECTED',
          CreationDate: 1767603600,
          CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
          XksProxyConfiguration: {
            Connectivity: 'PUBLIC_ENDPOINT',
            AccessKeyId: 'SANDBOXABCDEFG234567',
            UriEndpoint: 'https://keys.sandbox.example',
            UriPath: '/kms/xks/v1',
          },
        },
      ],
      Truncated: false,
    },
  },
})
