import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { createEmulator } from './emulator.ts'
import { indexedDbJournal } from './store/indexeddb.ts'
import type { Journal } from './store/journal.ts'
import { arnOf, createClient, requestTo, SANDBOX } from './test-client.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 1, 1)
const notFound = (id: string) => `NotFoundException: Key '${arnOf(id)}' does not exist`

let made = 0
/** Two emulators on one database, as two tabs have them, and one time for both. */
const pair = () => {
  const name = `emulator test ${made++}`
  const time = { now: NOW }
  const clock = { now: () => time.now }
  return [
    createClient({ clock, journal: indexedDbJournal(name) }),
    createClient({ clock, journal: indexedDbJournal(name) }),
    time,
  ] as const
}

test('takes an account id of 12 digits', () => {
  expect(() => createEmulator({ accountId: '123' })).toThrow("Failed to create the emulator: accountId is '123', not 12 digits.")
})

test('lives where it is told to', async () => {
  const { send } = createClient({ region: 'cn-north-1', accountId: '444455556666' })
  const { KeyMetadata } = await send('DescribeKey', { KeyId: 'alias/app' })
  expect(KeyMetadata?.Arn).toBe(`arn:aws-cn:kms:cn-north-1:444455556666:key/${SANDBOX.app}`)
  expect(KeyMetadata?.AWSAccountId).toBe('444455556666')
})

test('begins with what the fixture holds', async () => {
  const { send } = createClient({ fixture: () => [] })
  expect(await send('ListKeys', {})).toEqual({ Keys: [], Truncated: false })
})

test('takes an access key that is the ARN of a principal for that principal', async () => {
  const { emulator, as } = createClient({
    principals: { 'arn:aws:iam::111122223333:user/bob': 'arn:aws:iam::111122223333:user/alice' },
  })
  const partner = 'arn:aws:iam::444455556666:role/team/partner'
  expect(await as(partner).refuse('DescribeKey', { KeyId: arnOf(SANDBOX.app) })).toContain(`User: ${partner} is not authorized`)
  const callerOf = (accessKey: string) => emulator.callerOf({ accessKey, region: 'us-east-1', service: 'kms', token: undefined })
  expect(callerOf(partner)).toEqual({ caller: partner, account: '444455556666' })
  expect(callerOf('arn:aws:iam::111122223333:user/bob')).toMatchObject({ caller: 'arn:aws:iam::111122223333:user/alice' })
  expect(callerOf('arn:aws:iam::1:role/none')).toMatchObject({ caller: 'arn:aws:iam::111122223333:root' })
})

test('waits before each response as long as it is told to', async () => {
  vi.useFakeTimers()
  try {
    const { emulator } = createClient({ latency: 5000 })
    const settled = vi.fn()
    const answer = emulator.fetch(requestTo('ListKeys', {})).then(settled)
    await vi.advanceTimersByTimeAsync(4999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await answer
    expect(settled).toHaveBeenCalledTimes(1)
  } finally {
    vi.useRealTimers()
  }
})

test('goes by the time of the machine, a faked one too', async () => {
  const { send } = createClient()
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  try {
    expect((await send('CreateKey', {})).KeyMetadata?.CreationDate).toBe(NOW / 1000)
  } finally {
    vi.useRealTimers()
  }
})

test.each(['generateMac', 'NoSuchOperation', '', 'toString', '__proto__'])(
  'does not know the operation %j',
  async (operation) => {
    const { attempt } = createClient()
    expect(await attempt(operation, {})).toEqual({ status: 400, body: { __type: 'UnknownOperationException' } })
  },
)

test('puts everything back at a reset, its clock too', async () => {
  const { send, emulator } = createClient({ clock: { now: () => NOW } })
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  await send('CreateKey', {})
  await send('DeleteAlias', { AliasName: 'alias/app' })
  await emulator.clock.advance(30 * DAY)
  expect(emulator.clock.now()).toBe(NOW + 30 * DAY)
  await emulator.reset()
  expect(emulator.clock.now()).toBe(NOW)
  expect((await send('ListKeys', {})).Keys?.map(({ KeyId }) => KeyId)).toEqual(Object.values(SANDBOX))
  const { KeyMetadata } = await send('DescribeKey', { KeyId: 'alias/pending-deletion' })
  expect(KeyMetadata?.DeletionDate).toBe((NOW + 30 * DAY) / 1000)
  expect((await send('DescribeKey', { KeyId: SANDBOX.imported })).KeyMetadata?.KeyState).toBe('Enabled')
})

test('comes back from a snapshot, and lets happen what became due meanwhile', async () => {
  const { send, refuse, emulator } = createClient({ clock: { now: () => NOW } })
  const { KeyMetadata } = await send('CreateKey', {})
  const id = KeyMetadata?.KeyId ?? ''
  await send('ScheduleKeyDeletion', { KeyId: id, PendingWindowInDays: 7 })
  const snapshot = structuredClone(await emulator.snapshot())
  const later = createClient({ clock: { now: () => NOW + 7 * DAY } })
  await later.send('ListKeys', {})
  await later.emulator.restore(snapshot)
  expect(await later.refuse('DescribeKey', { KeyId: id })).toBe(notFound(id))
  await emulator.reset()
  expect(await refuse('DescribeKey', { KeyId: id })).toBe(notFound(id))
  await emulator.restore(snapshot)
  expect((await send('DescribeKey', { KeyId: id })).KeyMetadata?.KeyState).toBe('PendingDeletion')
})

test('tells its subscribers what a request changed', async () => {
  const { send, emulator } = createClient()
  await send('ListKeys', {})
  const heard = vi.fn()
  const stop = emulator.subscribe(heard)
  await send('DescribeKey', { KeyId: SANDBOX.app })
  expect(heard).not.toHaveBeenCalled()
  await send('DisableKey', { KeyId: SANDBOX.app })
  expect(heard.mock.calls).toEqual([
    [[{ table: 'keys', id: arnOf(SANDBOX.app), row: expect.objectContaining({ state: 'Disabled' }) }]],
  ])
  stop()
  await send('EnableKey', { KeyId: SANDBOX.app })
  expect(heard).toHaveBeenCalledTimes(1)
})

test('returns 500 for its own fault, says so in the console, and goes on', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    let broken = true
    const journal: Journal = {
      transact(step) {
        if (broken) throw new Error('The disk is full.')
        step({ cleared: false, changes: [], fresh: true })
      },
    }
    const { attempt } = createClient({ journal })
    expect(await attempt('ListKeys', {})).toEqual({
      status: 500,
      body: { __type: 'KMSInternalException', message: 'The emulator failed; its console says why.' },
    })
    expect(error).toHaveBeenCalledTimes(1)
    broken = false
    expect((await attempt('ListKeys', {})).status).toBe(200)
  } finally {
    error.mockRestore()
  }
})

