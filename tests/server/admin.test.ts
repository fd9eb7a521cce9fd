import { once } from 'node:events'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { createAccess } from '../../src/server/access.ts'
import type { ServeOptions } from '../../src/server/serve.ts'
import { ask, send, started } from './support.ts'

const admin = async (options: ServeOptions = {}) => {
  const { url } = await started(options)
  const at = (path: string) => `${url}/_qkms/${path}`
  return {
    url,
    get: (path: string) => ask(at(path)),
    post: (path: string, body: unknown = {}) => ask(at(path), { method: 'POST', body: JSON.stringify(body) }),
    put: (path: string, body: unknown) => ask(at(path), { method: 'PUT', body: JSON.stringify(body) }),
    remove: (path: string) => ask(at(path), { method: 'DELETE' }),
  }
}

/** Asks with headers that fetch does not let be set. */
const statusWith = async (
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> => {
  const [incoming] = await once(request(url, { method, headers }).end(), 'response')
  incoming.resume()
  return incoming.statusCode
}

test('tells its health, and what else it has', async () => {
  const { url, get } = await admin()
  expect(await get('health')).toMatchObject({ status: 200, body: { status: 'ok' } })
  const { status, body } = await get('nothing')
  expect(status).toBe(404)
  expect(body.message).toMatch(/^Failed to administer: there are GET health, GET state, /)
  expect((await get('constructor')).status).toBe(404)
  expect((await fetch(`${url}/_qkms/health`, { method: 'HEAD' })).status).toBe(200)
})

test('shows the state, without key material unless asked', async () => {
  const { get } = await admin()
  for (const path of ['state', 'state?secrets=false', 'state?secrets=0']) {
    const shown = JSON.stringify((await get(path)).body)
    expect(shown).toContain(SANDBOX.app)
    expect(shown).not.toContain('$bytes')
    expect(shown).not.toContain('sandbox-password')
  }
  for (const path of ['state?secrets', 'state?secrets=true']) {
    const whole = JSON.stringify((await get(path)).body)
    expect(whole).toContain('$bytes')
    expect(whole).toContain('sandbox-password')
  }
})

test('takes its state back', async () => {
  const { url, get, put } = await admin()
  const { body: before } = await get('state?secrets')
  const { body: encrypted } = await send(url, 'Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGVsbG8=' })
  const other = await admin()
  await send(other.url, 'CreateAlias', { AliasName: 'alias/other', TargetKeyId: SANDBOX.app })
  expect((await other.put('state', before)).status).toBe(200)
  expect((await other.get('state?secrets')).body).toEqual(before)
  const { body } = await send(other.url, 'Decrypt', { CiphertextBlob: encrypted.CiphertextBlob })
  expect(body).toMatchObject({ Plaintext: 'aGVsbG8=' })
  expect((await put('state', before)).status).toBe(200)
})

test('takes a state that is larger than any request of the service', async () => {
  const { get, put } = await admin()
  const { body } = await get('state?secrets')
  const rows = body.rows as readonly Readonly<Record<string, unknown>>[]
  const [key] = rows.filter(({ table }) => table === 'keys')
  const copies = Array.from({ length: 3000 }, (_, index) => ({
    table: 'usages',
    id: `usage ${index}`,
    row: { operation: 'Encrypt', at: 0, eventId: 'x'.repeat(500), requestId: 'r' },
  }))
  expect(await put('state', { version: 1, rows: [key, ...copies] })).toMatchObject({ status: 200, body: { rows: 3001 } })
})

test('refuses what is not a state, and keeps its own', async () => {
  const { get, put } = await admin()
  const { body: before } = await get('state?secrets')
  const wrong: readonly (readonly [unknown, string])[] = [
    [[], 'the state is not an object with a list of rows.'],
    [{ version: 2, rows: [] }, 'the state has version 2, and this q-kms reads version 1.'],
    [{ version: 1, rows: [{ table: 'nothing', id: 'x', row: {} }] }, 'rows[0] is not a row of'],
    [{ version: 1, rows: [{ table: 'constructor', id: 'x', row: {} }] }, 'rows[0] is not a row of'],
    [{ version: 1, rows: [{ table: 'keys', id: 'x', row: {} }] }, 'rows[0] is not a whole row of keys.'],
  ]
  for (const [state, reason] of wrong) {
    const { status, body } = await put('state', state)
    expect(status).toBe(400)
    expect(body.message).toContain(`Failed to administer: ${reason}`)
  }
  expect((await get('state?secrets')).body).toEqual(before)
})

