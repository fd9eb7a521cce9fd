import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

test('says no more than no of a key that does not rotate', async () => {
  const { send } = createClient()
  for (const KeyId of [SANDBOX.app, SANDBOX.rsa, SANDBOX.mac, SANDBOX.disabled, SANDBOX['pending-deletion']])
    expect(await send('GetKeyRotationStatus', { KeyId })).toEqual({ KeyId: arnOf(KeyId), KeyRotationEnabled: false })
})

test('keeps its response while the key is disabled', async () => {
  const { send } = createClient()
  await send('EnableKeyRotation', { KeyId: SANDBOX.app, RotationPeriodInDays: 120 })
  const answer = await send('GetKeyRotationStatus', { KeyId: SANDBOX.app })
  await send('DisableKey', { KeyId: SANDBOX.app })
  expect(await send('GetKeyRotationStatus', { KeyId: SANDBOX.app })).toEqual(answer)
  expect(answer).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 120 })
})

test('refuses imported material and an alias', async () => {
  const { refuse } = createClient()
  for (const KeyId of [SANDBOX.imported, SANDBOX['pending-import']])
    expect(await refuse('GetKeyRotationStatus', { KeyId })).toBe(
      `UnsupportedOperationException: ${arnOf(KeyId)} origin is EXTERNAL which is not valid for this operation.`,
    )
  expect(await refuse('GetKeyRotationStatus', { KeyId: 'alias/app' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})
