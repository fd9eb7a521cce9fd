import { expect, test } from 'vitest'
import { DAY, SECOND } from '../clock.ts'
import { createClient, SANDBOX, STORES } from '../test-client.ts'

test('deletes a store that is disconnected and empty', async () => {
  const { send, refuse } = createClient()
  expect(await send('DeleteCustomKeyStore', { CustomKeyStoreId: STORES.spare })).toEqual({})
  expect(await refuse('DeleteCustomKeyStore', { CustomKeyStoreId: STORES.spare })).toBe(
    `CustomKeyStoreNotFoundException: Custom key store '${STORES.spare}' does not exist.`,
  )
})

test('refuses a store that is connected', async () => {
  const { refuse } = createClient()
  expect(await refuse('DeleteCustomKeyStore', { CustomKeyStoreId: STORES.external })).toBe(
    `CustomKeyStoreInvalidStateException: Custom key store '${STORES.external}' is CONNECTED.`,
  )
})

test('refuses a store with keys until they are gone', async () => {
  const { send, refuse, emulator } = createClient()
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.unavailable, PendingWindowInDays: 7 })
  expect(await refuse('DeleteCustomKeyStore', { CustomKeyStoreId: STORES.cluster })).toBe(
    `CustomKeyStoreHasCMKsException: Custom key store '${STORES.cluster}' still holds KMS keys.`,
  )
  await emulator.clock.advance(7 * DAY + SECOND)
  expect(await send('DeleteCustomKeyStore', { CustomKeyStoreId: STORES.cluster })).toEqual({})
})
