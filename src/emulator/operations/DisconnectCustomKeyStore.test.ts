import { expect, test } from 'vitest'
import { SECOND } from '../clock.ts'
import { arnOf, createClient, SANDBOX, STORES } from '../test-client.ts'

test('takes the keys away at once, and is done in a while', async () => {
  const { send, refuse, emulator } = createClient()
  const state = async () =>
    (await send('DescribeCustomKeyStores', { CustomKeyStoreId: STORES.external })).CustomKeyStores?.[0]?.ConnectionState
  const KeyId = SANDBOX['external-store']
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })

  expect(await send('DisconnectCustomKeyStore', { CustomKeyStoreId: STORES.external })).toEqual({})
  expect(await state()).toBe('DISCONNECTING')
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe(`KMSInvalidStateException: ${arnOf(KeyId)} is unavailable.`)
  expect(await refuse('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.external })).toBe(
    `CustomKeyStoreInvalidStateException: Custom key store '${STORES.external}' is DISCONNECTING.`,
  )
  await emulator.clock.advance(SECOND)
  expect(await state()).toBe('DISCONNECTED')

  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.external })
  await emulator.clock.advance(SECOND)
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=' })
})

test('stops a connection that is under way', async () => {
  const { send, emulator } = createClient()
  await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await send('DisconnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await emulator.clock.advance(60 * SECOND)
  const { CustomKeyStores } = await send('DescribeCustomKeyStores', { CustomKeyStoreId: STORES.cluster })
  expect(CustomKeyStores?.[0]?.ConnectionState).toBe('DISCONNECTED')
})

test('refuses a store that is disconnected, or unknown', async () => {
  const { refuse } = createClient()
  expect(await refuse('DisconnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })).toBe(
    `CustomKeyStoreInvalidStateException: Custom key store '${STORES.cluster}' is DISCONNECTED.`,
  )
  expect(await refuse('DisconnectCustomKeyStore', { CustomKeyStoreId: 'cks-0' })).toMatch('CustomKeyStoreNotFoundException: ')
})

test('a key that waits for its deletion stays so, and can be kept', async () => {
  const { send } = createClient()
  const state = async () => (await send('DescribeKey', { KeyId: SANDBOX['external-store'] })).KeyMetadata?.KeyState
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX['external-store'] })
  await send('DisconnectCustomKeyStore', { CustomKeyStoreId: STORES.external })
  expect(await state()).toBe('PendingDeletion')
  await send('CancelKeyDeletion', { KeyId: SANDBOX['external-store'] })
  expect(await state()).toBe('Unavailable')
})