test('shows in one tab what another one made', async () => {
  const [one, other] = pair()
  const { KeyMetadata } = await one.send('CreateKey', {})
  expect((await other.send('ListKeys', {})).Keys).toContainEqual({ KeyId: KeyMetadata?.KeyId, KeyArn: KeyMetadata?.Arn })
  const { CiphertextBlob } = await other.send('Encrypt', { KeyId: KeyMetadata?.KeyId ?? '', Plaintext: 'aGVsbG8=' })
  expect((await one.send('Decrypt', { CiphertextBlob })).Plaintext).toBe('aGVsbG8=')
})

test('leaves exactly the aliases whose response was 200, of 50 raced from two tabs', async () => {
  const [one, other] = pair()
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const AliasName = `alias/n${i % 30}`
      const { status } = await (i % 2 ? one : other).attempt('CreateAlias', { AliasName, TargetKeyId: SANDBOX.app })
      return status === 200 ? [AliasName] : []
    }),
  )
  const made = answers.flat().sort()
  expect(made).toHaveLength(30)
  for (const { send } of [one, other]) {
    const { Aliases } = await send('ListAliases', { KeyId: SANDBOX.app })
    expect(Aliases?.map(({ AliasName }) => AliasName).sort()).toEqual(['alias/app', ...made])
  }
})

test('resets and moves the time of every tab', async () => {
  const [one, other] = pair()
  await other.send('DeleteAlias', { AliasName: 'alias/app' })
  await one.emulator.clock.advance(30 * DAY)
  expect(await other.refuse('DescribeKey', { KeyId: SANDBOX['pending-deletion'] })).toBe(notFound(SANDBOX['pending-deletion']))
  expect(other.emulator.clock.now()).toBe(NOW + 30 * DAY)
  await one.emulator.reset()
  await other.send('DescribeKey', { KeyId: 'alias/app' })
  await other.send('DescribeKey', { KeyId: SANDBOX['pending-deletion'] })
  expect(other.emulator.clock.now()).toBe(NOW)
})

test('deletes a key in time whose deletion another tab scheduled', async () => {
  const [one, other, time] = pair()
  await other.send('ListKeys', {})
  await one.send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
  time.now += 7 * DAY
  expect(await other.refuse('DescribeKey', { KeyId: SANDBOX.app })).toBe(notFound(SANDBOX.app))
})

test('deletes a key in time though the journal failed at the moment', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    const state = { fresh: true, broken: false }
    const journal: Journal = {
      transact(step) {
        step({ cleared: false, changes: [], fresh: state.fresh })
        state.fresh = false
        if (state.broken) throw new Error('The disk is full.')
      },
    }
    const time = { now: NOW }
    const { attempt, send, refuse } = createClient({ journal, clock: { now: () => time.now } })
    await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
    time.now += 7 * DAY
    state.broken = true
    expect((await attempt('ListKeys', {})).status).toBe(500)
    state.broken = false
    expect(await refuse('DescribeKey', { KeyId: SANDBOX.app })).toBe(notFound(SANDBOX.app))
  } finally {
    error.mockRestore()
  }
})

test('rejects with an outage, and returns an error for every other failure', async () => {
  const outage = new Error('Loading chunk 7 failed.')
  const failing = (error: Error) => ({ transact: () => Promise.reject(error) })
  const isOutage = (error: unknown) => error === outage
  const request = () => requestTo('ListKeys', {})
  await expect(createEmulator({ journal: failing(outage), isOutage }).fetch(request())).rejects.toBe(outage)
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect((await createEmulator({ journal: failing(new Error('else')), isOutage }).fetch(request())).status).toBe(500)
  logged.mockRestore()
})
