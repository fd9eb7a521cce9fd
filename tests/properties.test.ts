import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Emulator } from '../src/emulator/emulator.ts'
import { createClient, requestTo, SANDBOX, signedFor } from '../src/emulator/test-client.ts'
import { ERRORS, type OperationName, operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { headersOf } from '../src/facts/protocol.ts'
import { bodyOf, ids, isQuick } from './requests.ts'

/** What holds of any request, however wrong. */

const names = Object.keys(operations) as OperationName[]
const all: Readonly<Record<OperationName, KmsOperation>> = operations
const name = fc.constantFrom(...names)

/** The emulator reports its own faults there. */
const complaints = vi.spyOn(console, 'error')
beforeEach(() => {
  complaints.mockClear()
})
afterEach(() => {
  expect(complaints).not.toHaveBeenCalled()
})

/** Sends a request, and holds the answer to the wire's form and the sandbox to its state where it is an error. */
const exchange = async (emulator: Emulator, request: Request): Promise<number> => {
  const before = await emulator.snapshot()
  const response = await emulator.fetch(request)
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1')
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  if (response.status === 200) return response.status
  const { __type, message, ...rest } = JSON.parse(text)
  expect(Object.keys(ERRORS)).toContain(__type)
  expect(response.status).toBe(__type === 'RequestEntityTooLargeException' ? 413 : 400)
  expect(['string', 'undefined']).toContain(typeof message)
  expect(rest).toEqual({})
  expect(await emulator.snapshot()).toEqual(before)
  return response.status
}

const raw = (operation: string, body: BodyInit) =>
  new Request('https://kms.q-kms.example/', { method: 'POST', headers: headersOf(operation), body })

test('survives any JSON', async () => {
  await fc.assert(
    fc.asyncProperty(name, fc.json({ maxDepth: 8 }), async (operation, body) => {
      const { emulator } = createClient()
      await exchange(emulator, requestTo(operation, body))
    }),
    { numRuns: 1000 },
  )
})

test('survives any text and any bytes', async () => {
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 }))
  await fc.assert(
    fc.asyncProperty(name, body, async (operation, body) => {
      const { emulator } = createClient()
      await exchange(emulator, raw(operation, typeof body === 'string' ? body : new Uint8Array(body)))
    }),
    { numRuns: 300 },
  )
})

const DEPTH = 100_000
const nested = (open: string, close: string, inner = '') => open.repeat(DEPTH) + inner + close.repeat(DEPTH)

test.each(names)('survives deep JSON to %s', async (operation) => {
  const { emulator } = createClient()
  const deep = [nested('[', ']'), nested('{"a":', '}', '1')]
  for (const body of [...deep, nested('[', ''), nested('{"KeyId":', '')]) await exchange(emulator, requestTo(operation, body))
  for (const member of Object.keys(all[operation].input))
    for (const value of deep) expect(await exchange(emulator, requestTo(operation, `{"${member}":${value}}`))).toBe(400)
})

// The size is looked at before the operation is.
test.each(['Encrypt', 'CreateKey', 'ListKeys'])('refuses 10 MB to %s', async (operation) => {
  const { emulator } = createClient()
  const size = 10 * 1024 * 1024
  for (const body of ['a'.repeat(size), `{"KeyId":"${'a'.repeat(size)}"}`, nested('[', ']').padEnd(size)])
    expect(await exchange(emulator, requestTo(operation, body))).toBe(413)
  expect(await exchange(emulator, raw(operation, new Uint8Array(size)))).toBe(413)
})

/** A member for each shape that a request can have, since a shape is read alike in every operation. */
const SHAPES = new Map(
  Object.values(all).flatMap(({ name, input }) =>
    Object.entries(input).map(([member, { type }]) => [JSON.stringify(type), { operation: name, member }] as const),
  ),
)

test.each([...SHAPES.values()])('survives a mebibyte in $member of $operation', async ({ operation, member }) => {
  const { emulator } = createClient()
  const big = 'AAAA'.repeat(250_000)
  for (const value of [big, [big], { [big]: 'x' }, Array.from({ length: 200_000 }, () => 'a')])
    expect(await exchange(emulator, requestTo(operation, { [member]: value }))).toBe(400)
})

