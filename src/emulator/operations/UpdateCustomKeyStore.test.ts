import { expect, test } from 'vitest'
import { SECOND } from '../clock.ts'
import { createClient, STORES } from '../test-client.ts'

const credential = { AccessKeyId: 'B'.repeat(20), RawSecretAccessKey: 's'.repeat(43) }
const VPC = 'com.amazonaws.vpce.us-east-1.vpce-svc-1'

const client = () => {
  const made = createClient()
  const describe = async (CustomKeyStoreId: string) =>
    (await made.send('DescribeCustomKeyStores', { CustomKeyStoreId })).CustomKeyStores?.[0]
  const disconnect = async (CustomKeyStoreId: string) => {
    await made.send('DisconnectCustomKeyStore', { CustomKeyStoreId })
    await made.emulator.clock.advance(SECOND)
  }
  return { ...made, describe, disconnect }
}

test('renames a store, and changes path and credential of its proxy, while it is connected', async () => {
  const { send, describe } = client()
  const answer = await send('UpdateCustomKeyStore', {
    CustomKeyStoreId: STORES.external,
    NewCustomKeyStoreName: 'Renamed',
    XksProxyUriPath: '/new/kms/xks/v1',
    XksProxyAuthenticationCredential: credential,
  })
  expect(answer).toEqual({})
  expect(await describe(STORES.external)).toMatchObject({
    CustomKeyStoreName: 'Renamed',
    ConnectionState: 'CONNECTED',
    XksProxyConfiguration: { AccessKeyId: 'B'.repeat(20), UriPath: '/new/kms/xks/v1' },
  })
})

test('moves a disconnected store to another cluster with another password', async () => {
  const { send, describe, emulator } = client()
  const CustomKeyStoreId = STORES.spare
  await send('UpdateCustomKeyStore', { CustomKeyStoreId, KeyStorePassword: 'wrong-password' })
  await send('UpdateCustomKeyStore', { CustomKeyStoreId, CloudHsmClusterId: 'cluster-restored2222' })
  await send('ConnectCustomKeyStore', { CustomKeyStoreId })
  await emulator.clock.advance(5 * SECOND)
  expect(await describe(CustomKeyStoreId)).toMatchObject({
    CloudHsmClusterId: 'cluster-restored2222',
    ConnectionState: 'FAILED',
    ConnectionErrorCode: 'INVALID_CREDENTIALS',
  })
})

test('moves a proxy behind an endpoint service and back', async () => {
  const { send, refuse, describe, disconnect } = client()
  const CustomKeyStoreId = STORES.external
  await disconnect(CustomKeyStoreId)
  const there = {
    CustomKeyStoreId,
    XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
    XksProxyUriEndpoint: 'https://a.example',
  } as const
  expect(await refuse('UpdateCustomKeyStore', there)).toMatch('ValidationException: ')
  await send('UpdateCustomKeyStore', { ...there, XksProxyVpcEndpointServiceName: VPC })
  expect(await describe(CustomKeyStoreId)).toMatchObject({ XksProxyConfiguration: { VpcEndpointServiceName: VPC } })
  await send('UpdateCustomKeyStore', { CustomKeyStoreId, XksProxyVpcEndpointServiceOwner: '444455556666' })
  await send('UpdateCustomKeyStore', { CustomKeyStoreId, XksProxyUriPath: '/b/kms/xks/v1' })
  expect(await describe(CustomKeyStoreId)).toMatchObject({
    XksProxyConfiguration: { VpcEndpointServiceName: VPC, VpcEndpointServiceOwner: '444455556666', UriPath: '/b/kms/xks/v1' },
  })

  expect(await refuse('UpdateCustomKeyStore', { CustomKeyStoreId, XksProxyConnectivity: 'PUBLIC_ENDPOINT' })).toMatch(
    'ValidationException: ',
  )
  await send('UpdateCustomKeyStore', {
    CustomKeyStoreId,
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
    XksProxyUriEndpoint: 'https://b.example',
  })
  expect((await describe(CustomKeyStoreId))?.XksProxyConfiguration).toEqual({
    Connectivity: 'PUBLIC_ENDPOINT',
    AccessKeyId: 'SANDBOXABCDEFG234567',
    UriEndpoint: 'https://b.example',
    UriPath: '/b/kms/xks/v1',
  })
})

