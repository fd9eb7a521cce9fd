import { execFile, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { Agent, request } from 'node:https'
import { connect as connectTcp } from 'node:net'
import { dirname, join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sandbox } from '../../src/emulator/sandbox.ts'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import { createAdmin } from '../../src/server/admin.ts'
import { listen } from '../../src/server/http.ts'
import type { LogEntry } from '../../src/server/log.ts'
import { sandboxMaker } from '../../src/server/sandbox.ts'
import { openSandboxes } from '../../src/server/sandboxes.ts'
import { type ServeOptions, serve } from '../../src/server/serve.ts'
import { certifiedBy } from '../../src/server/tls.ts'
import { command, directory, started } from './support.ts'

vi.setConfig({ testTimeout: 30_000 })

const secure = async (options: ServeOptions = {}) => {
  const server = await started({ tls: true, ...options })
  const { authority = '' } = server
  return { ...server, authority, ca: readFileSync(authority, 'utf8') }
}

const describeKey = async (url: string, requestHandler: NodeHttpHandler) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const kms = new KMSClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1, requestHandler })
  onTestFinished(() => kms.destroy())
  return (await kms.send(new DescribeKeyCommand({ KeyId: SANDBOX.app }))).KeyMetadata?.KeyId
}

test('speaks TLS with a certificate of its own authority', async () => {
  const { url, ca } = await secure()
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const trusting = () => new NodeHttpHandler({ httpsAgent: new Agent({ ca }) })
  expect(await describeKey(url, trusting())).toBe(SANDBOX.app)
  expect(await describeKey(url.replace('127.0.0.1', 'localhost'), trusting())).toBe(SANDBOX.app)
  await expect(describeKey(url, new NodeHttpHandler())).rejects.toThrow(/certificate/)
})

/** Asks over HTTP/2. */
const askHttp2 = async (url: string, ca: string, headers: Readonly<Record<string, string>>, body = '') => {
  const session = connectHttp2(url, { ca })
  const stream = session.request({ ':method': body ? 'POST' : 'GET', ...headers })
  if (body) stream.end(body)
  const [answer] = await once(stream, 'response')
  let text = ''
  for await (const chunk of stream) text += chunk
  session.close()
  return { status: answer[':status'], headers: answer, text }
}

test('ends a request of HTTP/2 that does not arrive in time, and no other', async () => {
  const place = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
  const sandboxes = await openSandboxes({ make: sandboxMaker({ emulator: {}, place, fixture: sandbox }) })
  const tls = await certifiedBy(true, { data: directory(), host: '127.0.0.1', hosts: [] })
  const timeouts = { headers: 3000, request: 3000 }
  const { url, close } = await listen({ sandboxes, admin: createAdmin(sandboxes, {}), port: 0, host: '127.0.0.1', tls, timeouts })
  onTestFinished(close)
  const session = connectHttp2(url, { rejectUnauthorized: false })
  onTestFinished(() => session.destroy())
  const stalled = session.request({ ':method': 'POST', 'content-length': '10' })
  stalled.on('error', () => {})
  stalled.write('{')
  await once(stalled, 'close')
  expect(stalled.rstCode).toBe(8)
  const whole = session.request({ ':method': 'GET' })
  const [{ ':status': status }] = await once(whole, 'response')
  expect(status).toBe(200)
})

test('speaks HTTP/2 too', async () => {
  const { url, ca } = await secure()
  const target = Object.fromEntries(Object.entries(headersOf('DescribeKey')).map(([name, value]) => [name.toLowerCase(), value]))
  const body = JSON.stringify({ KeyId: SANDBOX.app })
  const { status, headers, text } = await askHttp2(url, ca, { ':path': '/', ...target }, body)
  expect({ status, id: headers['x-amzn-requestid'] }).toEqual({ status: 200, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  expect(JSON.parse(text)).toMatchObject({ KeyMetadata: { KeyId: SANDBOX.app } })
  expect(await askHttp2(url, ca, { ':path': '/_qkms/clock' })).toMatchObject({ status: 200 })
  expect(await askHttp2(url, ca, { ':path': '/_qkms/clock', ':authority': 'rebound.example' })).toMatchObject({ status: 403 })
})

test('says nothing of an HTTP/2 client that goes away before its request is whole', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => errors.mockRestore())
  const { url, ca, emulator } = await secure()
  const session = connectHttp2(url, { ca })
  session.on('error', () => {})
  const stream = session.request({ ':method': 'POST', ':path': '/', 'x-amz-target': 'TrentService.CreateKey' })
  stream.on('error', () => {})
  stream.write('{}')
  // It has arrived when a request after it has its response.
  const after = session.request({ ':path': '/_qkms/health' })
  await once(after.resume(), 'end')
  session.destroy()
  expect(await askHttp2(url, ca, { ':path': '/_qkms/health' })).toMatchObject({ status: 200 })
  expect(emulator.calls()).toEqual([])
  expect(errors.mock.calls).toEqual([])
})

