import { expect, test } from 'vitest'
import { createClient, STORES } from '../test-client.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const cluster = {
  CustomKeyStoreName: 'Mine',
  CloudHsmClusterId: 'cluster-abcdefghijk',
  TrustAnchorCertificate: PEM,
  KeyStorePassword: 'password',
}
const proxy = {
  CustomKeyStoreName: 'Mine',
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyUriEndpoint: 'https://keys.example',
  XksProxyUriPath: '/a/kms/xks/v1',
  XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  XksProxyAuthenticationCredential: { AccessKeyId: 'A'.repeat(20), RawSecretAccessKey: 's'.repeat(43) },
} as const
const service = (id: string) => `com.amazonaws.vpce.us-east-1.vpce-svc-${id}`
const vpc = {
  ...proxy,
  XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
  XksProxyVpcEndpointServiceName: service('1'),
} as const

test('makes a disconnected store of a cluster', async () => {
  const { send } = createClient()
  const { CustomKeyStoreId } = await send('CreateCustomKeyStore', cluster)
  expect(CustomKeyStoreId).toMatch(/^cks-[0-9a-f]{17}$/)
  const { CustomKeyStores } = await send('DescribeCustomKeyStores', { CustomKeyStoreName: 'Mine' })
  expect(CustomKeyStores).toEqual([
    {
      CustomKeyStoreId,
      CustomKeyStoreName: 'Mine',
      CloudHsmClusterId: cluster.CloudHsmClusterId,
      TrustAnchorCertificate: PEM,
      ConnectionState: 'DISCONNECTED',
      CreationDate: expect.any(Number),
      CustomKeyStoreType: 'AWS_CLOUDHSM',
    },
  ])
})

test('makes a disconnected store of a proxy behind an endpoint service', async () => {
  const { send } = createClient()
  const { CustomKeyStoreId } = await send('CreateCustomKeyStore', vpc)
  const { CustomKeyStores } = await send('DescribeCustomKeyStores', { CustomKeyStoreId })
  expect(CustomKeyStores?.[0]).toMatchObject({
    ConnectionState: 'DISCONNECTED',
    XksProxyConfiguration: {
      Connectivity: 'VPC_ENDPOINT_SERVICE',
      AccessKeyId: 'A'.repeat(20),
      UriEndpoint: 'https://keys.example',
      UriPath: '/a/kms/xks/v1',
      VpcEndpointServiceName: service('1'),
      VpcEndpointServiceOwner: '111122223333',
    },
  })
  expect(JSON.stringify(CustomKeyStores)).not.toContain('s'.repeat(43))
})

test.each([
  ['CloudHsmClusterNotFoundException', { CloudHsmClusterId: 'cluster-missing2222' }],
  ['CloudHsmClusterNotActiveException', { CloudHsmClusterId: 'cluster-inactive222' }],
  ['CloudHsmClusterInvalidConfigurationException', { CloudHsmClusterId: 'cluster-unfit222222' }],
  ['CloudHsmClusterInUseException', { CloudHsmClusterId: 'cluster-shared22222' }],
  ['CloudHsmClusterInUseException', { CloudHsmClusterId: 'cluster-sandbox2222' }],
  ['IncorrectTrustAnchorException', { TrustAnchorCertificate: 'not a certificate' }],
  ['CustomKeyStoreNameInUseException', { CustomKeyStoreName: 'External' }],
  ['ValidationException', { CloudHsmClusterId: undefined }],
  ['ValidationException', { XksProxyUriPath: '/a/kms/xks/v1' }],
])('returns %s for a cluster with %o', async (code, change) => {
  const { refuse } = createClient()
  expect(await refuse('CreateCustomKeyStore', { ...cluster, ...change })).toMatch(new RegExp(`^${code}: .*\\.$`))
})

test.each([
  ['XksProxyUriUnreachableException', { XksProxyUriEndpoint: 'https://unreachable.example' }],
  ['XksProxyUriUnreachableException', { XksProxyUriEndpoint: 'https://slow.example' }],
  ['XksProxyUriUnreachableException', { XksProxyUriEndpoint: 'https://unhealthy.example' }],
  ['XksProxyInvalidConfigurationException', { XksProxyUriEndpoint: 'https://badtls.example' }],
  ['XksProxyInvalidConfigurationException', { XksProxyUriPath: '/wrong/kms/xks/v1' }],
  ['XksProxyInvalidResponseException', { XksProxyUriEndpoint: 'https://garbled.example' }],
  [
    'XksProxyIncorrectAuthenticationCredentialException',
    { XksProxyAuthenticationCredential: { AccessKeyId: 'WRONG'.repeat(4), RawSecretAccessKey: 's'.repeat(43) } },
  ],
  ['XksProxyUriInUseException', { XksProxyUriEndpoint: 'https://keys.sandbox.example', XksProxyUriPath: '/kms/xks/v1' }],
  ['XksProxyUriEndpointInUseException', { ...vpc, XksProxyUriEndpoint: 'https://keys.sandbox.example' }],
  ['XksProxyVpcEndpointServiceNotFoundException', { ...vpc, XksProxyVpcEndpointServiceName: service('missing') }],
  ['XksProxyVpcEndpointServiceInvalidConfigurationException', { ...vpc, XksProxyVpcEndpointServiceName: service('unfit') }],
  ['ValidationException', { ...vpc, XksProxyVpcEndpointServiceName: undefined }],
  ['ValidationException', { XksProxyVpcEndpointServiceName: service('1') }],
  ['ValidationException', { XksProxyUriPath: undefined }],
  ['ValidationException', { KeyStorePassword: 'password' }],
])('returns %s for a proxy with %o', async (code, change) => {
  const { refuse } = createClient()
  expect(await refuse('CreateCustomKeyStore', { ...proxy, ...change })).toMatch(new RegExp(`^${code}: .*\\.$`))
})

test('asks a proxy behind an endpoint service only when the store connects', async () => {
  const { send } = createClient()
  await expect(send('CreateCustomKeyStore', { ...vpc, XksProxyUriEndpoint: 'https://slow.example' })).resolves.toBeDefined()
})

test('gives each store an endpoint service of its own, and lets public ones share a host', async () => {
  const { send, refuse } = createClient()
  await send('CreateCustomKeyStore', vpc)
  const other = { ...vpc, CustomKeyStoreName: 'Other', XksProxyUriEndpoint: 'https://other.example' }
  expect(await refuse('CreateCustomKeyStore', other)).toMatch('XksProxyVpcEndpointServiceInUseException: ')
  const shared = { ...proxy, CustomKeyStoreName: 'Shared', XksProxyUriEndpoint: 'https://keys.sandbox.example' }
  await expect(send('CreateCustomKeyStore', shared)).resolves.toBeDefined()
})

test('stops at ten stores', async () => {
  const { send, refuse } = createClient()
  const store = (n: number) => ({ ...proxy, CustomKeyStoreName: `${n}`, XksProxyUriPath: `/${n}/kms/xks/v1` })
  for (let n = Object.keys(STORES).length; n < 10; n++) await send('CreateCustomKeyStore', store(n))
  expect(await refuse('CreateCustomKeyStore', store(10))).toBe(
    'LimitExceededException: Custom key store quota for this account in this region is 10 but the current usage is 10.',
  )
})
