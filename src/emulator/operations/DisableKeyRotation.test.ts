import { expect, test } from 'vitest'
import { DAY } from '../clock.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
const KeyId = SANDBOX.app

test('stops the rotations to come and keeps the materials', async () => {
  const { send, attempt, emulator } = createClient({ clock })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await emulator.clock.advance(100 * DAY)
  expect(await attempt('DisableKeyRotation', { KeyId })).toEqual({ status: 200, body: undefined })
  await emulator.clock.advance(1000 * DAY)
  expect(await send('GetKeyRotationStatus', { KeyId })).toEqual({ KeyId: arnOf(KeyId), KeyRotationEnabled: false })
  expect((await send('ListKeyRotations', { KeyId })).Rotations).toHaveLength(1)
})

test('a rotation that is enabled again counts from then', async () => {
  const { send, emulator } = createClient({ clock })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await send('DisableKeyRotation', { KeyId })
  await emulator.clock.advance(500 * DAY)
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  expect((await send('ListKeyRotations', { KeyId })).Rotations).toEqual([])
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ NextRotationDate: (clock.now() + 590 * DAY) / 1000 })
})

test('leaves a key alone that cannot rotate', async () => {
  const { attempt } = createClient({ clock })
  for (const id of [KeyId, SANDBOX.rsa, SANDBOX.mac, SANDBOX.signing])
    expect(await attempt('DisableKeyRotation', { KeyId: id })).toEqual({ status: 200, body: undefined })
})

test('refuses imported material, a disabled key and one that waits for its deletion', async () => {
  const { refuse } = createClient({ clock })
  expect(await refuse('DisableKeyRotation', { KeyId: SANDBOX['pending-import'] })).toBe(
    `UnsupportedOperationException: ${arnOf(SANDBOX['pending-import'])} origin is EXTERNAL which is not valid for this operation.`,
  )
  expect(await refuse('DisableKeyRotation', { KeyId: SANDBOX.disabled })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
  expect(await refuse('DisableKeyRotation', { KeyId: SANDBOX['pending-deletion'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
})
