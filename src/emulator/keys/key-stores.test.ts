import { expect, test } from 'vitest'
import { SECOND } from '../clock.ts'
import { arnOf, createClient, SANDBOX, STORES } from '../test-client.ts'

/** Keys in custom key stores: CreateKey, their uses, and GenerateRandom. */

const external = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: STORES.external, XksKeyId: 'mine' } as const
const inCluster = { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: STORES.cluster } as const

const client = async () => {
  const made = createClient()
  await made.send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await made.emulator.clock.advance(5 * SECOND)
  return made
}

test('makes keys in an external key store', async () => {
  const { send } = await client()
  const { KeyMetadata } = await send('CreateKey', external)
  expect(KeyMetadata).toMatchObject({
    KeyState: 'Enabled',
    Origin: 'EXTERNAL_KEY_STORE',
    CustomKeyStoreId: STORES.external,
    XksKeyConfiguration: { Id: 'mine' },
    MultiRegion: false,
  })
  expect(KeyMetadata).not.toHaveProperty('CloudHsmClusterId')
  expect(KeyMetadata).not.toHaveProperty('CurrentKeyMaterialId')
})

test('makes keys in a cluster, which work', async () => {
  const { send } = await client()
  const { KeyMetadata } = await send('CreateKey', inCluster)
  expect(KeyMetadata).toMatchObject({
    Origin: 'AWS_CLOUDHSM',
    CustomKeyStoreId: STORES.cluster,
    CloudHsmClusterId: 'cluster-sandbox2222',
  })
  const { CiphertextBlob = '' } = await send('GenerateDataKey', { KeyId: KeyMetadata?.KeyId ?? '', KeySpec: 'AES_256' })
  await expect(send('Decrypt', { CiphertextBlob })).resolves.toBeDefined()
})

test.each([
  ['ValidationException: XksKeyId goes only with Origin EXTERNAL_KEY_STORE.', { XksKeyId: 'mine' }],
  [
    'ValidationException: CustomKeyStoreId goes only with Origin AWS_CLOUDHSM or EXTERNAL_KEY_STORE.',
    { CustomKeyStoreId: STORES.external },
  ],
  ['ValidationException: Origin AWS_CLOUDHSM needs the CustomKeyStoreId of a custom key store.', { Origin: 'AWS_CLOUDHSM' }],
  ['ValidationException: Origin EXTERNAL_KEY_STORE needs an XksKeyId.', { ...external, XksKeyId: undefined }],
  [
    'UnsupportedOperationException: KeySpec HMAC_256 is not supported in a custom key store.',
    { ...inCluster, KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
  ],
  ['UnsupportedOperationException: MultiRegion is not supported in a custom key store.', { ...inCluster, MultiRegion: true }],
  [
    `UnsupportedOperationException: Custom key store '${STORES.external}' is of type EXTERNAL_KEY_STORE, not AWS_CLOUDHSM.`,
    { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: STORES.external },
  ],
  ["CustomKeyStoreNotFoundException: Custom key store 'cks-0' does not exist.", { ...inCluster, CustomKeyStoreId: 'cks-0' }],
  [
    `CustomKeyStoreInvalidStateException: Custom key store '${STORES.spare}' is DISCONNECTED.`,
    { ...inCluster, CustomKeyStoreId: STORES.spare },
  ],
  [
    `XksKeyAlreadyInUseException: The external key orders-2026 belongs to another KMS key of custom key store '${STORES.external}'.`,
    { ...external, XksKeyId: 'orders-2026' },
  ],
  [
    'XksKeyNotFoundException: The external key store proxy rejected the request because it could not find the external key.',
    { ...external, XksKeyId: 'missing-key' },
  ],
  [
    'XksKeyInvalidConfigurationException: The key spec of the external key must be AES_256. The key spec of specified external key is RSA_2048.',
    { ...external, XksKeyId: 'rsa-key' },
  ],
  [
    'XksKeyInvalidConfigurationException: The status of the external key must be ENABLED. The status of specified external key is DISABLED.',
    { ...external, XksKeyId: 'disabled-key' },
  ],
])('CreateKey returns %s', async (error, body) => {
  const { refuse } = await client()
  expect(await refuse('CreateKey', body)).toBe(error)
})

test('a cluster with one HSM connects, and makes no key', async () => {
  const { send, refuse, emulator } = createClient()
  const CustomKeyStoreId = STORES.spare
  await send('UpdateCustomKeyStore', { CustomKeyStoreId, CloudHsmClusterId: 'cluster-single22222' })
  await send('ConnectCustomKeyStore', { CustomKeyStoreId })
  await emulator.clock.advance(5 * SECOND)
  expect(await refuse('CreateKey', { ...inCluster, CustomKeyStoreId })).toMatch('CloudHsmClusterInvalidConfigurationException: ')
})

test.each([
  ['later-missing-key', 'The external key store proxy rejected the request because it could not find the external key.'],
  [
    'later-disabled-key',
    'The external key store proxy rejected the request because the external key is not enabled in the external key manager.',
  ],
  ['later-denied-key', 'The external key store proxy denied access to the operation.'],
])('an external key %s cannot be used', async (XksKeyId, message) => {
  const { send, refuse } = createClient()
  const { KeyMetadata } = await send('CreateKey', { ...external, XksKeyId })
  const KeyId = KeyMetadata?.KeyId ?? ''
  expect(await refuse('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })).toBe(`KMSInvalidStateException: ${message}`)
  await expect(send('DescribeKey', { KeyId })).resolves.toBeDefined()
})

test('GenerateRandom takes bytes from a connected cluster, and from nothing else', async () => {
  const { send, refuse } = await client()
  const { Plaintext = '' } = await send('GenerateRandom', { NumberOfBytes: 3, CustomKeyStoreId: STORES.cluster })
  expect(Plaintext).toHaveLength(4)
  const answer = (CustomKeyStoreId: string) => refuse('GenerateRandom', { NumberOfBytes: 3, CustomKeyStoreId })
  expect(await answer(STORES.external)).toMatch('UnsupportedOperationException: ')
  expect(await answer(STORES.spare)).toBe(
    `CustomKeyStoreInvalidStateException: Custom key store '${STORES.spare}' is DISCONNECTED.`,
  )
  expect(await answer('cks-0')).toBe("CustomKeyStoreNotFoundException: Custom key store 'cks-0' does not exist.")
})

test('a connection that is due comes about in a restored sandbox too', async () => {
  const { send, emulator } = createClient()
  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  const snapshot = await emulator.snapshot()
  await emulator.reset()
  await emulator.restore(snapshot)
  await emulator.clock.advance(5 * SECOND)
  const { KeyMetadata } = await send('DescribeKey', { KeyId: SANDBOX.unavailable })
  expect(KeyMetadata).toMatchObject({ Arn: arnOf(SANDBOX.unavailable), KeyState: 'Enabled' })
})