const SCRIPT = `
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { NodeHttp2Handler } from '@smithy/node-http-handler'
const kms = new KMSClient({ requestHandler: new NodeHttp2Handler(), maxAttempts: 1 })
console.log((await kms.send(new ListKeysCommand({ Limit: 1 }))).Keys.length)
kms.destroy()
`

test('is trusted by NODE_EXTRA_CA_CERTS, and checks signatures that come over HTTP/2', async () => {
  const { url, authority } = await secure({ secrets: { test: 'test' } })
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL_KMS: url,
    NODE_EXTRA_CA_CERTS: authority,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_REGION: 'us-east-1',
  }
  const listed = async (AWS_SECRET_ACCESS_KEY: string) =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT], { env: { ...env, AWS_SECRET_ACCESS_KEY } })
  expect((await listed('test')).stdout).toBe('1\n')
  await expect(listed('another')).rejects.toThrow(/InvalidSignatureException/)
})

test('keeps its authority in the data directory, where only its user reads the key', async () => {
  const data = directory()
  const { authority = '', close } = await serve({ port: 0, tls: true, data })
  await close()
  expect(authority).toBe(join(data, 'q-kms-authority.pem'))
  expect(statSync(join(data, 'q-kms-authority.key')).mode & 0o077).toBe(0)
})

test('makes an authority once, and a new certificate at each start', async () => {
  const data = directory()
  const presented = async () => {
    const { url, authority = '', close } = await serve({ port: 0, tls: true, data })
    const ca = readFileSync(authority, 'utf8')
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca })
    await once(socket, 'secureConnect')
    const certificate = new X509Certificate(socket.getPeerCertificate(true).raw)
    socket.destroy()
    await close()
    return { ca, certificate }
  }
  const [first, second] = [await presented(), await presented()]
  expect(second.ca).toBe(first.ca)
  expect(second.certificate.serialNumber).not.toBe(first.certificate.serialNumber)
  const authority = new X509Certificate(first.ca)
  expect(second.certificate.checkIssued(authority) && second.certificate.verify(authority.publicKey)).toBe(true)
})

test('removes the authority of a server without a data directory when that ends', async () => {
  const { authority = '', close } = await serve({ port: 0, tls: true })
  expect(existsSync(authority)).toBe(true)
  await close()
  expect(existsSync(dirname(authority))).toBe(false)
})

test('has the names that are allowed in its certificate', async () => {
  const { url, ca } = await secure({ allowHosts: ['q-kms', '10.0.0.7'] })
  for (const servername of ['q-kms', 'localhost']) {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca, servername })
    await once(socket, 'secureConnect')
    expect(new X509Certificate(socket.getPeerCertificate(true).raw).subjectAltName).toContain('IP Address:10.0.0.7')
    socket.destroy()
  }
})

test('takes the certificate and the key of files', async () => {
  const { certificateFor } = await import('../../src/server/certificates.ts')
  const files = directory()
  const made = await certificateFor(['localhost', '127.0.0.1'], files)
  const [cert, key] = [join(files, 'cert.pem'), join(files, 'key.pem')]
  writeFileSync(cert, made.cert)
  writeFileSync(key, made.key)
  const server = await started({ tls: { cert, key } })
  expect(server.authority).toBeUndefined()
  const handler = new NodeHttpHandler({ httpsAgent: new Agent({ ca: readFileSync(made.authority, 'utf8') }) })
  expect(await describeKey(server.url, handler)).toBe(SANDBOX.app)
  for (const [wrong, reason] of [
    [{ cert, key: join(files, 'none') }, /^Failed to read .*none: ENOENT/],
    [{ cert, key: cert }, /^Failed to read .* and .*: they are no certificate and its key/],
    [{ cert: join(files, 'q-kms-authority.pem'), key }, /they are no certificate and its key/],
  ] as const)
    await expect(started({ tls: wrong })).rejects.toThrow(reason)
})

