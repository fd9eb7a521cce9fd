import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

test('writes another description, also an empty one, and returns nothing', async () => {
  const { attempt, send } = createClient()
  const KeyId = SANDBOX.disabled
  for (const Description of ['Encrypts orders', '']) {
    expect(await attempt('UpdateKeyDescription', { KeyId, Description })).toEqual({ status: 200, body: undefined })
    expect((await send('DescribeKey', { KeyId })).KeyMetadata?.Description).toBe(Description)
  }
})

test('refuses a missing description, a key on its way out and an alias', async () => {
  const { refuse } = createClient()
  expect(await refuse('UpdateKeyDescription', { KeyId: SANDBOX.app })).toBe(
    "ValidationException: 1 validation error detected: Value null at 'description' failed to satisfy constraint: Member must not be null",
  )
  expect(await refuse('UpdateKeyDescription', { KeyId: SANDBOX['pending-deletion'], Description: 'x' })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
  expect(await refuse('UpdateKeyDescription', { KeyId: 'alias/app', Description: 'x' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})