test('resets', async () => {
  const { url, post } = await admin()
  await send(url, 'CreateAlias', { AliasName: 'alias/gone', TargetKeyId: SANDBOX.app })
  await post('clock', { advanceSeconds: 1000 })
  await post('faults', {})
  expect((await post('reset')).status).toBe(200)
  expect((await send(url, 'DescribeKey', { KeyId: 'alias/gone' })).body).toMatchObject({ __type: 'NotFoundException' })
  expect((await send(url, 'DescribeKey', { KeyId: SANDBOX.app })).status).toBe(200)
})

test('moves the clock', async () => {
  const { url, get, post } = await admin()
  const before = Date.parse(String((await get('clock')).body.now))
  const { body } = await post('clock', { advanceSeconds: 31 * 86_400 })
  expect(Date.parse(String(body.now)) - before).toBeGreaterThanOrEqual(31 * 86_400_000)
  expect((await send(url, 'DescribeKey', { KeyId: SANDBOX['pending-deletion'] })).body).toMatchObject({
    __type: 'NotFoundException',
  })
  for (const advanceSeconds of [-1, 'soon', 1e300, null]) expect((await post('clock', { advanceSeconds })).status).toBe(400)
})

test('makes the next requests fail, or late', async () => {
  const { url, get, post, remove } = await admin()
  const fault = { operation: 'Encrypt', times: 2, error: 'ThrottlingException', message: 'Slow down.', latencyMilliseconds: 0 }
  expect((await post('faults', fault)).body).toEqual([fault])
  const encrypt = async () => (await send(url, 'Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGVsbG8=' })).body
  expect((await send(url, 'ListKeys', {})).status).toBe(200)
  expect(await encrypt()).toEqual({ __type: 'ThrottlingException', message: 'Slow down.' })
  expect((await get('faults')).body).toEqual([{ ...fault, times: 1 }])
  expect(await encrypt()).toMatchObject({ __type: 'ThrottlingException' })
  expect(await encrypt()).toHaveProperty('CiphertextBlob')

  await post('faults', { latencyMilliseconds: 50 })
  const began = performance.now()
  expect(await encrypt()).toHaveProperty('CiphertextBlob')
  expect(performance.now() - began).toBeGreaterThanOrEqual(45)

  await post('faults', { error: 'KMSInternalException' })
  expect((await send(url, 'ListKeys', {})).status).toBe(500)
  await post('faults', {})
  await remove('faults')
  expect((await get('faults')).body).toEqual([])
})

test.each([
  [{ operation: 'Nothing' }, 'operation is not the name of one.'],
  [{ operation: ['Encrypt'] }, 'operation is not the name of one.'],
  [
    { latency: 5 },
    'there is no member latency. There are operation, times, error, message, status, cut, contentType, latencyMilliseconds, bodyMilliseconds.',
  ],
  [{ times: 0 }, 'times is not a whole number of 1 or more.'],
  [{ error: 'NoSuchException' }, 'error is not one of AccessDeniedException,'],
  [{ message: 7 }, 'message is not a text.'],
  [{ status: 200 }, 'status is not a whole number from 400 to 599.'],
  [{ status: 503, error: 'ThrottlingException' }, 'error and status exclude each other.'],
  [{ status: 503, cut: 'response' }, 'status and cut exclude each other.'],
  [{ error: 'ThrottlingException', cut: 'request' }, 'error and cut exclude each other.'],
  [{ cut: 'wire' }, 'cut is not one of request, response.'],
  [{ contentType: 'a\nb' }, 'contentType is not the value of a header.'],
  [{ bodyMilliseconds: -1 }, 'bodyMilliseconds is not a number from 0 to 3600000.'],
  [{ latencyMilliseconds: 'long' }, 'latencyMilliseconds is not a number from 0 to 3600000.'],
  [[], 'the body is not a JSON object.'],
])('refuses the fault %j', async (fault, reason) => {
  const { post } = await admin()
  const { status, body } = await post('faults', fault)
  expect(status).toBe(400)
  expect(body.message).toContain(`Failed to administer: ${reason}`)
})