test('finishes what runs when it is closed, over TLS and HTTP/2', async () => {
  const { url, ca, close } = await secure()
  const fault = JSON.stringify({ operation: 'ListKeys', latencyMilliseconds: 300, times: 2 })
  await new Promise((resolve) =>
    request(`${url}/_qkms/faults`, { method: 'POST', ca }, (incoming) => resolve(incoming.resume())).end(fault),
  )
  const target = Object.fromEntries(Object.entries(headersOf('ListKeys')).map(([name, value]) => [name.toLowerCase(), value]))
  const http2 = askHttp2(url, ca, { ':path': '/', ...target }, '{}')
  const outgoing = request(url, { method: 'POST', ca, headers: headersOf('ListKeys') }).end('{}')
  const http1 = once(outgoing, 'response')
  await new Promise((resolve) => setTimeout(resolve, 100))
  const closed = close()
  expect((await http2).status).toBe(200)
  const [incoming] = await http1
  incoming.resume()
  expect(incoming.statusCode).toBe(200)
  await closed
})

const logged = async (options: ServeOptions) => {
  const entries: LogEntry[] = []
  const { url } = await started({ ...options, log: (entry) => entries.push(entry) })
  return { url, entries, port: Number(new URL(url).port) }
}

test('answers TLS on its plain port with an alert, and logs what to do', async () => {
  const { entries, port } = await logged({})
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const [error] = await once(connect({ host: '127.0.0.1', port, maxVersion }), 'error')
    // The words that OpenSSL has for a fatal alert, handshake_failure.
    expect(String(error)).toMatch(/alert handshake failure/)
  }
  for (const version of ['0301', '0303']) {
    const raw = connectTcp(port, '127.0.0.1')
    raw.write(Buffer.from(`16${version}00050100000100`, 'hex'))
    const chunks: Buffer[] = []
    for await (const chunk of raw) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString('hex')).toBe(`15${version}00020228`)
  }
  const reason =
    'it is the beginning of TLS, and this port speaks plain HTTP: ask http:// and not https://, or start the server with --tls.'
  expect(entries).toMatchObject(Array(4).fill({ operation: 'TLS', status: 400, reason }))
})

test('logs plain HTTP on its TLS port, and a client that does not trust it', async () => {
  const { entries, port } = await logged({ tls: true })
  const raw = connectTcp(port, '127.0.0.1')
  raw.on('error', () => {})
  raw.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(raw, 'close')
  // OpenSSL says why it goes, as most clients do; one of Node.js goes without a word.
  const client = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-verify_return_error'], { stdio: 'ignore' })
  await once(client, 'close')
  await vi.waitFor(() => expect(entries).toHaveLength(2))
  expect(entries).toMatchObject([
    { operation: 'TLS', reason: expect.stringContaining('ask https:// and not http://') },
    { operation: 'TLS', reason: expect.stringContaining('the client does not trust the certificate') },
  ])
})

test('loads what makes certificates only with --tls', () => {
  const source = readFileSync('src/server/serve.ts', 'utf8') + readFileSync('src/server/tls.ts', 'utf8')
  expect(source).not.toMatch(/^import [^'\n]*from '.\/certificates.ts'/m)
})

test('names the authority on its first line', async () => {
  const data = directory()
  const { line, child, end } = command(['serve', '--port', '0', '--log', 'none', '--tls', '--data', data])
  const authority = join(data, 'q-kms-authority.pem')
  const text = await line
  const [, url] = /ready at (\S+)/.exec(text) ?? []
  child.kill()
  await end
  expect(text).toBe(
    `q-kms is ready at ${url}  AWS_ENDPOINT_URL_KMS=${url} AWS_CA_BUNDLE=${authority} NODE_EXTRA_CA_CERTS=${authority}`,
  )
  expect(url).toMatch(/^https:/)
})
