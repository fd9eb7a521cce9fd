import { once } from 'node:events'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { arnOf, SANDBOX } from '../../src/emulator/test-client.ts'
import { EXPLAIN_HEADER, TRACE_HEADER } from '../../src/facts/trace.ts'
import { createAccess } from '../../src/server/access.ts'
import { type ServeOptions, serve } from '../../src/server/serve.ts'
import { ask, authorizedAs, directory, send, started } from './support.ts'

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
  expect(body.message).toMatch(/^Failed to administer: there are GET health, GET metrics, GET state, /)
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
    [
      { version: 2, rows: [] },
      'the state cannot be taken: it was written by a newer version; this one reads state up to version 1.',
    ],
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

const CONTEXT = { tenant: '42', purpose: 'orders' }
const SESSION = 'arn:aws:sts::111122223333:assumed-role/orders/web-1'
const ROLE = 'arn:aws:iam::111122223333:role/orders'
const ORDERS = authorizedAs('AKIDORDERS')

test('tells what was called, by whom, with which context and outcome', async () => {
  const { url, get, remove } = await admin({ principals: { AKIDORDERS: SESSION }, clock: { now: () => Date.UTC(2026, 1, 1) } })
  await send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', EncryptionContext: CONTEXT }, ORDERS)
  await send(url, 'DescribeKey', { KeyId: 'alias/none' })
  const { body } = await get('calls')
  expect(body).toEqual([
    {
      at: '2026-02-01T00:00:00.000Z',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      operation: 'Encrypt',
      region: 'us-east-1',
      caller: SESSION,
      accessKey: 'AKIDORDERS',
      keys: [arnOf(SANDBOX.app)],
      encryptionContext: CONTEXT,
      outcome: 'success',
    },
    expect.objectContaining({ operation: 'DescribeKey', keys: [], outcome: 'NotFoundException' }),
  ])
  const [encrypt, describe] = body as unknown as readonly unknown[]
  for (const [filter, calls] of [
    ['operation=Encrypt', [encrypt]],
    [`caller=${ROLE}`, [encrypt]],
    ['caller=arn:aws:iam::111122223333:root', [describe]],
    [`key=${SANDBOX.app}`, [encrypt]],
    ['outcome=NotFoundException', [describe]],
    [`encryptionContext=${encodeURIComponent('{"tenant":"42"}')}`, [encrypt]],
    [`encryptionContext=${encodeURIComponent('{"tenant":"43"}')}`, []],
    ['operation=Encrypt&outcome=NotFoundException', []],
  ] as const)
    expect((await get(`calls?${filter}`)).body, filter).toEqual(calls)
  expect((await remove('calls')).body).toEqual([])
  expect((await get('calls')).body).toEqual([])
})

test.each([
  ['who=me', 'there is no filter who. There are operation, caller, key, outcome, encryptionContext.'],
  ['operation=Encrypt&operation=Decrypt', 'operation is there twice.'],
  ['encryptionContext=tenant', 'encryptionContext is not a JSON object of texts.'],
  ['encryptionContext=%7B%22tenant%22%3A42%7D', 'encryptionContext is not a JSON object of texts.'],
])('refuses the filter %s', async (filter, reason) => {
  const { get } = await admin()
  expect(await get(`calls?${filter}`)).toMatchObject({ status: 400, body: { message: `Failed to administer: ${reason}` } })
})

test('keeps the last thousand calls', async () => {
  const { url, get } = await admin()
  for (let i = 0; i < 40; i++) await Promise.all(Array.from({ length: 26 }, () => send(url, 'ListKeys', { Limit: 1 })))
  await send(url, 'ListAliases', {})
  const calls = (await get('calls')).body as unknown as readonly { readonly operation: string }[]
  expect(calls).toHaveLength(1000)
  expect(calls.at(-1)).toMatchObject({ operation: 'ListAliases' })
})

test('explains a request that asks for it, and no other', async () => {
  const { url, get } = await admin()
  const encrypt = (headers: Readonly<Record<string, string>>) =>
    send(url, 'Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' }, headers)
  expect((await encrypt({})).headers.has(TRACE_HEADER)).toBe(false)
  const { headers, body } = await encrypt({ [EXPLAIN_HEADER]: 'true', origin: 'https://example.com' })
  const trace = JSON.parse(headers.get(TRACE_HEADER) ?? '[]')
  expect(trace.at(-1)).toMatchObject({ check: 'state', outcome: 'failed', error: { code: body.__type, message: body.message } })
  expect(headers.get('access-control-expose-headers')).toContain(TRACE_HEADER)
  const [silent, explained] = (await get('calls')).body as unknown as readonly object[]
  expect(silent).not.toHaveProperty('trace')
  expect(explained).toMatchObject({ trace })
})

test('explains every request, where it is started so', async () => {
  const { url, get } = await admin({ explain: true })
  const { headers } = await send(url, 'ListKeys', { Limit: 1 })
  const trace = JSON.parse(headers.get(TRACE_HEADER) ?? '[]')
  expect(trace).toMatchObject([{ check: 'request' }, { check: 'access' }, { check: 'operation' }])
  expect((await get('calls')).body).toMatchObject([{ operation: 'ListKeys', trace }])
})

/** Texts that requests carry where something secret stands. `!` is in no base64. */
const SECRETS = ['c2VjcmV0LXNlY3JldA==', 'secret!secret', 'x'.repeat(9000)]