test('answers nobody who comes under another name, or from a page of another site', async () => {
  const { url } = await admin()
  const { host, port } = new URL(url)
  const paths = ['GET state', 'GET state?secrets', 'POST reset', 'POST clock', 'PUT state'].map((route) => route.split(' '))
  for (const [method = '', path] of paths) {
    const status = (headers: Readonly<Record<string, string>>) => statusWith(`${url}/_qkms/${path}`, method, headers)
    expect(await status({ host: 'rebound.example' })).toBe(403)
    expect(await status({ host: `127.0.0.1.rebound.example:${port}` })).toBe(403)
    expect(await status({ origin: 'https://example.com' })).toBe(403)
    expect(await status({ origin: 'null' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403)
  }
  const clock = (headers: Readonly<Record<string, string>>) => statusWith(`${url}/_qkms/clock`, 'GET', headers)
  expect(await clock({ host: `localhost:${port}` })).toBe(200)
  expect(await clock({ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(await clock({ 'sec-fetch-site': 'none' })).toBe(200)
})

test('tells its health to all', async () => {
  for (const options of [{}, { adminToken: 'secret' }]) {
    const { url } = await started(options)
    for (const headers of [{ host: 'q-kms:4599' }, { origin: 'https://example.com' }, { 'sec-fetch-site': 'cross-site' }])
      expect(await statusWith(`${url}/_qkms/health`, 'GET', headers)).toBe(200)
  }
})

test('answers at another name of this machine, where that is allowed', async () => {
  const { url } = await started({ allowHosts: ['q-kms', 'KMS.test'] })
  const status = (headers: Readonly<Record<string, string>>) => statusWith(`${url}/_qkms/clock`, 'GET', headers)
  for (const host of ['q-kms', 'q-kms:4599', 'kms.test', 'localhost']) expect(await status({ host })).toBe(200)
  for (const host of ['rebound.example', 'q-kms.rebound.example', 'test', 'xq-kms']) expect(await status({ host })).toBe(403)
  expect(await status({ host: 'q-kms', origin: 'https://example.com' })).toBe(403)
})

test('wants its token from all, and no more from who has it', async () => {
  const { url, get } = await admin({ adminToken: 'a-secret' })
  const status = (headers: Readonly<Record<string, string>>) => statusWith(`${url}/_qkms/state?secrets`, 'GET', headers)
  const authorization = 'Bearer a-secret'
  expect(await status({ authorization })).toBe(200)
  expect(await status({ authorization, host: 'q-kms:4599' })).toBe(200)
  for (const wrong of ['Bearer a-secre', 'Bearer a-secrets', 'Bearer', 'Basic a-secret', 'a-secret', ''])
    expect(await status({ authorization: wrong })).toBe(401)
  const reply = await get('state')
  expect(reply).toMatchObject({ status: 401, body: { message: expect.stringContaining('--admin-token') } })
  expect(reply.headers.get('www-authenticate')).toBe('Bearer')
  expect(JSON.stringify(reply.body)).not.toContain('a-secret')
})

test('answers another machine only with the token', async () => {
  const asking = (headers: Readonly<Record<string, string>>, from: string) => ({
    method: 'GET',
    url: '/_qkms/state',
    headers: new Headers(headers),
    address: from,
    scheme: 'http' as const,
  })
  for (const from of ['172.17.0.1', '::ffff:10.0.0.1', 'fe80::1']) {
    expect(createAccess()(asking({ host: 'localhost:4599' }, from))?.status).toBe(403)
    expect(createAccess({ hosts: ['q-kms'] })(asking({ host: 'q-kms' }, from))?.status).toBe(403)
    expect(createAccess({ token: 't' })(asking({ host: 'q-kms', authorization: 'Bearer t' }, from))).toBeUndefined()
  }
})

test('gives no page of another site leave to ask', async () => {
  const { url } = await admin()
  const { headers } = await fetch(`${url}/_qkms/state`, { method: 'OPTIONS' })
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect((await fetch(`${url}/_qkms/health`)).headers.get('access-control-allow-origin')).toBeNull()
})
