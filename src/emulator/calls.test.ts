import { expect, test } from 'vitest'
import { arnOf, createClient, requestTo, SANDBOX, signedFor } from './test-client.ts'

const SESSION = 'arn:aws:sts::111122223333:assumed-role/orders/web-1'
const ROLE = 'arn:aws:iam::111122223333:role/services/orders'
const KEY = arnOf(SANDBOX.app)
const context = { tenant: '42', purpose: 'orders' }

const client = () => createClient({ principals: { ORDERS: SESSION }, clock: { now: () => Date.UTC(2026, 1, 1) } })

test('Encrypt was called with this context, as this role', async () => {
  const { emulator, as } = client()
  await as('ORDERS').send('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', EncryptionContext: context })

  expect(emulator.calls({ operation: 'Encrypt', caller: ROLE, encryptionContext: { tenant: '42' } })).toEqual([
    {
      at: Date.UTC(2026, 1, 1),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      operation: 'Encrypt',
      region: 'us-east-1',
      caller: SESSION,
      accessKey: 'ORDERS',
      keys: [KEY],
      encryptionContext: context,
      outcome: 'success',
    },
  ])
})

test('a call that is refused has the code of its error, and what is known of it', async () => {
  const { emulator, attempt } = client()
  await attempt('Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' })
  await attempt('Encrypt', { KeyId: 'alias/app' })
  await attempt('NoSuchOperation', {})
  expect(emulator.calls().map(({ operation, keys, outcome }) => [operation, keys, outcome])).toEqual([
    ['Encrypt', [arnOf(SANDBOX.disabled)], 'DisabledException'],
    ['Encrypt', [], 'ValidationException'],
    [undefined, [], 'UnknownOperationException'],
  ])
})

test('ReEncrypt has two keys and two contexts', async () => {
  const { emulator, send } = client()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: KEY, Plaintext: 'aGk=', EncryptionContext: context })
  await send('ReEncrypt', {
    CiphertextBlob,
    SourceEncryptionContext: context,
    DestinationKeyId: SANDBOX.imported,
    DestinationEncryptionContext: { tenant: '43' },
  })
  expect(emulator.calls({ encryptionContext: { tenant: '43' } })).toMatchObject([
    { operation: 'ReEncrypt', keys: [KEY, arnOf(SANDBOX.imported)], encryptionContext: context },
  ])
})

test.each<[filter: Parameters<ReturnType<typeof client>['emulator']['calls']>[0], operations: string[]]>([
  [{}, ['Encrypt', 'DescribeKey', 'DescribeKey', 'ListKeys']],
  [{ operation: 'DescribeKey' }, ['DescribeKey', 'DescribeKey']],
  [{ caller: SESSION }, ['Encrypt', 'DescribeKey']],
  [{ caller: ROLE }, ['Encrypt', 'DescribeKey']],
  [{ caller: 'arn:aws:iam::111122223333:root' }, ['DescribeKey', 'ListKeys']],
  [{ caller: 'arn:aws:iam::111122223333:user/orders' }, []],
  [{ key: KEY }, ['Encrypt']],
  [{ key: SANDBOX.mac }, ['DescribeKey']],
  [{ outcome: 'NotFoundException' }, ['DescribeKey']],
  [{ outcome: 'success', caller: ROLE }, ['Encrypt', 'DescribeKey']],
  [{ encryptionContext: {} }, ['Encrypt']],
  [{ encryptionContext: { tenant: '1' } }, []],
])('%j finds %j', async (filter, operations) => {
  const { emulator, as, attempt } = client()
  await as('ORDERS').attempt('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', EncryptionContext: context })
  await as('ORDERS').attempt('DescribeKey', { KeyId: SANDBOX.mac })
  await attempt('DescribeKey', { KeyId: 'alias/none' })
  await attempt('ListKeys', {})
  expect(emulator.calls(filter).map(({ operation }) => operation)).toEqual(operations)
})

test('holds the trace where it is asked for', async () => {
  const { emulator, send } = createClient({ explain: true })
  await send('ListKeys', {})
  expect(emulator.calls()[0]?.trace?.at(-1)).toMatchObject({ check: 'operation', outcome: 'passed' })
})

test('never holds plaintext, key material or what is returned', async () => {
  const { emulator, send, attempt } = createClient({ explain: true })
  const secret = btoa('the secret text that nobody may see')
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId: 'alias/app', Plaintext: secret })
  await send('Decrypt', { CiphertextBlob })
  const { Plaintext = '' } = await send('GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' })
  await attempt('Encrypt', { KeyId: 'alias/app', Plaintext: `${secret}!` })
  await attempt('Encrypt', { KeyId: 'alias/app', Plaintext: btoa('y'.repeat(5000)) })
  await attempt('GenerateMac', { KeyId: SANDBOX.mac, Message: secret, MacAlgorithm: 'HMAC_SHA_256' })
  const kept = JSON.stringify(emulator.calls())
  for (const text of [secret, CiphertextBlob, Plaintext, btoa('y'.repeat(30))]) expect(kept).not.toContain(text)
  expect(emulator.calls()).toHaveLength(6)
})

test('leaves out an encryption context that is larger than AWS takes', async () => {
  const { emulator, send } = client()
  await send('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', EncryptionContext: { a: 'x'.repeat(8192) } })
  expect(emulator.calls()[0]).not.toHaveProperty('encryptionContext')
})

test('keeps the last 1,000, until a reset', async () => {
  const { emulator } = client()
  const request = () => emulator.answer(requestTo('ListKeys', {}, signedFor('us-east-1')))
  const first = await request()
  for (let i = 0; i < 2100; i++) await request()
  const calls = emulator.calls()
  expect(calls).toHaveLength(1000)
  expect(calls.map(({ requestId }) => requestId)).not.toContain(first.headers['x-amzn-requestid'])
  await emulator.reset()
  expect(emulator.calls()).toEqual([])
})
