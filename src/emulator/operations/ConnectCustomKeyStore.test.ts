import { expect, test } from 'vitest'
import { SECOND } from '../clock.ts'
import { arnOf, createClient, SANDBOX, STORES } from '../test-client.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

const client = () => {
  const made = createClient({ clock: { now: () => Date.UTC(2026, 5, 1) } })
  const stateOf = async (CustomKeyStoreId: string | undefined) => {
    const { CustomKeyStores } = await made.send('DescribeCustomKeyStores', { CustomKeyStoreId })
    const { ConnectionState, ConnectionErrorCode } = CustomKeyStores?.[0] ?? {}
    return [ConnectionState, ConnectionErrorCode]
  }
  return { ...made, stateOf }
}

test('connects a store while time passes, and with it its keys', async () => {
  const { send, refuse, emulator, stateOf } = client()
  const key = async () => (await send('DescribeKey', { KeyId: SANDBOX.unavailable })).KeyMetadata?.KeyState
  expect(await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })).toEqual({})
  expect(await stateOf(STORES.cluster)).toEqual(['CONNECTING', undefined])
  expect(await key()).toBe('Unavailable')
  expect(await refuse('Encrypt', { KeyId: SANDBOX.unavailable, Plaintext: 'aGVsbG8=' })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX.unavailable)} is unavailable.`,
  )
  await emulator.clock.advance(5 * SECOND)
  expect(await stateOf(STORES.cluster)).toEqual(['CONNECTED', undefined])
  expect(await key()).toBe('Enabled')
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId: SANDBOX.unavailable, Plaintext: 'aGVsbG8=' })
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=' })
})

test('leaves a store that is connected, or about to be, as it is', async () => {
  const { send, emulator, stateOf } = client()
  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.external })
  expect(await stateOf(STORES.external)).toEqual(['CONNECTED', undefined])
  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await emulator.clock.advance(4 * SECOND)
  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await emulator.clock.advance(SECOND)
  expect(await stateOf(STORES.cluster)).toEqual(['CONNECTED', undefined])
})

test('an enabled key that was disabled while unavailable comes back disabled', async () => {
  const { send, emulator } = client()
  const state = async () => (await send('DescribeKey', { KeyId: SANDBOX.unavailable })).KeyMetadata?.KeyState
  await send('DisableKey', { KeyId: SANDBOX.unavailable })
  expect(await state()).toBe('Unavailable')
  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await emulator.clock.advance(5 * SECOND)
  expect(await state()).toBe('Disabled')
})

test.each([
  ['INVALID_CREDENTIALS', 'fine2222222', 'wrong-password'],
  ['CLUSTER_NOT_FOUND', 'gone2222222', 'password'],
  ['NETWORK_ERRORS', 'network2222', 'password'],
  ['INTERNAL_ERROR', 'internal222', 'password'],
  ['INSUFFICIENT_CLOUDHSM_HSMS', 'empty222222', 'password'],
  ['USER_LOCKED_OUT', 'locked22222', 'password'],
  ['USER_NOT_FOUND', 'nouser22222', 'password'],
  ['USER_LOGGED_IN', 'busy2222222', 'password'],
  ['SUBNET_NOT_FOUND', 'nosubnet222', 'password'],
  ['INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET', 'crowded2222', 'password'],
])('fails with %s for cluster-%s and %s', async (error, cluster, KeyStorePassword) => {
  const { send, refuse, emulator, stateOf } = client()
  const { CustomKeyStoreId = '' } = await send('CreateCustomKeyStore', {
    CustomKeyStoreName: 'Mine',
    CloudHsmClusterId: `cluster-${cluster}`,
    TrustAnchorCertificate: PEM,
    KeyStorePassword,
  })
  await send('ConnectCustomKeyStore', { CustomKeyStoreId })
  await emulator.clock.advance(5 * SECOND)
  expect(await stateOf(CustomKeyStoreId)).toEqual(['FAILED', error])
  expect(await refuse('ConnectCustomKeyStore', { CustomKeyStoreId })).toBe(
    `CustomKeyStoreInvalidStateException: Custom key store '${CustomKeyStoreId}' is FAILED.`,
  )
  await send('DisconnectCustomKeyStore', { CustomKeyStoreId })
  await emulator.clock.advance(SECOND)
  expect(await stateOf(CustomKeyStoreId)).toEqual(['DISCONNECTED', undefined])
})

test.each([
  ['XKS_PROXY_NOT_REACHABLE', { XksProxyUriEndpoint: 'https://later-unreachable.example' }],
  ['XKS_PROXY_TIMED_OUT', { XksProxyUriEndpoint: 'https://later-slow.example' }],
  ['XKS_PROXY_NOT_REACHABLE', { XksProxyUriEndpoint: 'https://later-unhealthy.example' }],
  ['XKS_PROXY_INVALID_TLS_CONFIGURATION', { XksProxyUriEndpoint: 'https://later-badtls.example' }],
  ['XKS_PROXY_INVALID_RESPONSE', { XksProxyUriEndpoint: 'https://later-garbled.example' }],
  ['XKS_PROXY_INVALID_CONFIGURATION', { XksProxyUriPath: '/wrong/kms/xks/v1' }],
  [
    'XKS_PROXY_ACCESS_DENIED',
    { XksProxyAuthenticationCredential: { AccessKeyId: 'WRONG'.repeat(4), RawSecretAccessKey: 's'.repeat(43) } },
  ],
  [
    'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND',
    { XksProxyVpcEndpointServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-latermissing' },
  ],
  [
    'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION',
    { XksProxyVpcEndpointServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-laterunfit' },
  ],
])('fails with %s for %o', async (error, change) => {
  const { send, emulator, stateOf } = client()
  const { CustomKeyStoreId = '' } = await send('CreateCustomKeyStore', {
    CustomKeyStoreName: 'Mine',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyUriEndpoint: 'https://keys.example',
    XksProxyUriPath: '/kms/xks/v1',
    XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
    XksProxyVpcEndpointServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
    XksProxyAuthenticationCredential: { AccessKeyId: 'A'.repeat(20), RawSecretAccessKey: 's'.repeat(43) },
    ...change,
  })
  await send('ConnectCustomKeyStore', { CustomKeyStoreId })
  await emulator.clock.advance(SECOND)
  expect(await stateOf(CustomKeyStoreId)).toEqual(['FAILED', error])
})

test.each([
  ['CloudHsmClusterNotActiveException', 'cluster-sleeping222'],
  ['CloudHsmClusterInvalidConfigurationException', 'cluster-shrunken222'],
])('returns %s for %s', async (code, CloudHsmClusterId) => {
  const { send, refuse } = client()
  await send('UpdateCustomKeyStore', { CustomKeyStoreId: STORES.spare, CloudHsmClusterId })
  expect(await refuse('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.spare })).toMatch(new RegExp(`^${code}: .*\\.$`))
})

test('refuses an unknown store', async () => {
  const { refuse } = client()
  expect(await refuse('ConnectCustomKeyStore', { CustomKeyStoreId: 'cks-0' })).toBe(
    "CustomKeyStoreNotFoundException: Custom key store 'cks-0' does not exist.",
  )
})
