import { expect, test } from 'vitest'
import { DAY, SECOND } from '../clock.ts'
import { arnOf, createClient, importMaterial, SANDBOX } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
const KeyId = SANDBOX.app

const currentOf = async ({ send }: ReturnType<typeof createClient>, id: string) =>
  (await send('DescribeKey', { KeyId: id })).KeyMetadata?.CurrentKeyMaterialId

test('gives the key new material at once and leaves the schedule as it is', async () => {
  const client = createClient({ clock })
  const { send, emulator } = client
  await send('EnableKeyRotation', { KeyId })
  await emulator.clock.advance(10 * DAY)
  const before = await currentOf(client, KeyId)
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect(await send('RotateKeyOnDemand', { KeyId })).toEqual({ KeyId: arnOf(KeyId) })
  expect(await currentOf(client, KeyId)).not.toBe(before)
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=', KeyMaterialId: before })
  expect(await send('GetKeyRotationStatus', { KeyId })).toEqual({
    KeyId: arnOf(KeyId),
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
    NextRotationDate: (clock.now() + 365 * DAY) / 1000,
  })
})

test('rotates a key 25 times and no more', async () => {
  const { send, refuse } = createClient({ clock })
  for (let i = 0; i < 25; i++) await send('RotateKeyOnDemand', { KeyId })
  expect(await refuse('RotateKeyOnDemand', { KeyId })).toBe(
    `LimitExceededException: The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${arnOf(KeyId)}`,
  )
  expect((await send('ListKeyRotations', { KeyId })).Rotations).toHaveLength(25)
})

test('refuses in the 20 minutes before an automatic rotation', async () => {
  const { send, refuse, emulator } = createClient({ clock })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await emulator.clock.advance(90 * DAY - 20 * 60 * SECOND)
  expect(await refuse('RotateKeyOnDemand', { KeyId })).toBe(
    `ConflictException: An automatic rotation of ${arnOf(KeyId)} begins within the next 20 minutes.`,
  )
  await emulator.clock.advance(20 * 60 * SECOND)
  await send('RotateKeyOnDemand', { KeyId })
  const { Rotations = [] } = await send('ListKeyRotations', { KeyId })
  expect(Rotations.map(({ RotationType }) => RotationType)).toEqual(['AUTOMATIC', 'ON_DEMAND'])
})

test('makes imported material current that waits for it', async () => {
  const client = createClient({ clock })
  const { send, refuse } = client
  const id = SANDBOX.imported
  const none = `KMSInvalidStateException: No available key material pending rotation for the key: ${arnOf(id)}.`
  expect(await refuse('RotateKeyOnDemand', { KeyId: id })).toBe(none)

  const before = await currentOf(client, id)
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId: id, Plaintext: 'aGVsbG8=' })
  const ValidTo = clock.now() / 1000 + 86_400
  const { KeyMaterialId } = await importMaterial(client, id, new Uint8Array(32).fill(7), {
    ImportType: 'NEW_KEY_MATERIAL',
    ValidTo,
  })
  expect(await currentOf(client, id)).toBe(before)
  await send('RotateKeyOnDemand', { KeyId: id })
  expect((await send('DescribeKey', { KeyId: id })).KeyMetadata).toMatchObject({
    KeyState: 'Enabled',
    CurrentKeyMaterialId: KeyMaterialId,
    ExpirationModel: 'KEY_MATERIAL_EXPIRES',
    ValidTo,
  })
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ KeyMaterialId: before })
  expect(await refuse('RotateKeyOnDemand', { KeyId: id })).toBe(none)
})

test('a key is unusable while any material that it rotated away from is missing', async () => {
  const client = createClient({ clock })
  const { send, refuse } = client
  const id = SANDBOX['pending-import']
  const { KeyMaterialId: first = '' } = await importMaterial(client, id, new Uint8Array(32).fill(1))
  await importMaterial(client, id, new Uint8Array(32).fill(2), { ImportType: 'NEW_KEY_MATERIAL' })
  await send('RotateKeyOnDemand', { KeyId: id })
  await send('DeleteImportedKeyMaterial', { KeyId: id, KeyMaterialId: first })
  expect(await refuse('Encrypt', { KeyId: id, Plaintext: 'aGVsbG8=' })).toBe(
    `KMSInvalidStateException: ${arnOf(id)} is pending import.`,
  )
  await importMaterial(client, id, new Uint8Array(32).fill(1))
  await send('Encrypt', { KeyId: id, Plaintext: 'aGVsbG8=' })
})

test('refuses by state first, then by spec', async () => {
  const { send, refuse } = createClient({ clock })
  expect(await refuse('RotateKeyOnDemand', { KeyId: SANDBOX.mac })).toBe('UnsupportedOperationException')
  expect(await refuse('RotateKeyOnDemand', { KeyId: SANDBOX.rsa })).toBe('UnsupportedOperationException')
  expect(await refuse('RotateKeyOnDemand', { KeyId: SANDBOX.disabled })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
  expect(await refuse('RotateKeyOnDemand', { KeyId: SANDBOX['pending-import'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-import'])} is pending import.`,
  )
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.mac })
  expect(await refuse('RotateKeyOnDemand', { KeyId: SANDBOX.mac })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX.mac)} is pending deletion.`,
  )
})