test('survives any target', async () => {
  const target = fc.oneof(
    fc.string({ unit: 'grapheme-ascii' }),
    fc.string({ unit: 'grapheme-ascii' }).map((text) => `TrentService.${text}`),
    name.map((text) => `TrentService.${text}.${text}`),
    name.map((text) => `trentservice.${text}`),
    fc.constantFrom('TrentService.__proto__', 'TrentService.constructor', 'TrentService.toString', 'TrentService.default'),
  )
  await fc.assert(
    fc.asyncProperty(target, fc.json(), async (target, body) => {
      const { emulator } = createClient()
      const headers = { ...headersOf(''), 'X-Amz-Target': target }
      expect(await exchange(emulator, new Request('https://kms.q-kms.example/', { method: 'POST', headers, body }))).toBe(400)
    }),
    { numRuns: 300 },
  )
})

test('survives any method, whichever headers are missing', async () => {
  const request = fc.record({
    operation: name,
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    keep: fc.subarray(['Content-Type', 'X-Amz-Target']),
    more: fc.dictionary(fc.constantFrom('Authorization', 'X-Amz-Date', 'Accept'), fc.string({ unit: 'grapheme-ascii' })),
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, method, keep, more }) => {
      const headers = {
        ...more,
        ...Object.fromEntries(Object.entries(headersOf(operation)).filter(([header]) => keep.includes(header))),
      }
      const { emulator } = createClient()
      const body = method === 'GET' ? {} : { body: JSON.stringify(all[operation].example.request) }
      const status = await exchange(emulator, new Request('https://kms.q-kms.example/', { method, headers, ...body }))
      if (method !== 'POST' || keep.length < 2) expect(status).toBe(400)
    }),
    { numRuns: 300 },
  )
})

const requestOf = name
  .chain((operation) => {
    return fc.record({
      operation: fc.constant(operation),
      body: bodyOf(all[operation]).filter(isQuick),
      region: fc.constantFrom('us-east-1', 'us-east-1', 'eu-west-1'),
    })
  })
  .map(({ operation, body, region }) => ({
    request: () => requestTo(operation, body, signedFor(region)),
    operation,
    body,
    region,
  }))

/** What any state of a sandbox has in common. */
const expectSound = async (emulator: Emulator) => {
  const rows = await emulator.snapshot()
  const keys = new Map(rows.flatMap(({ table, row }) => (table === 'keys' && row ? [[row.arn, row] as const] : [])))
  const stores = new Map(rows.flatMap(({ table, id, row }) => (table === 'customKeyStores' && row ? [[id, row] as const] : [])))
  for (const { table, id, row } of rows) {
    if (table === 'aliases') expect([...keys.keys()]).toContain(row?.target)
    if (table === 'grants') expect([...keys.keys()]).toContain(row?.keyArn)
    if (table === 'usages') expect([...keys.keys()]).toContain(id)
    if (table !== 'keys' || !row) continue
    const { arn, state, materials, primaryRegion, customKeyStoreId } = row
    const complete = materials.some(({ state, bytes }) => state === 'CURRENT' && bytes)
    expect([arn, row.deletionDate !== undefined]).toEqual([arn, state === 'PendingDeletion'])
    expect([arn, row.pendingWindowInDays !== undefined]).toEqual([arn, state === 'PendingReplicaDeletion'])
    expect([arn, row.settlesAt !== undefined]).toEqual([arn, state === 'Creating' || state === 'Updating'])
    if (state === 'Enabled' || state === 'Disabled') expect([arn, complete]).toEqual([arn, true])
    if (state === 'PendingImport') expect([arn, row.origin, complete]).toEqual([arn, 'EXTERNAL', false])
    expect(materials.filter(({ state }) => state === 'CURRENT').length).toBeLessThanOrEqual(1)
    if (customKeyStoreId !== undefined)
      expect([arn, row.unavailable ?? false]).toEqual([arn, stores.get(customKeyStoreId)?.state !== 'CONNECTED'])
    if (primaryRegion === undefined) continue
    const family = [...keys.values()].filter((relative) => relative.id === row.id)
    expect(family.filter(({ region }) => region === primaryRegion)).toHaveLength(1)
    expect(family.map((relative) => relative.primaryRegion)).toEqual(family.map(() => primaryRegion))
  }
}