test('needs a disconnected store for the rest', async () => {
  const { refuse } = client()
  const change = { CustomKeyStoreId: STORES.external, XksProxyUriEndpoint: 'https://keys.example' }
  expect(await refuse('UpdateCustomKeyStore', change)).toBe(
    `CustomKeyStoreInvalidStateException: Custom key store '${STORES.external}' is CONNECTED.`,
  )
})

test.each([
  ['CloudHsmClusterNotFoundException', { CloudHsmClusterId: 'cluster-missing2222' }],
  ['CloudHsmClusterNotActiveException', { CloudHsmClusterId: 'cluster-inactive222' }],
  ['CloudHsmClusterInvalidConfigurationException', { CloudHsmClusterId: 'cluster-unfit222222' }],
  ['CloudHsmClusterNotRelatedException', { CloudHsmClusterId: 'cluster-unrelated22' }],
  ['CloudHsmClusterNotRelatedException', { CloudHsmClusterId: 'cluster-sandbox2222' }],
  ['CustomKeyStoreNameInUseException', { NewCustomKeyStoreName: 'External' }],
  ['CustomKeyStoreNotFoundException', { CustomKeyStoreId: 'cks-0' }],
  ['ValidationException', { XksProxyUriPath: '/kms/xks/v1' }],
])('returns %s for a cluster with %o', async (code, change) => {
  const { refuse } = client()
  expect(await refuse('UpdateCustomKeyStore', { CustomKeyStoreId: STORES.spare, ...change })).toMatch(
    new RegExp(`^${code}: .*\\.$`),
  )
})

test.each([
  ['XksProxyUriUnreachableException', { XksProxyUriEndpoint: 'https://unreachable.example' }],
  ['XksProxyInvalidConfigurationException', { XksProxyUriPath: '/wrong/kms/xks/v1' }],
  ['XksProxyInvalidResponseException', { XksProxyUriEndpoint: 'https://garbled.example' }],
  [
    'XksProxyIncorrectAuthenticationCredentialException',
    { XksProxyAuthenticationCredential: { ...credential, AccessKeyId: 'WRONG'.repeat(4) } },
  ],
  ['XksProxyUriInUseException', { XksProxyUriEndpoint: 'https://public.example' }],
  ['XksProxyUriEndpointInUseException', { XksProxyUriEndpoint: 'https://private.example' }],
  [
    'XksProxyVpcEndpointServiceInUseException',
    {
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyUriEndpoint: 'https://c.example',
      XksProxyVpcEndpointServiceName: VPC,
    },
  ],
  [
    'XksProxyVpcEndpointServiceNotFoundException',
    {
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyUriEndpoint: 'https://c.example',
      XksProxyVpcEndpointServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-missing',
    },
  ],
  [
    'XksProxyVpcEndpointServiceInvalidConfigurationException',
    {
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyUriEndpoint: 'https://c.example',
      XksProxyVpcEndpointServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-unfit',
    },
  ],
  ['ValidationException', { XksProxyVpcEndpointServiceName: VPC }],
  ['ValidationException', { CloudHsmClusterId: 'cluster-sandbox4444' }],
])('returns %s for a proxy with %o', async (code, change) => {
  const { send, refuse, describe, disconnect } = client()
  const store = {
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyUriPath: '/kms/xks/v1',
    XksProxyAuthenticationCredential: credential,
  } as const
  await send('CreateCustomKeyStore', {
    ...store,
    CustomKeyStoreName: 'Public',
    XksProxyUriEndpoint: 'https://public.example',
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  })
  await send('CreateCustomKeyStore', {
    ...store,
    CustomKeyStoreName: 'Private',
    XksProxyUriEndpoint: 'https://private.example',
    XksProxyUriPath: '/private/kms/xks/v1',
    XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
    XksProxyVpcEndpointServiceName: VPC,
  })
  await disconnect(STORES.external)
  const before = await describe(STORES.external)
  expect(await refuse('UpdateCustomKeyStore', { CustomKeyStoreId: STORES.external, ...change })).toMatch(
    new RegExp(`^${code}: .*\\.$`),
  )
  expect(await describe(STORES.external)).toEqual(before)
})
