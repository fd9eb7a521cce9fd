import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const DAY = 24 * 3600 * 1000
const deleting = SANDBOX['pending-deletion']

test.each([deleting, arnOf(deleting)])('keeps the key %s and leaves it disabled', async (KeyId) => {
  const { send } = createClient()
  expect(await send('CancelKeyDeletion', { KeyId })).toEqual({ KeyId: arnOf(deleting) })
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({ KeyState: 'Disabled', Enabled: false })
  expect(KeyMetadata).not.toHaveProperty('DeletionDate')
})

test('lets the date pass without harm to the key and its aliases', async () => {
  const { send, emulator } = createClient({ clock: { now: () => Date.UTC(2026, 1, 1) } })
  await emulator.clock.advance(30 * DAY - 1)
  await send('CancelKeyDeletion', { KeyId: deleting })
  await emulator.clock.advance(60 * DAY)
  expect((await send('DescribeKey', { KeyId: 'alias/pending-deletion' })).KeyMetadata?.KeyState).toBe('Disabled')
})

test('disables a key that was enabled before its deletion was scheduled', async () => {
  const { send } = createClient()
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app })
  await send('CancelKeyDeletion', { KeyId: SANDBOX.app })
  expect((await send('DescribeKey', { KeyId: SANDBOX.app })).KeyMetadata?.KeyState).toBe('Disabled')
})

test('lets a key that has no material wait for it again', async () => {
  const { send } = createClient()
  const KeyId = SANDBOX['pending-import']
  await send('ScheduleKeyDeletion', { KeyId })
  await send('CancelKeyDeletion', { KeyId })
  expect((await send('DescribeKey', { KeyId })).KeyMetadata?.KeyState).toBe('PendingImport')
})

test('lets a key whose material expired meanwhile wait for it again', async () => {
  const { send, emulator } = createClient()
  await emulator.clock.advance(80 * DAY)
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.expiring, PendingWindowInDays: 30 })
  await emulator.clock.advance(10 * DAY)
  const { KeyMetadata } = await send('DescribeKey', { KeyId: SANDBOX.expiring })
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion' })
  expect(KeyMetadata).not.toHaveProperty('ValidTo')
  await send('CancelKeyDeletion', { KeyId: SANDBOX.expiring })
  expect((await send('DescribeKey', { KeyId: SANDBOX.expiring })).KeyMetadata?.KeyState).toBe('PendingImport')
})

test('can schedule the deletion anew', async () => {
  const { send, refuse, emulator } = createClient()
  await send('CancelKeyDeletion', { KeyId: deleting })
  await send('ScheduleKeyDeletion', { KeyId: deleting, PendingWindowInDays: 7 })
  await emulator.clock.advance(7 * DAY)
  expect(await refuse('CancelKeyDeletion', { KeyId: deleting })).toBe(
    `NotFoundException: Key '${arnOf(deleting)}' does not exist`,
  )
})

test.each(['app', 'disabled', 'pending-import', 'rsa'] as const)('refuses the key %s, which stays', async (alias) => {
  const { refuse } = createClient()
  expect(await refuse('CancelKeyDeletion', { KeyId: SANDBOX[alias] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX[alias])} is not pending deletion.`,
  )
})

test('refuses an unknown key and an alias', async () => {
  const { refuse } = createClient()
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('CancelKeyDeletion', { KeyId: unknown })).toBe(`NotFoundException: Key '${arnOf(unknown)}' does not exist`)
  for (const KeyId of ['alias/pending-deletion', aliasArnOf('alias/pending-deletion')])
    expect(await refuse('CancelKeyDeletion', { KeyId })).toBe(
      'InvalidArnException: Key Aliases are not supported for this operation.',
    )
})
