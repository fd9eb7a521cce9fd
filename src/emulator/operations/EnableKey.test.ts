import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

test.each([SANDBOX.disabled, arnOf(SANDBOX.disabled)])('has no body, and leaves %s enabled', async (KeyId) => {
  const { attempt, send } = createClient()
  expect(await attempt('EnableKey', { KeyId })).toEqual({ status: 200, body: undefined })
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({ KeyState: 'Enabled', Enabled: true })
})

test('succeeds again', async () => {
  const { send } = createClient()
  for (let i = 0; i < 2; i++) await send('EnableKey', { KeyId: SANDBOX.disabled })
  expect((await send('DescribeKey', { KeyId: SANDBOX.disabled })).KeyMetadata?.KeyState).toBe('Enabled')
})

test('lets the key work again on what it encrypted before', async () => {
  const { send } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGVsbG8=' })
  await send('DisableKey', { KeyId: SANDBOX.app })
  await send('EnableKey', { KeyId: SANDBOX.app })
  expect((await send('Decrypt', { CiphertextBlob })).Plaintext).toBe('aGVsbG8=')
})

test('enables a key whose deletion was cancelled', async () => {
  const { send } = createClient()
  await send('CancelKeyDeletion', { KeyId: SANDBOX['pending-deletion'] })
  await send('EnableKey', { KeyId: SANDBOX['pending-deletion'] })
  expect((await send('DescribeKey', { KeyId: SANDBOX['pending-deletion'] })).KeyMetadata?.KeyState).toBe('Enabled')
})

test('refuses a key without material, a key on its way out, an unknown key and an alias', async () => {
  const { refuse } = createClient()
  const pendingImport = arnOf(SANDBOX['pending-import'])
  expect(await refuse('EnableKey', { KeyId: pendingImport })).toBe(
    `KMSInvalidStateException: ${pendingImport} is pending import.`,
  )
  const deleting = arnOf(SANDBOX['pending-deletion'])
  expect(await refuse('EnableKey', { KeyId: deleting })).toBe(`KMSInvalidStateException: ${deleting} is pending deletion.`)
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('EnableKey', { KeyId: unknown })).toBe(`NotFoundException: Key '${arnOf(unknown)}' does not exist`)
  for (const KeyId of ['alias/disabled', aliasArnOf('alias/disabled'), 'alias/no-such'])
    expect(await refuse('EnableKey', { KeyId })).toBe('InvalidArnException: Key Aliases are not supported for this operation.')
})