test('keeps nothing secret of a call, whether it is carried out or refused', async () => {
  const { url, get } = await admin({ explain: true })
  for (const secret of SECRETS) {
    for (const value of [secret, [secret], { [secret]: secret }]) {
      const key = { KeyId: 'alias/app' }
      for (const [operation, body] of [
        ['Encrypt', { ...key, Plaintext: value }],
        ['Decrypt', { CiphertextBlob: value }],
        ['Sign', { KeyId: 'alias/signing', Message: value, SigningAlgorithm: 'ECDSA_SHA_256' }],
        ['GenerateMac', { KeyId: 'alias/mac', Message: value, MacAlgorithm: 'HMAC_SHA_256' }],
        ['ImportKeyMaterial', { KeyId: SANDBOX.imported, EncryptedKeyMaterial: value, ImportToken: value }],
        ['CreateCustomKeyStore', { CustomKeyStoreName: 'x', KeyStorePassword: value }],
      ] as const)
        await send(url, operation, body)
    }
  }
  await send(url, 'GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' })
  const { body } = await get('calls')
  const text = JSON.stringify(body)
  expect(body).toHaveLength(SECRETS.length * 3 * 6 + 1)
  for (const secret of SECRETS) expect(text).not.toContain(secret)
  expect(text).not.toContain('"Plaintext"')
})

const allow = (Action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } })

test('attaches policies of IAM, and takes them away', async () => {
  const { url, get, put } = await admin({ principals: { AKIDORDERS: SESSION } })
  const codeOf = async (operation: string, body: object) => (await send(url, operation, body, ORDERS)).body.__type
  const encrypt = () => codeOf('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=' })
  const describe = () => codeOf('DescribeKey', { KeyId: 'alias/app' })
  expect([await encrypt(), await describe()]).toEqual([undefined, undefined])

  const identity = { principal: ROLE, policies: { Seal: allow('kms:Encrypt') }, permissionsBoundary: allow('kms:*') }
  expect(await put('identities', identity)).toMatchObject({ status: 200, body: [identity] })
  expect([await encrypt(), await describe()]).toEqual([undefined, 'AccessDeniedException'])
  const session = { principal: SESSION, sessionPolicies: [allow('kms:ListKeys')] }
  expect((await put('identities', session)).body).toEqual([identity, session])
  expect([await encrypt(), await describe()]).toEqual(['AccessDeniedException', 'AccessDeniedException'])

  expect((await put('identities', { principal: SESSION })).body).toEqual([identity])
  expect((await put('identities', { ...identity, policies: { Seal: JSON.stringify(allow('kms:Describe*')) } })).status).toBe(200)
  expect([await encrypt(), await describe()]).toEqual(['AccessDeniedException', undefined])
  await put('identities', { principal: ROLE })
  expect((await get('identities')).body).toEqual([])
  expect([await encrypt(), await describe()]).toEqual([undefined, undefined])
})

test.each([
  [{}, 'Failed to administer: principal is not a text.'],
  [{ principal: ROLE, policies: [] }, 'Failed to administer: policies is not an object of names and policies.'],
  [{ principal: ROLE, policies: { A: 1 } }, 'Failed to administer: policies.A is no policy: neither an object nor a text.'],
  [{ principal: ROLE, sessionPolicies: 'x' }, 'Failed to administer: sessionPolicies is not a list.'],
  [{ principal: ROLE, other: 1 }, 'Failed to administer: there is no member other.'],
  [{ principal: 'me', policies: {} }, "Failed to attach policies to 'me': it is not the ARN of a user, role or session."],
  [{ principal: ROLE, policies: { A: '{' } }, `Failed to attach policies to '${ROLE}': The policy is not valid JSON.`],
])('refuses to attach %j', async (identity, message) => {
  const { get, put } = await admin()
  expect(await put('identities', identity)).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } })
  expect((await get('identities')).body).toEqual([])
})

test('shares a key with other accounts', async () => {
  const { url, get, put } = await admin({ principals: { AKIDOTHER: 'arn:aws:iam::999988887777:role/partner' } })
  const share = { key: arnOf(SANDBOX.app), accounts: ['999988887777'] }
  const encrypt = async () =>
    (await send(url, 'Encrypt', { KeyId: share.key, Plaintext: 'aGk=' }, authorizedAs('AKIDOTHER'))).status
  expect(await encrypt()).toBe(400)
  expect((await put('shares', share)).body).toEqual([share])
  expect(await encrypt()).toBe(200)
  expect((await put('shares', { ...share, accounts: [] })).body).toEqual([])
  expect(await encrypt()).toBe(400)
  for (const [wrong, reason] of [
    [{ key: share.key }, 'Failed to administer: accounts is not a list.'],
    [{ ...share, accounts: [1] }, 'Failed to administer: accounts[0] is not a text.'],
    [{ ...share, key: 'alias/app' }, 'Failed to share alias/app: there is no such key.'],
    [
      { ...share, accounts: ['111122223333'] },
      `Failed to share ${share.key}: '111122223333' is not the number of another account.`,
    ],
  ] as const)
    expect(await put('shares', wrong)).toMatchObject({ status: 400, body: { message: reason } })
  expect((await get('shares')).body).toEqual([])
})

test('keeps policies and shares in the data directory, and in snapshots', async () => {
  const data = directory()
  const identity = { principal: ROLE, policies: { Seal: allow('kms:Encrypt') } }
  const share = { key: arnOf(SANDBOX.app), accounts: ['999988887777'] }
  const first = await serve({ port: 0, data })
  const put = (url: string, path: string, body: unknown) =>
    ask(`${url}/_qkms/${path}`, { method: 'PUT', body: JSON.stringify(body) })
  await put(first.url, 'identities', identity)
  await put(first.url, 'shares', share)
  await first.close()
  const { get } = await admin({ data })
  const held = async (read: typeof get) => [(await read('identities')).body, (await read('shares')).body]
  expect(await held(get)).toEqual([[identity], [share]])
  const other = await admin()
  await other.put('state', (await get('state?secrets')).body)
  expect(await held(other.get)).toEqual([[identity], [share]])
})
