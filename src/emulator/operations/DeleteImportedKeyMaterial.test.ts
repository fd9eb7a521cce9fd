import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

test('answers an empty object and leaves the key pending import', async () => {
  const { send } = createClient()
  expect(await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })).toEqual({})
  const { KeyMetadata } = await send('DescribeKey', { KeyId: SANDBOX.imported })
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingImport', Enabled: false })
  expect(KeyMetadata).toHaveProperty('CurrentKeyMaterialId')
  expect(KeyMetadata).not.toHaveProperty('ExpirationModel')
})

test('refuses a key whose material is gone', async () => {
  const { send, refuse } = createClient()
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  expect(await refuse('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX.imported)} is pending import.`,
  )
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
