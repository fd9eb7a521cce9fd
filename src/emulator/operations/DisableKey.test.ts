import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

test.each([SANDBOX.app, arnOf(SANDBOX.app)])('has no body, and leaves %s disabled', async (KeyId) => {
  const { attempt, send } = createClient()
  expect(await attempt('DisableKey', { KeyId })).toEqual({ status: 200, body: undefined })
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({ KeyState: 'Disabled', Enabled: false })
})

test('succeeds again', async () => {
  const { send } = createClient()
  for (let i = 0; i < 2; i++) await send('DisableKey', { KeyId: SANDBOX.app })
  expect((await send('DescribeKey', { KeyId: SANDBOX.app })).KeyMetadata?.KeyState).toBe('Disabled')
})

test('stops the key from encrypting and decrypting, but not from being described', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGVsbG8=' })
  await send('DisableKey', { KeyId: SANDBOX.app })
  const disabled = `DisabledException: ${arnOf(SANDBOX.app)} is disabled.`
  expect(await refuse('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })).toBe(disabled)
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe(disabled)
  expect(await refuse('GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' })).toBe(disabled)
  await send('DescribeKey', { KeyId: 'alias/app' })
})

test('works on every kind of key', async () => {
  const { send } = createClient()
  for (const KeyId of [SANDBOX.imported, SANDBOX.rsa, SANDBOX.mac, SANDBOX.signing]) {
    await send('DisableKey', { KeyId })
    expect((await send('DescribeKey', { KeyId })).KeyMetadata?.KeyState).toBe('Disabled')
  }
})

test('refuses a key without material, a key on its way out, an unknown key and an alias', async () => {
  const { refuse } = createClient()
  const pendingImport = arnOf(SANDBOX['pending-import'])
  expect(await refuse('DisableKey', { KeyId: pendingImport })).toBe(
    `KMSInvalidStateException: ${pendingImport} is pending import.`,
  )
  const deleting = arnOf(SANDBOX['pending-deletion'])
  expect(await refuse('DisableKey', { KeyId: deleting })).toBe(`KMSInvalidStateException: ${deleting} is pending deletion.`)
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('DisableKey', { KeyId: unknown })).toBe(`NotFoundException: Key '${arnOf(unknown)}' does not exist`)
  for (const KeyId of ['alias/app', aliasArnOf('alias/app'), 'alias/no-such'])
    expect(await refuse('DisableKey', { KeyId })).toBe('InvalidArnException: Key Aliases are not supported for this operation.')
})
