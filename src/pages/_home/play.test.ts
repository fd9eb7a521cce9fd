import { expect, test } from 'vitest'
import { walk } from '../../docusaurus/home.ts'
import { createEmulator } from '../../emulator/emulator.ts'
import { createClient } from '../../emulator/test-client.ts'
import { ERRORS } from '../../facts/errors.ts'
import { operations } from '../../facts/index.ts'
import { kmsProtocol } from '../../facts/protocol.ts'
import { FAILURES, type FailureName } from './failures.ts'
import { type Ask, asker, fail, keyFor, stateOf, WALK_ALIAS } from './play.ts'

const names = Object.keys(FAILURES) as FailureName[]
const cards = names.map((name) => ({ name, code: FAILURES[name].code }))

/** A caller of a sandbox, and the names of what it has sent. */
const begin = () => {
  const emulator = createEmulator()
  const fetch: typeof globalThis.fetch = (input, init) => emulator.fetch(new Request(input, init))
  const sent: string[] = []
  return { emulator, sent, ask: asker(kmsProtocol(), fetch, (operation) => sent.push(operation)) }
}

test.for(cards)('$name fails with $code, the second time without a new key', async ({ name, code }) => {
  const { ask, sent } = begin()
  const first = await fail(ask, name)
  expect(first).toMatchObject({ status: 400, operation: FAILURES[name].operation, error: { code } })
  expect(sent.slice(0, -1)).toEqual(FAILURES[name].before)
  expect(first.error?.message.replace(/key\/[0-9a-f-]{36}/, 'key/1234abcd-12ab-34cd-56ef-1234567890ab')).toBe(
    FAILURES[name].message,
  )
  sent.length = 0
  expect(await fail(ask, name)).toMatchObject({ status: 400, error: first.error })
  expect(sent).not.toContain('CreateKey')
})

test('each failure is one that its operation declares, in an order that makes sense of it', () => {
  for (const { operation, code } of Object.values(FAILURES)) {
    expect(Object.keys(ERRORS)).toContain(code)
    const declared: readonly string[] = operations[operation].errors
    if (code !== 'AccessDeniedException') expect(declared).toContain(code)
  }
})

test('the failures work in any order, and twice', async () => {
  const { ask } = begin()
  for (const name of [...names, ...names.toReversed()]) expect((await fail(ask, name)).error?.code).toBe(FAILURES[name].code)
})

test('neither the walk nor a failure touches what the sandbox held before', async () => {
  const { ask, emulator } = begin()
  const before = await emulator.snapshot()
  await walkThrough(ask)
  for (const name of names) await fail(ask, name)
  const after = new Map((await emulator.snapshot()).map((row) => [`${row.table} ${row.id}`, row]))
  for (const row of before) expect(after.get(`${row.table} ${row.id}`)).toEqual(row)
})

const walkThrough = async (ask: Ask) => {
  const KeyId = await keyFor(ask, { alias: WALK_ALIAS })
  const { body } = await ask('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  const enabled = await stateOf(ask, KeyId)
  await ask('DisableKey', { KeyId })
  const refused = await ask('Decrypt', { CiphertextBlob: body.CiphertextBlob ?? '' })
  return { KeyId, body, enabled, disabled: await stateOf(ask, KeyId), refused }
}

test('the walk ends in a refusal, and its key can be enabled and walked again', async () => {
  const { ask } = begin()
  const first = await walkThrough(ask)
  expect(first).toMatchObject({ enabled: 'Enabled', disabled: 'Disabled', refused: { error: { code: 'DisabledException' } } })
  const second = await walkThrough(ask)
  expect(second.KeyId).toBe(first.KeyId)
  expect(second).toMatchObject({ enabled: 'Enabled', disabled: 'Disabled' })
})

test('leaves a key that is scheduled for deletion alone, and gives the alias another', async () => {
  const { ask } = begin()
  const first = await keyFor(ask, { alias: WALK_ALIAS })
  await ask('ScheduleKeyDeletion', { KeyId: first })
  const second = await keyFor(ask, { alias: WALK_ALIAS })
  expect(second).not.toBe(first)
  expect(await stateOf(ask, first)).toBe('PendingDeletion')
  expect(await stateOf(ask, WALK_ALIAS)).toBe('Enabled')
})

test('a preparation that is refused says by what', async () => {
  const { ask } = begin()
  // An alias cannot go from a key that signs to one that encrypts.
  const { body } = await ask('CreateKey', { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' })
  const TargetKeyId = body.KeyMetadata?.KeyId ?? ''
  await ask('CreateAlias', { AliasName: WALK_ALIAS, TargetKeyId })
  await ask('ScheduleKeyDeletion', { KeyId: TargetKeyId })
  await expect(keyFor(ask, { alias: WALK_ALIAS })).rejects.toThrow(
    /^Failed to prepare the request: UpdateAlias returned \w+Exception: /,
  )
})

test('the documented walk is what a new sandbox returns', async () => {
  const { attempt } = createClient()
  for (const { operation, request, status, response } of walk.steps) {
    const { CiphertextBlob: _, ...documented } = response as Record<string, unknown>
    const answer = await attempt(operation, request)
    expect(answer.status).toBe(status)
    expect(answer.body ?? {}).toMatchObject(documented)
  }
})

test('the code of every step has the values that the page replaces', () => {
  const [encrypt = '', disable = '', decrypt = ''] = walk.code.texts
  expect(encrypt).toContain(walk.keyId)
  expect(disable).toContain(walk.keyId)
  expect(decrypt).toContain(walk.ciphertext)
})
