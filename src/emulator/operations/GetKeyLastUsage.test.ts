import { expect, test } from 'vitest'
import { operations } from '../../facts/index.ts'
import { KeyLastUsageTrackingOperation } from '../../facts/members.ts'
import type { KmsOperation } from '../../facts/operation.ts'
import { arnOf, createClient, requestTo, SANDBOX } from '../test-client.ts'

const NOW = Date.UTC(2026, 5, 1)
const client = () => createClient({ clock: { now: () => NOW } })

test('tells of the last use, as the example does', async () => {
  const { send } = client()
  const { request, response } = operations.GetKeyLastUsage.example
  expect(await send('GetKeyLastUsage', request)).toEqual(response)
})

test('returns an empty object for a key without a use', async () => {
  const { send } = client()
  const { KeyMetadata } = await send('CreateKey', {})
  expect(await send('GetKeyLastUsage', { KeyId: KeyMetadata?.KeyId ?? '' })).toEqual({
    KeyId: KeyMetadata?.Arn,
    KeyLastUsage: {},
    TrackingStartDate: NOW / 1000,
    KeyCreationDate: NOW / 1000,
  })
})

test('begins to track no earlier than the service does', async () => {
  const { send } = createClient({ clock: { now: () => Date.UTC(2025, 5, 1) } })
  const { KeyMetadata } = await send('CreateKey', {})
  expect(await send('GetKeyLastUsage', { KeyId: KeyMetadata?.KeyId ?? '' })).toMatchObject({
    TrackingStartDate: Date.UTC(2026, 0, 1) / 1000,
    KeyCreationDate: Date.UTC(2025, 5, 1) / 1000,
  })
})

test('records a use with its request, and neither a failure nor a dry run', async () => {
  const { emulator, send, refuse } = client()
  const KeyId = SANDBOX.imported
  const response = await emulator.fetch(requestTo('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' }))
  const KeyLastUsage = {
    Operation: 'Encrypt',
    Timestamp: NOW / 1000,
    CloudTrailEventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    KmsRequestId: response.headers.get('x-amzn-requestid'),
  }
  await refuse('GenerateDataKey', { KeyId, KeySpec: 'AES_256', DryRun: true })
  await refuse('Encrypt', { KeyId, Plaintext: 'aGVsbG8=', EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' })
  expect(await send('GetKeyLastUsage', { KeyId })).toMatchObject({ KeyId: arnOf(KeyId), KeyLastUsage })
})

test('works in every state, and refuses an alias', async () => {
  const { send, refuse } = client()
  for (const KeyId of [SANDBOX['pending-deletion'], SANDBOX['pending-import'], SANDBOX.unavailable])
    await expect(send('GetKeyLastUsage', { KeyId })).resolves.toBeDefined()
  expect(await refuse('GetKeyLastUsage', { KeyId: 'alias/app' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})

test('every tracked operation is one that it can tell of', () => {
  const tracked = Object.values<KmsOperation>(operations).filter((operation) => operation.tracked)
  expect(tracked.map(({ name }) => name).sort()).toEqual(Object.keys(KeyLastUsageTrackingOperation.values).sort())
})
