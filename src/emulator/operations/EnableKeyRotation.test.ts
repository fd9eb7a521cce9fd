import { expect, test } from 'vitest'
import { DAY } from '../clock.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
const KeyId = SANDBOX.app

/** The dates of a key's rotations, as days since the start. */
const daysOf = async ({ send }: ReturnType<typeof createClient>, id: string = KeyId) => {
  const { Rotations = [] } = await send('ListKeyRotations', { KeyId: id })
  return Rotations.map(({ RotationDate = 0 }) => (RotationDate * 1000 - clock.now()) / DAY)
}

test('returns nothing and schedules the first rotation a year ahead', async () => {
  const { send, attempt } = createClient({ clock })
  expect(await attempt('EnableKeyRotation', { KeyId })).toEqual({ status: 200, body: undefined })
  expect(await send('GetKeyRotationStatus', { KeyId })).toEqual({
    KeyId: arnOf(KeyId),
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
    NextRotationDate: (clock.now() + 365 * DAY) / 1000,
  })
})

test('rotates by the clock, once for each period that passed, and the old ciphertexts still decrypt', async () => {
  const client = createClient({ clock })
  const { send, emulator } = client
  const before = await send('DescribeKey', { KeyId })
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 })

  await emulator.clock.advance(100 * DAY - 1)
  expect(await daysOf(client)).toEqual([])
  await emulator.clock.advance(1)
  expect(await daysOf(client)).toEqual([100])
  await emulator.clock.advance(250 * DAY)
  expect(await daysOf(client)).toEqual([100, 200, 300])

  const after = await send('DescribeKey', { KeyId })
  expect(after.KeyMetadata?.CurrentKeyMaterialId).not.toBe(before.KeyMetadata?.CurrentKeyMaterialId)
  expect(after.KeyMetadata?.Arn).toBe(before.KeyMetadata?.Arn)
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({
    Plaintext: 'aGVsbG8=',
    KeyMaterialId: before.KeyMetadata?.CurrentKeyMaterialId,
  })
  const { CiphertextBlob: newer = '' } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect(await send('Decrypt', { CiphertextBlob: newer })).toMatchObject({
    KeyMaterialId: after.KeyMetadata?.CurrentKeyMaterialId,
  })
})

test('changes the period when it is sent again, and nothing when the period is the same', async () => {
  const { send, emulator } = createClient({ clock })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 })
  await emulator.clock.advance(40 * DAY)
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 })
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ NextRotationDate: (clock.now() + 100 * DAY) / 1000 })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({
    RotationPeriodInDays: 90,
    NextRotationDate: (clock.now() + 130 * DAY) / 1000,
  })
})

test('a disabled key does not rotate, and makes up for what it missed when it is enabled', async () => {
  const client = createClient({ clock })
  const { send, emulator } = client
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 })
  await send('DisableKey', { KeyId })
  await emulator.clock.advance(250 * DAY)
  expect(await daysOf(client)).toEqual([])
  await send('EnableKey', { KeyId })
  expect(await daysOf(client)).toEqual([250])
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ NextRotationDate: (clock.now() + 350 * DAY) / 1000 })
})

test('a key whose material is young goes on with its schedule when it is enabled', async () => {
  const client = createClient({ clock })
  const { send, emulator } = client
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 })
  await emulator.clock.advance(90 * DAY)
  await send('RotateKeyOnDemand', { KeyId })
  await send('DisableKey', { KeyId })
  await emulator.clock.advance(20 * DAY)
  await send('EnableKey', { KeyId })
  expect(await daysOf(client)).toEqual([90])
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ NextRotationDate: (clock.now() + 200 * DAY) / 1000 })
})

test('a key that waits for its deletion does not rotate, and has its setting back when the deletion is cancelled', async () => {
  const client = createClient({ clock })
  const { send, emulator } = client
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await emulator.clock.advance(80 * DAY)
  await send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 30 })
  await emulator.clock.advance(20 * DAY)
  expect(await send('GetKeyRotationStatus', { KeyId })).toEqual({ KeyId: arnOf(KeyId), KeyRotationEnabled: false })
  await send('CancelKeyDeletion', { KeyId })
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 })
  await send('EnableKey', { KeyId })
  expect(await daysOf(client)).toEqual([100])
})

test('refuses keys whose material it cannot make anew', async () => {
  const { refuse } = createClient({ clock })
  expect(await refuse('EnableKeyRotation', { KeyId: SANDBOX.mac })).toBe('UnsupportedOperationException')
  expect(await refuse('EnableKeyRotation', { KeyId: SANDBOX.rsa })).toBe('UnsupportedOperationException')
  for (const id of [SANDBOX.imported, SANDBOX['pending-import']])
    expect(await refuse('EnableKeyRotation', { KeyId: id })).toBe(
      `UnsupportedOperationException: ${arnOf(id)} origin is EXTERNAL which is not valid for this operation.`,
    )
  expect(await refuse('EnableKeyRotation', { KeyId: SANDBOX.disabled })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
  expect(await refuse('EnableKeyRotation', { KeyId: SANDBOX['pending-deletion'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
})

test('holds the period to its bounds', async () => {
  const { refuse } = createClient({ clock })
  expect(await refuse('EnableKeyRotation', { KeyId, RotationPeriodInDays: 89 })).toBe(
    "ValidationException: 1 validation error detected: Value '89' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value greater than or equal to 90",
  )
  expect(await refuse('EnableKeyRotation', { KeyId, RotationPeriodInDays: 2561 })).toContain('less than or equal to 2560')
})
