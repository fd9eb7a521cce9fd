import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'
import { importOf } from '../test-import.ts'

test('returns an empty object and leaves the key pending import', async () => {
  const { send } = createClient()
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })).toEqual({})
  const { KeyMetadata } = await send('DescribeKey', { KeyId: SANDBOX.imported })
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingImport', Enabled: false })
  expect(KeyMetadata).toHaveProperty('CurrentKeyMaterialId')
  expect(KeyMetadata).not.toHaveProperty('ExpirationModel')
})

test('succeeds without effect where the material is gone, or never was there', async () => {
  const { send, emulator } = createClient()
  const { KeyMetadata } = await send('DescribeKey', { KeyId: SANDBOX.imported })
  const KeyMaterialId = KeyMetadata?.CurrentKeyMaterialId
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  const before = await emulator.snapshot()
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })).toEqual({})
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported, KeyMaterialId })).toEqual({
    KeyId: arnOf(SANDBOX.imported),
    KeyMaterialId,
  })
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX['pending-import'] })).toEqual({})
  expect(await emulator.snapshot()).toEqual(before)
})

test('names the material where the request does', async () => {
  const { send } = createClient()
  const { KeyMetadata } = await send('DescribeKey', { KeyId: SANDBOX.imported })
  const KeyMaterialId = KeyMetadata?.CurrentKeyMaterialId
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported, KeyMaterialId })).toEqual({
    KeyId: arnOf(SANDBOX.imported),
    KeyMaterialId,
  })
})

test('refuses an unknown material, another origin and an alias', async () => {
  const { refuse } = createClient()
  const KeyMaterialId = 'a'.repeat(64)
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported, KeyMaterialId })).toBe(
    `NotFoundException: Key material ${KeyMaterialId} does not exist in ${arnOf(SANDBOX.imported)}`,
  )
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: SANDBOX.app })).toBe(
    `UnsupportedOperationException: ${arnOf(SANDBOX.app)} origin is AWS_KMS which is not valid for this operation.`,
  )
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: 'alias/imported' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})

test('takes the key by its ARN, and no key that is unknown', async () => {
  const { send, refuse } = createClient()
  expect(await send('DeleteImportedKeyMaterial', { KeyId: arnOf(SANDBOX.imported) })).toEqual({})
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: unknown })).toBe(
    `NotFoundException: Key '${arnOf(unknown)}' does not exist`,
  )
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: 'not-an-id' })).toBe("NotFoundException: Invalid keyId 'not-an-id'")
})

test('leaves what the key encrypted unreadable', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.imported, Plaintext: 'aGVsbG8=' })
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  const pending = `KMSInvalidStateException: ${arnOf(SANDBOX.imported)} is pending import.`
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe(pending)
  expect(await refuse('Decrypt', { CiphertextBlob, KeyId: SANDBOX.imported })).toBe(pending)
})

test('leaves a disabled key pending import, which the same material enables', async () => {
  const client = createClient()
  const { send } = client
  const bytes = new Uint8Array(32).fill(7)
  await send('ImportKeyMaterial', await importOf(client, SANDBOX['pending-import'], bytes))
  await send('DisableKey', { KeyId: SANDBOX['pending-import'] })
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX['pending-import'] })
  const state = async () => (await send('DescribeKey', { KeyId: SANDBOX['pending-import'] })).KeyMetadata?.KeyState
  expect(await state()).toBe('PendingImport')
  await send('ImportKeyMaterial', await importOf(client, SANDBOX['pending-import'], bytes))
  expect(await state()).toBe('Enabled')
})

test('leaves a key on its way out as it is', async () => {
  const { send } = createClient()
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.imported })
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })).toEqual({})
  expect((await send('DescribeKey', { KeyId: SANDBOX.imported })).KeyMetadata?.KeyState).toBe('PendingDeletion')
})

test('forgets a material that waits for rotation, and leaves the key enabled', async () => {
  const client = createClient()
  const { send, refuse } = client
  const request = await importOf(client, SANDBOX.imported, new Uint8Array(32).fill(7))
  const { KeyMaterialId } = await send('ImportKeyMaterial', { ...request, ImportType: 'NEW_KEY_MATERIAL' })
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported, KeyMaterialId })).toEqual({
    KeyId: arnOf(SANDBOX.imported),
    KeyMaterialId,
  })
  expect((await send('DescribeKey', { KeyId: SANDBOX.imported })).KeyMetadata?.KeyState).toBe('Enabled')
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported, KeyMaterialId })).toBe(
    `NotFoundException: Key material ${KeyMaterialId} does not exist in ${arnOf(SANDBOX.imported)}`,
  )
})

test('deletes the current material while another one waits', async () => {
  const client = createClient()
  const { send } = client
  const request = await importOf(client, SANDBOX.imported, new Uint8Array(32).fill(7))
  await send('ImportKeyMaterial', { ...request, ImportType: 'NEW_KEY_MATERIAL' })
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  expect((await send('DescribeKey', { KeyId: SANDBOX.imported })).KeyMetadata?.KeyState).toBe('PendingImport')
})