test('survives any row of requests that mostly fit, one after another, and stays sound', async () => {
  const wait = fc.constantFrom(0, 0, 0, 0, 3600e3, 8 * 86_400e3, 40 * 86_400e3)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(requestOf, wait), { minLength: 5, maxLength: 30 }), async (requests) => {
      const { emulator } = createClient()
      for (const [{ request }, milliseconds] of requests) {
        await emulator.clock.advance(milliseconds)
        await exchange(emulator, request())
      }
      await expectSound(emulator)
    }),
    { numRuns: 300 },
  )
})

test('survives any requests at once, and stays sound', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(requestOf, { minLength: 5, maxLength: 30 }), async (requests) => {
      const { emulator } = createClient()
      const responses = await Promise.all(requests.map(({ request }) => emulator.fetch(request())))
      for (const { status } of responses) expect(status).toBeLessThan(500)
      await expectSound(emulator)
    }),
    { numRuns: 50 },
  )
})

const LIFECYCLE = ['EnableKey', 'DisableKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'DeleteImportedKeyMaterial'] as const

test('takes concurrent calls on one key as if they came in their order', async () => {
  const calls = fc.array(fc.constantFrom(...LIFECYCLE), { minLength: 2, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(calls, fc.constantFrom(SANDBOX.app, SANDBOX.imported), async (calls, KeyId) => {
      const clock = { now: () => Date.UTC(2026, 1, 1) }
      const [atOnce, inOrder] = [createClient({ clock }), createClient({ clock })]
      const raced = await Promise.all(calls.map((call) => atOnce.attempt(call, { KeyId })))
      for (const [i, call] of calls.entries()) expect(raced[i]).toEqual(await inOrder.attempt(call, { KeyId }))
      const described = await inOrder.send('DescribeKey', { KeyId })
      expect(await atOnce.send('DescribeKey', { KeyId })).toEqual(described)
    }),
    { numRuns: 100 },
  )
})

test('gives a name to one of those who ask for it at once', async () => {
  const { attempt } = createClient()
  const answers = await Promise.all(
    ids.map((TargetKeyId) => attempt('CreateAlias', { AliasName: 'alias/contested', TargetKeyId })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('__proto__', 'constructor', ''))

test('decrypts what it encrypted, with the context in any order', async () => {
  const context = fc.uniqueArray(fc.tuple(text, text), { selector: ([key]) => key, maxLength: 8 })
  const shuffled = context.chain((pairs) =>
    fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length, maxLength: pairs.length })),
  )
  const plaintext = fc.uint8Array({ minLength: 1, maxLength: 4096 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  const { send } = createClient()
  await fc.assert(
    fc.asyncProperty(
      plaintext,
      shuffled,
      fc.constantFrom(SANDBOX.app, 'alias/imported'),
      async (Plaintext, [pairs, other], KeyId) => {
        const request = { KeyId, Plaintext, EncryptionContext: Object.fromEntries(pairs) }
        const { CiphertextBlob } = await send('Encrypt', request)
        const opened = await send('Decrypt', { CiphertextBlob, EncryptionContext: Object.fromEntries(other) })
        expect(opened.Plaintext).toBe(Plaintext)
      },
    ),
    { numRuns: 200 },
  )
})

test('does not decrypt with any other context', async () => {
  const context = fc.dictionary(text, text, { maxKeys: 4 })
  const sorted = (pairs: Record<string, string>) => JSON.stringify(Object.entries(pairs).sort())
  const { send, refuse } = createClient()
  await fc.assert(
    fc.asyncProperty(context, context, async (EncryptionContext, other) => {
      fc.pre(sorted(EncryptionContext) !== sorted(other))
      const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'YQ==', EncryptionContext })
      expect(await refuse('Decrypt', { CiphertextBlob, EncryptionContext: other })).toBe('InvalidCiphertextException')
    }),
    { numRuns: 200 },
  )
})
