import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, onTestFinished, test } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import { openDirectory } from '../../src/server/data-directory.ts'
import type { LogEntry } from '../../src/server/log.ts'
import { placeOf } from '../../src/server/place.ts'
import { MOST_SANDBOXES } from '../../src/server/sandboxes.ts'
import { serve } from '../../src/server/serve.ts'
import { proveApart } from '../proofs/sandboxes.ts'
import { ask, authorizedAs, command, directory, send, started } from './support.ts'

const FILE = 'q-kms.sqlite'
const at = (url: string, name: string): string => `${url}/_sandbox/${name}`
const admin = (url: string, method: string, path: string, body?: unknown) =>
  ask(`${url}/_qkms/${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
const listed = async (url: string): Promise<unknown> => (await admin(url, 'GET', 'sandboxes')).body
const alias = (url: string, AliasName: string) => send(url, 'CreateAlias', { AliasName, TargetKeyId: SANDBOX.app })
const found = async (url: string, KeyId: string): Promise<unknown> => {
  const { status, body } = await send(url, 'DescribeKey', { KeyId })
  return status === 200 ? 'found' : body.__type
}

test.each([
  ['/', undefined, '/'],
  ['/_qkms/clock', undefined, '/_qkms/clock'],
  ['/_sandbox', undefined, '/_sandbox'],
  ['/_sandboxes/a/', undefined, '/_sandboxes/a/'],
  ['/a/_sandbox/b/', undefined, '/a/_sandbox/b/'],
  ['/_sandbox/a', 'a', '/'],
  ['/_sandbox/a/', 'a', '/'],
  ['/_sandbox/a?x=/b', 'a', '/?x=/b'],
  ['/_sandbox/a/_qkms/calls?key=1', 'a', '/_qkms/calls?key=1'],
  ['/_sandbox/a/_sandbox/b/', 'a', '/_sandbox/b/'],
  ['/_sandbox/', '', '/'],
])('the path %s names the sandbox %s', (url, name, path) => {
  expect(placeOf(url)).toEqual({ name, path })
})

test('many clients in many sandboxes find each their own, and nothing of one works in another', async () => {
  const { url } = await started()
  const { faults, tried } = await proveApart(url, { sandboxes: 12, clients: 6, pairs: 3 })
  expect(faults).toEqual([])
  expect(tried).toBe(27)
})

test('each has its own time, faults, calls and metrics, below its own path', async () => {
  const { url } = await started({ clock: { now: () => 0 } })
  const [a, b] = [at(url, 'a'), at(url, 'b')]
  await admin(a, 'POST', 'clock', { advanceSeconds: 60 })
  await admin(a, 'POST', 'faults', { error: 'ThrottlingException' })
  expect([await found(b, 'alias/app'), await found(url, 'alias/app'), await found(a, 'alias/app')]).toEqual([
    'found',
    'found',
    'ThrottlingException',
  ])
  await found(a, 'alias/none')
  const stateOf = async (base: string) => [
    (await admin(base, 'GET', 'clock')).body.now,
    (await admin(base, 'GET', 'faults')).body,
    ((await admin(base, 'GET', 'calls')).body as unknown as readonly { readonly outcome: string }[]).map(
      ({ outcome }) => outcome,
    ),
  ]
  expect(await stateOf(a)).toEqual(['1970-01-01T00:01:00.000Z', [], ['NotFoundException']])
  expect(await stateOf(b)).toEqual(['1970-01-01T00:00:00.000Z', [], ['success']])
  expect(await stateOf(url)).toEqual(['1970-01-01T00:00:00.000Z', [], ['success']])

  const countsOf = async (base: string) =>
    [...(await (await fetch(`${base}/metrics`)).text()).matchAll(/requests_total\{.*outcome="(\w+)"\} (\d+)/g)].map(
      ([, outcome, count]) => `${outcome} ${count}`,
    )
  expect(await countsOf(a)).toEqual(['ThrottlingException 1', 'NotFoundException 1'])
  expect(await countsOf(b)).toEqual(['success 1'])
  expect(await countsOf(url)).toEqual(['success 2', 'ThrottlingException 1', 'NotFoundException 1'])
})

test('all begin with the same keys, so that a ciphertext under one of these decrypts in any', async () => {
  const { url } = await started()
  const { body } = await send(at(url, 'a'), 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=' })
  for (const place of [at(url, 'b'), url])
    expect((await send(place, 'Decrypt', { CiphertextBlob: body.CiphertextBlob })).body.Plaintext).toBe('aGk=')
})

test('is made by being named, reset alone, and removed alone', async () => {
  const { url } = await started()
  expect(await listed(url)).toEqual([])
  for (const name of ['b', 'a']) expect((await alias(at(url, name), 'alias/own')).status).toBe(200)
  expect(await listed(url)).toEqual(['a', 'b'])
  await admin(at(url, 'a'), 'POST', 'reset')
  expect([await found(at(url, 'a'), 'alias/own'), await found(at(url, 'b'), 'alias/own')]).toEqual(['NotFoundException', 'found'])
  expect((await admin(at(url, 'b'), 'DELETE', 'sandbox')).body).toEqual({ status: 'removed' })
  expect(await listed(url)).toEqual(['a'])
  expect(await found(at(url, 'b'), 'alias/own')).toBe('NotFoundException')
  expect((await admin(at(url, 'never'), 'DELETE', 'sandbox')).body).toEqual({ status: 'removed' })
  expect(await listed(url)).toEqual(['a', 'b'])
  expect((await admin(url, 'DELETE', 'sandboxes')).body).toEqual([])
  expect(await listed(url)).toEqual([])
  expect((await admin(url, 'DELETE', 'sandbox')).status).toBe(404)
})

test('neither a look, nor the preflight of a page, nor a request for another service makes one', async () => {
  const { url } = await started()
  expect((await fetch(at(url, 'a'))).status).toBe(200)
  await fetch(at(url, 'a'), { method: 'OPTIONS' })
  await fetch(`${at(url, 'a')}/bucket/key`, {
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=K/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
  })
  expect((await ask(`${at(url, 'a')}/_qkms/none`)).status).toBe(404)
  expect(await listed(url)).toEqual([])
})

/** A path as it is: URL parsers would resolve the dots. */
const raw = (url: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', path, headers: headersOf('ListKeys') }, (incoming) => {
      let text = ''
      incoming.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text))
    })
    outgoing.on('error', reject).end('{}')
  })

test.each(['', '.', '..', '%2e%2e', '..%2f..', 'A', 'a.b', '-a', '_a', '%C3%A4', 'a%20b', 'a%00', '\\..', 'a'.repeat(64)])(
  'takes no name %j, and makes no file of it',
  async (name) => {
    const data = join(directory(), 'below', 'data')
    const { url } = await started({ data })
    const before = readdirSync(data)
    expect(await raw(url, `/_sandbox/${name}/`)).toContain('"ValidationException"')
    expect((await ask(`${url}/_qkms/sandboxes`)).body).toEqual([])
    expect(readdirSync(data)).toEqual(before)
    expect(readdirSync(join(data, '..'))).toEqual(['data'])
  },
)

test('takes no more than there may be, and one again when another is gone', async () => {
  const { url } = await started()
  for (let index = 0; index < MOST_SANDBOXES; index += 50)
    await Promise.all(Array.from({ length: 50 }, (_, more) => admin(at(url, `s${index + more}`), 'GET', 'clock')))
  expect(await listed(url)).toHaveLength(MOST_SANDBOXES)
  expect(await send(at(url, 'more'), 'ListKeys', {})).toMatchObject({
    status: 400,
    body: {
      __type: 'LimitExceededException',
      message: `Failed to make the sandbox 'more': there are ${MOST_SANDBOXES} already. DELETE /_sandbox/NAME/_qkms/sandbox removes one.`,
    },
  })
  expect((await admin(at(url, 'more'), 'GET', 'clock')).body.message).toContain('there are 1000 already')
  expect((await send(at(url, 's7'), 'ListKeys', {})).status).toBe(200)
  await admin(at(url, 's7'), 'DELETE', 'sandbox')
  expect((await send(at(url, 'more'), 'ListKeys', {})).status).toBe(200)
})

test('each begins with the seed of the server, or with its own', async () => {
  const seed = join(directory(), 'seed.yaml')
  writeFileSync(seed, 'Keys: [{ KeyId: bc436485-5092-42b8-92a3-0aa8b93536dc, Aliases: [alias/server] }]')
  const data = directory()
  const own = 'Keys: [{ KeyId: 800d5768-3fd7-4edd-a4b8-4c81c3e4c147, Aliases: [alias/own] }]'
  const first = await serve({ port: 0, seed, data })
  const seen = async (url: string) => [await found(url, 'alias/server'), await found(url, 'alias/own')]
  const [SERVERS, OWN] = [
    ['found', 'NotFoundException'],
    ['NotFoundException', 'found'],
  ]
  expect((await admin(at(first.url, 'a'), 'PUT', 'seed', own)).body).toEqual({ status: 'reset' })
  expect([await seen(at(first.url, 'a')), await seen(at(first.url, 'b')), await seen(first.url)]).toEqual([OWN, SERVERS, SERVERS])
  expect(await admin(at(first.url, 'a'), 'PUT', 'seed', 'Keys: [{}]')).toMatchObject({
    status: 400,
    body: { message: 'Failed to read the seed, line 1, Keys[0]: KeyId is missing.' },
  })
  const snapshot = await (await fetch(`${at(first.url, 'a')}/_qkms/state?secrets`)).text()
  await first.close()

  const { url } = await started({ seed, data })
  await send(at(url, 'a'), 'DeleteAlias', { AliasName: 'alias/own' })
  await admin(at(url, 'a'), 'POST', 'reset')
  expect(await seen(at(url, 'a'))).toEqual(OWN)
  await admin(at(url, 'b'), 'PUT', 'state', snapshot)
  await admin(at(url, 'b'), 'POST', 'reset')
  expect(await seen(at(url, 'b'))).toEqual(OWN)
  await admin(at(url, 'a'), 'DELETE', 'seed')
  expect(await seen(at(url, 'a'))).toEqual(SERVERS)
})

test('an unmodified SDK takes the path as its endpoint, with signatures that are checked, and a session is of one sandbox', async () => {
  const { url } = await started({ secrets: { AKIDME: 'a secret' } })
  const settings = (name: string, credentials = { accessKeyId: 'AKIDME', secretAccessKey: 'a secret' }) => ({
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    endpoint: at(url, name),
  })
  const nameOf = async (client: KMSClient): Promise<string> =>
    client.send(new ListKeysCommand({ Limit: 1 })).then(
      () => 'success',
      (error: Error) => error.name,
    )
  const { Credentials } = await new STSClient(settings('a')).send(
    new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111122223333:role/worker', RoleSessionName: 'me' }),
  )
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  const session = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  expect(await nameOf(new KMSClient(settings('a')))).toBe('success')
  expect(await nameOf(new KMSClient({ ...settings('b'), endpoint: `${at(url, 'b')}/` }))).toBe('success')
  expect(await nameOf(new KMSClient(settings('a', session)))).toBe('success')
  expect(await nameOf(new KMSClient(settings('b', session)))).toBe('UnrecognizedClientException')
  expect(await nameOf(new KMSClient(settings('a', { accessKeyId: 'AKIDME', secretAccessKey: 'another' })))).toBe(
    'InvalidSignatureException',
  )
  expect(await nameOf(new KMSClient(settings('A')))).toBe('ValidationException')
  // What was signed for one sandbox is not taken in another.
  const client = new KMSClient(settings('a'))
  client.middlewareStack.add(
    (next) => (args) => {
      ;(args.request as { path: string }).path = '/_sandbox/b'
      return next(args)
    },
    { step: 'deserialize', priority: 'low' },
  )
  expect(await nameOf(client)).toBe('InvalidSignatureException')
})

test('the administration of each is closed to other pages and without the token, and denied requests make none', async () => {
  const { url } = await started()
  const { url: tokened } = await started({ adminToken: 'a-token' })
  expect((await ask(`${at(url, 'a')}/_qkms/state`, { headers: { origin: 'https://example.com' } })).status).toBe(403)
  expect((await ask(`${at(tokened, 'a')}/_qkms/clock`)).status).toBe(401)
  expect((await ask(`${at(tokened, 'a')}/_qkms/sandbox`, { method: 'DELETE' })).status).toBe(401)
  expect((await ask(`${tokened}/_qkms/sandboxes`, { method: 'DELETE' })).status).toBe(401)
  expect((await ask(`${tokened}/_qkms/sandboxes`, { headers: { authorization: 'Bearer a-token' } })).body).toEqual([])
  expect(await listed(url)).toEqual([])
})

test('each is kept in the data directory on its own, and one that is removed leaves nothing behind', async () => {
  const data = directory()
  const first = await serve({ port: 0, data })
  for (const name of ['a', 'b']) await alias(at(first.url, name), `alias/of-${name}`)
  await admin(at(first.url, 'a'), 'POST', 'clock', { advanceSeconds: 1000 })
  const then = Date.parse(String((await admin(at(first.url, 'a'), 'GET', 'clock')).body.now))
  await first.close()

  // A server that died while it removed one.
  mkdirSync(join(data, 'sandboxes', '.removed-0'))
  writeFileSync(join(data, 'sandboxes', '.removed-0', FILE), '')
  const { url } = await started({ data })
  expect(readdirSync(join(data, 'sandboxes')).toSorted()).toEqual(['a', 'b'])
  expect(await listed(url)).toEqual(['a', 'b'])
  expect(await found(at(url, 'a'), 'alias/of-a')).toBe('found')
  expect(await found(at(url, 'a'), 'alias/of-b')).toBe('NotFoundException')
  expect(await found(url, 'alias/of-a')).toBe('NotFoundException')
  expect(Date.parse(String((await admin(at(url, 'a'), 'GET', 'clock')).body.now))).toBeGreaterThanOrEqual(then)

  // One that was used since the start, and one that was not.
  for (const name of ['a', 'b']) await admin(at(url, name), 'DELETE', 'sandbox')
  expect(existsSync(join(data, 'sandboxes'))).toBe(false)
  expect(readdirSync(data).every((name) => name.startsWith(FILE))).toBe(true)
  expect(await found(at(url, 'a'), 'alias/of-a')).toBe('NotFoundException')
})

test('a request that runs while its sandbox is removed is not said to have succeeded', async () => {
  const { url } = await started({ data: directory() })
  await alias(at(url, 'a'), 'alias/before')
  await admin(at(url, 'a'), 'POST', 'faults', { operation: 'CreateAlias', latencyMilliseconds: 300 })
  const late = alias(at(url, 'a'), 'alias/late')
  while (((await admin(at(url, 'a'), 'GET', 'faults')).body as unknown as readonly unknown[]).length > 0) {}
  await admin(at(url, 'a'), 'DELETE', 'sandbox')
  expect(await late).toMatchObject({ status: 500, body: { message: 'The sandbox is gone.' } })
  expect(await listed(url)).toEqual([])
})

test('says why it cannot open one, keeps its file as it is, and lets the others be', async () => {
  const data = directory()
  const folder = join(data, 'sandboxes', 'broken')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, FILE), 'x'.repeat(5000))
  const { url } = await started({ data })
  const message = expect.stringContaining(`Failed to open ${join(folder, FILE)}: file is not a database`)
  expect(await send(at(url, 'broken'), 'ListKeys', {})).toMatchObject({ status: 500, body: { message } })
  expect(await admin(at(url, 'broken'), 'GET', 'clock')).toMatchObject({ status: 400, body: { message } })
  expect((await send(at(url, 'whole'), 'ListKeys', {})).status).toBe(200)
  expect(readFileSync(join(folder, FILE), 'utf8')).toBe('x'.repeat(5000))
})

test('the command takes the address of one, and the directory of one', async () => {
  const data = directory()
  const server = await serve({ port: 0, data })
  await alias(at(server.url, 'a'), 'alias/of-a')
  const file = join(directory(), 'state.json')
  expect((await command(['snapshot', '--url', `${at(server.url, 'a')}/`, '--out', file]).end).code).toBe(0)
  expect((await command(['restore', '--url', at(server.url, 'b'), file]).end).code).toBe(0)
  expect(await found(at(server.url, 'b'), 'alias/of-a')).toBe('found')
  expect(await found(server.url, 'alias/of-a')).toBe('NotFoundException')
  await server.close()
  const { out } = await command(['snapshot', '--data', join(data, 'sandboxes', 'b')]).end
  expect(out).toContain('alias/of-a')
})

test('the log names the sandbox', async () => {
  const entries: LogEntry[] = []
  const { url } = await started({ log: (entry) => entries.push(entry) })
  await send(at(url, 'a'), 'ListKeys', {}, authorizedAs('AKID'))
  await send(url, 'ListKeys', {})
  expect(entries).toMatchObject([{ sandbox: 'a', operation: 'ListKeys' }, { operation: 'ListKeys' }])
  expect(entries[1]).not.toHaveProperty('sandbox')
})

test('a directory that another program uses is one that cannot be opened', async () => {
  const data = directory()
  const held = await openDirectory(join(data, 'sandboxes', 'a'))
  onTestFinished(() => held.close())
  const { url } = await started({ data })
  expect((await send(at(url, 'a'), 'ListKeys', {})).body.message).toContain('another server is using it.')
})
