import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 1, 1)
const create = () => createClient({ clock: { now: () => NOW } })

test.each([SANDBOX.app, arnOf(SANDBOX.app)])('starts a waiting period of 30 days for %s', async (KeyId) => {
  const { send } = create()
  expect(await send('ScheduleKeyDeletion', { KeyId })).toEqual({
    KeyId: arnOf(SANDBOX.app),
    DeletionDate: (NOW + 30 * DAY) / 1000,
    KeyState: 'PendingDeletion',
    PendingWindowInDays: 30,
  })
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion', Enabled: false, DeletionDate: (NOW + 30 * DAY) / 1000 })
})

test('deletes the key and its aliases at the date, not before', async () => {
  const { send, refuse, emulator } = create()
  await send('CreateAlias', { AliasName: 'alias/second', TargetKeyId: SANDBOX.app })
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
  await emulator.clock.advance(7 * DAY - 1)
  expect((await send('DescribeKey', { KeyId: 'alias/second' })).KeyMetadata?.KeyState).toBe('PendingDeletion')
  await emulator.clock.advance(1)
  expect(await refuse('DescribeKey', { KeyId: SANDBOX.app })).toBe(
    `NotFoundException: Key '${arnOf(SANDBOX.app)}' does not exist`,
  )
  for (const name of ['alias/app', 'alias/second'])
    expect(await refuse('DescribeKey', { KeyId: name })).toBe(`NotFoundException: Alias ${aliasArnOf(name)} is not found.`)
  expect((await send('ListKeys', {})).Keys?.map(({ KeyId }) => KeyId)).not.toContain(SANDBOX.app)
  const names = (await send('ListAliases', {})).Aliases?.map(({ AliasName }) => AliasName)
  expect(names).not.toContain('alias/app')
  expect(names).not.toContain('alias/second')
  await send('CreateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.imported })
})

test('deletes the key by the clock that it was given, too', async () => {
  let now = NOW
  const { send, refuse } = createClient({ clock: { now: () => now } })
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.rsa, PendingWindowInDays: 7 })
  now += 7 * DAY
  expect(await refuse('DescribeKey', { KeyId: SANDBOX.rsa })).toMatch(/^NotFoundException: /)
})

test('leaves a ciphertext of the deleted key unreadable', async () => {
  const { send, refuse, emulator } = create()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGVsbG8=' })
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe(`KMSInvalidStateException: ${arnOf(SANDBOX.app)} is pending deletion.`)
  await emulator.clock.advance(7 * DAY)
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe(
    'AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
  )
})

test.each([1, 6, 31, 365])('refuses a waiting period of %i days', async (PendingWindowInDays) => {
  const { refuse } = create()
  expect(await refuse('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays })).toBe(
    'ValidationException: PendingWindowInDays must be between 7 and 30',
  )
})

test.each([7, 30])('takes a waiting period of %i days', async (PendingWindowInDays) => {
  const { send } = create()
  expect(await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays })).toMatchObject({
    PendingWindowInDays,
    DeletionDate: (NOW + PendingWindowInDays * DAY) / 1000,
  })
})

test('takes a disabled key and one without material', async () => {
  const { send } = create()
  for (const KeyId of [SANDBOX.disabled, SANDBOX['pending-import']])
    expect((await send('ScheduleKeyDeletion', { KeyId })).KeyState).toBe('PendingDeletion')
})

test('keeps the first date where the key is on its way out already', async () => {
  const { send, refuse } = create()
  const { DeletionDate } = await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
  expect(await refuse('ScheduleKeyDeletion', { KeyId: SANDBOX.app })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX.app)} is pending deletion.`,
  )
  expect((await send('DescribeKey', { KeyId: SANDBOX.app })).KeyMetadata?.DeletionDate).toBe(DeletionDate)
})

test('refuses an unknown key and an alias', async () => {
  const { refuse } = create()
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('ScheduleKeyDeletion', { KeyId: unknown })).toBe(
    `NotFoundException: Key '${arnOf(unknown)}' does not exist`,
  )
  for (const KeyId of ['alias/app', aliasArnOf('alias/app')])
    expect(await refuse('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 1 })).toBe(
      'InvalidArnException: Key Aliases are not supported for this operation.',
    )
})

test('takes the grants of the key with it', async () => {
  const { send, emulator } = create()
  const RetiringPrincipal = 'arn:aws:iam::111122223333:role/Retirer'
  await send('CreateGrant', {
    KeyId: SANDBOX.app,
    GranteePrincipal: 'arn:aws:iam::111122223333:role/Reader',
    RetiringPrincipal,
    Operations: ['Decrypt'],
  })
  expect((await send('ListRetirableGrants', { RetiringPrincipal })).Grants).toHaveLength(1)
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
  await emulator.clock.advance(7 * DAY)
  expect((await send('ListRetirableGrants', { RetiringPrincipal })).Grants).toEqual([])
})
