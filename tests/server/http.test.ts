import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sandbox } from '../../src/emulator/sandbox.ts'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import { createAdmin } from '../../src/server/admin.ts'
import { listen, urlOf } from '../../src/server/http.ts'
import type { LogEntry } from '../../src/server/log.ts'
import { sandboxMaker } from '../../src/server/sandbox.ts'
import { openSandboxes } from '../../src/server/sandboxes.ts'
import { ask, send, started } from './support.ts'

const describeApp = { KeyId: SANDBOX.app }

/** Sends bytes, and gives what comes back until the server closes the connection. */
const exchange = async (url: string, ...parts: readonly (string | Uint8Array)[]): Promise<string> => {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (chunk) => (text += chunk))
  socket.on('error', () => {})
  for (const part of parts) socket.write(part)
  await once(socket, 'close')
  return text
}

const stillAnswers = async (url: string) => expect((await send(url, 'DescribeKey', describeApp)).status).toBe(200)

test('answers at any path, with the headers of the service', async () => {
  const { url } = await started()
  for (const path of ['', '/', '/any/where?x=1']) {
    const { status, headers, body } = await send(url + path, 'DescribeKey', describeApp)
    expect(status).toBe(200)
    expect(body).toMatchObject({ KeyMetadata: { KeyId: SANDBOX.app } })
    expect(headers.get('content-type')).toBe('application/x-amz-json-1.1')
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

/** The names of the headers of a response, as they stand in its bytes. */
const namesIn = (response: string): readonly string[] =>
  (response.split('\r\n\r\n')[0] ?? '')
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(':')))

const OWN = ['x-amzn-RequestId', 'Cache-Control', 'Expires', 'Pragma', 'Content-Type']

test('writes the names of headers in the letter case of AWS', async () => {
  const { url } = await started()
  const head = ['POST / HTTP/1.1', 'Host: x', 'Connection: close']
  const target = (operation: string) => Object.entries(headersOf(operation)).map(([name, value]) => `${name}: ${value}`)
  const raw = (lines: readonly string[], body: string) =>
    exchange(url, [...lines, `Content-Length: ${body.length}`, '', body].join('\r\n'))
  for (const [body, status] of [
    [JSON.stringify(describeApp), 200],
    ['{}', 400],
  ] as const) {
    const response = await raw([...head, ...target('DescribeKey')], body)
    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(namesIn(response)).toEqual([...OWN, 'Content-Length', 'Date', 'Connection'])
  }
  // What node:http refuses by itself is written by hand.
  expect(namesIn(await exchange(url, 'this is not HTTP\r\n\r\n'))).toEqual([...OWN, 'Content-Length', 'Connection'])
})

test('takes the whole address in the place of a path, as a proxy does', async () => {
  const { url } = await started()
  const body = JSON.stringify({ AliasName: 'alias/own', TargetKeyId: SANDBOX.app })
  const head = Object.entries(headersOf('CreateAlias')).map(([name, value]) => `${name}: ${value}`)
  const post = (target: string) =>
    exchange(
      url,
      [`POST ${target} HTTP/1.1`, 'Host: x', 'Connection: close', ...head, `Content-Length: ${body.length}`, '', body].join(
        '\r\n',
      ),
    )
  expect(await post(`${url}/_sandbox/orders/`)).toMatch(/^HTTP\/1\.1 200 /)
  const sandboxes = await exchange(
    url,
    `GET ${url.toUpperCase()}/_qkms/sandboxes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  )
  expect(sandboxes).toMatch(/\[\s*"orders"\s*\]\s*$/)
  for (const target of [url, `${url}?x=1`]) expect(await post(target)).toMatch(/^HTTP\/1\.1 (200|400) /)
  const { body: known } = await send(url, 'DescribeKey', { KeyId: 'alias/own' })
  expect(known).toMatchObject({ KeyMetadata: { KeyId: SANDBOX.app } })
})

test('answers an unknown operation, and any method, in the form of the service', async () => {
  const { url } = await started()
  expect(await send(url, 'NoSuchOperation', {})).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } })
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    expect(await ask(url, { method })).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } })
})

test('reads a chunked body, and one that waits for 100 Continue', async () => {
  const { url } = await started()
  const text = JSON.stringify(describeApp)
  const chunked = async (headers: Readonly<Record<string, string>>) => {
    const outgoing = request(url, { method: 'POST', headers: { ...headersOf('DescribeKey'), ...headers } })
    const answered = once(outgoing, 'response')
    if (headers.expect) {
      outgoing.flushHeaders()
      await once(outgoing, 'continue')
    }
    for (const character of text) outgoing.write(character)
    outgoing.end()
    const [incoming] = await answered
    incoming.resume()
    return incoming.statusCode
  }
  expect(await chunked({ 'transfer-encoding': 'chunked' })).toBe(200)
  expect(await chunked({ expect: '100-continue' })).toBe(200)
})

test('keeps a connection for further requests', async () => {
  const { url } = await started()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  const ports = new Set()
  for (let i = 0; i < 5; i++) {
    const outgoing = request(url, { method: 'POST', agent, headers: headersOf('ListKeys') }).end('{}')
    const [incoming] = await once(outgoing, 'response')
    ports.add(outgoing.socket?.localPort)
    incoming.resume()
    await once(incoming, 'end')
  }
  expect(ports.size).toBe(1)
})

test('tells who looks with GET or HEAD what it is', async () => {
  const { url } = await started()
  const get = await fetch(url)
  expect(get.status).toBe(200)
  expect(await get.text()).toContain('Q-KMS emulator')
  const head = await fetch(url, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
})

test('lets pages of any site call the service', async () => {
  const { url } = await started()
  const { status, headers } = await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://example.com' } })
  expect(status).toBe(204)
  expect(Object.fromEntries(headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': '*, authorization',
  })
  for (const operation of ['DescribeKey', 'NoSuchOperation']) {
    const answer = await send(url, operation, describeApp, { origin: 'https://example.com' })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toBe('x-amzn-RequestId')
  }
})

test('refuses a body beyond 1 MiB without keeping it, and answers who sends it', async () => {
  const { url } = await started()
  for (const size of [1024 * 1024 + 1, 100 * 1024 * 1024]) {
    const { status, body } = await send(url, 'Encrypt', 'x'.repeat(size))
    expect(status).toBe(413)
    expect(body).toMatchObject({ __type: 'RequestEntityTooLargeException' })
  }
  expect((await send(url, 'Encrypt', 'x'.repeat(1024 * 1024))).body).toMatchObject({ __type: 'SerializationException' })
})

test('answers what is not HTTP, and headers that are too large, in the form of the service', async () => {
  const { url } = await started()
  const garbage = await exchange(url, 'this is not HTTP\r\n\r\n')
  expect(garbage).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(garbage).toContain('"__type":"SerializationException"')
  const huge = await exchange(url, `POST / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(100_000)}\r\n\r\n`)
  expect(huge).toMatch(/^HTTP\/1\.1 431 /)
  await stillAnswers(url)
})

// A request line without a version is one of HTTP/0.9.
test.each(['POST / HTTP/1.1', 'POST / HTTP/1.0', 'POST /'])(
  'answers %s before it refuses what follows it on the connection',
  async (line) => {
    const entries: LogEntry[] = []
    const { url, emulator } = await started({ log: (entry) => entries.push(entry) })
    const headers = ['Host: x', ...Object.entries(headersOf('CreateKey')).map(([name, value]) => `${name}: ${value}`)].join(
      '\r\n',
    )
    // Without a length the request ends with its headers.
    const text = await exchange(url, `${line}\r\n${headers}\r\n\r\n{"Description": "one"}`)
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*KeyMetadata/)
    expect(emulator.calls()).toMatchObject([{ operation: 'CreateKey', outcome: 'success' }])
    expect(entries).toMatchObject([
      { operation: 'CreateKey', status: 200 },
      { status: 400, reason: 'it is not HTTP.' },
    ])
  },
)

test('refuses a body that cannot be read at once', async () => {
  const { url } = await started()
  const headers = [
    'Host: x',
    'Transfer-Encoding: chunked',
    ...Object.entries(headersOf('CreateKey')).map(([name, value]) => `${name}: ${value}`),
  ]
  const text = await exchange(url, `POST / HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\nno length of a chunk\r\n`)
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
})

test('outlives random bytes, truncated bodies and clients that go away, and loses nothing', async () => {
  const { url } = await started()
  const { body } = await send(url, 'CreateKey', { Description: 'kept' })
  const head =
    'POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: TrentService.CreateKey\r\nContent-Type: application/x-amz-json-1.1\r\n'
  for (let i = 0; i < 20; i++) await exchange(url, randomBytes(2000), '\r\n\r\n')
  await exchange(url, `${head}Transfer-Encoding: chunked\r\n\r\nZZZ\r\n`)
  const { port, hostname } = new URL(url)
  for (let i = 0; i < 20; i++) {
    const socket = connect(Number(port), hostname)
    socket.write(`${head}Content-Length: 1000\r\n\r\n{"Description":`)
    await once(socket, 'connect')
    if (i % 2) socket.resetAndDestroy()
    else socket.end()
    socket.on('error', () => {})
  }
  await stillAnswers(url)
  const { KeyId } = body.KeyMetadata as { readonly KeyId: string }
  expect((await send(url, 'DescribeKey', { KeyId })).body).toMatchObject({ KeyMetadata: { Description: 'kept' } })
  const { body: list } = await send(url, 'ListKeys', { Limit: 1000 })
  expect(list.Keys).toHaveLength(Object.keys(SANDBOX).length + 1)
})

test.each([
  ['at once', 'DescribeKey', describeApp],
  ['later', 'CreateKey', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
])('answers a client that sends no more, %s', async (_, operation, body) => {
  const { url } = await started()
  const { port, hostname } = new URL(url)
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
  const text = JSON.stringify(body)
  const head = `X-Amz-Target: TrentService.${operation}\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: ${text.length}`
  socket.end(`POST / HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${text}`)
  let response = ''
  for await (const chunk of socket) response += chunk
  expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(response).toContain('"KeyMetadata"')
})

test('carries out the requests of a connection one after another', async () => {
  const { url } = await started()
  const raw = (operation: string, body: unknown) => {
    const text = JSON.stringify(body)
    const lines = Object.entries({ Host: 'x', ...headersOf(operation), 'Content-Length': text.length })
    return `POST / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`
  }
  // The first takes its time; the operation of the second is loaded only now.
  const text = await exchange(
    url,
    [
      raw('CreateKey', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }),
      raw('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.global }),
      raw('DescribeKey', { KeyId: 'alias/app' }),
      'GET /_qkms/calls HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ].join(''),
  )
  const bodies = text.split('HTTP/1.1 200 OK\r\n').map((response) => response.split('\r\n\r\n')[1] || '{}')
  const [, created, , described, calls] = bodies.map((body) => JSON.parse(body))
  expect(created).toMatchObject({ KeyMetadata: { KeySpec: 'RSA_2048' } })
  expect(described).toMatchObject({ KeyMetadata: { KeyId: SANDBOX.global } })
  expect(calls).toMatchObject(['CreateKey', 'UpdateAlias', 'DescribeKey'].map((operation) => ({ operation })))
})

test('closes a connection whose request does not arrive in time', async () => {
  const place = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
  const sandboxes = await openSandboxes({ make: sandboxMaker({ emulator: {}, place, fixture: sandbox }) })
  const { url, close } = await listen({
    sandboxes,
    admin: createAdmin(sandboxes, {}),
    port: 0,
    host: '127.0.0.1',
    timeouts: { headers: 100, request: 200 },
  })
  onTestFinished(close)
  expect(await exchange(url, 'POST / HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /)
  expect(await exchange(url, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345')).toMatch(/^HTTP\/1\.1 408 /)
  await stillAnswers(url)
})

test('lets requests that run finish when it is closed, and takes no more', async () => {
  const server = await started()
  await ask(`${server.url}/_qkms/faults`, {
    method: 'POST',
    body: JSON.stringify({ operation: 'DescribeKey', latencyMilliseconds: 300 }),
  })
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  const outgoing = request(server.url, { method: 'POST', agent, headers: headersOf('DescribeKey') }).end(
    JSON.stringify(describeApp),
  )
  const response = once(outgoing, 'response')
  await send(server.url, 'ListKeys', {})
  const closed = server.close()
  const [incoming] = await response
  expect(incoming.statusCode).toBe(200)
  // So the client sends no further request on a connection that is about to end.
  expect(incoming.headers.connection).toBe('close')
  incoming.resume()
  await closed
  await expect(fetch(server.url)).rejects.toThrow()
})

test('does not wait for a connection without a request when it is closed', async () => {
  const { url, close } = await started()
  const { port, hostname } = new URL(url)
  const sockets = ['', 'POST / HTTP/1.1\r\nHost: x\r\n'].map((text) => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.write(text)
    return socket
  })
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  await stillAnswers(url)
  // What is left open after the patience of a server is cut off, so only fake time tells one from the other.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await close()
})

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4599'],
  ['localhost', 'http://localhost:4599'],
  ['::1', 'http://[::1]:4599'],
  ['0.0.0.0', 'http://127.0.0.1:4599'],
  ['::', 'http://[::1]:4599'],
])('listens on %s, and is asked at %s', (host, url) => {
  expect(urlOf(host, 4599)).toBe(url)
})

test('logs each request', async () => {
  const entries: LogEntry[] = []
  const { url } = await started({ log: (entry) => entries.push(entry) })
  const { headers } = await send(url, 'DescribeKey', describeApp)
  await send(url, 'DescribeKey', { KeyId: 'alias/none' })
  expect(entries).toMatchObject([
    { operation: 'DescribeKey', status: 200, requestId: headers.get('x-amzn-requestid') },
    { operation: 'DescribeKey', status: 400, error: expect.stringContaining('NotFoundException') },
  ])
})
