import { once } from 'node:events'
import { request } from 'node:http'
import { DecryptCommand, DescribeKeyCommand, KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { ERRORS } from '../../src/facts/errors.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import type { LogEntry } from '../../src/server/log.ts'
import { ask, send, started } from './support.ts'

vi.setConfig({ testTimeout: 30_000 })

const faulty = async () => {
  const entries: LogEntry[] = []
  const { url } = await started({ log: (entry) => entries.push(entry) })
  const fault = (body: unknown) => ask(`${url}/_qkms/faults`, { method: 'POST', body: JSON.stringify(body) })
  const client = (maxAttempts: number) => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const kms = new KMSClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts })
    onTestFinished(() => kms.destroy())
    return kms
  }
  return { url, entries, fault, client }
}

const raw = async (url: string) => {
  const outgoing = request(url, { method: 'POST', headers: headersOf('ListKeys'), agent: false }).end('{}')
  const [incoming] = await once(outgoing, 'response')
  const began = performance.now()
  let text = ''
  for await (const chunk of incoming) text += chunk
  return { incoming, text, milliseconds: performance.now() - began }
}

test('every error has a text unless the service gives it none', async () => {
  const { url, fault } = await faulty()
  const silent = []
  for (const error of Object.keys(ERRORS)) {
    await fault({ error })
    const { body } = await send(url, 'ListKeys', {})
    expect(body.__type).toBe(error)
    if (body.message === undefined) silent.push(error)
    else expect(String(body.message).length).toBeGreaterThan(10)
  }
  expect(silent).toEqual(['InvalidCiphertextException', 'KMSInvalidMacException', 'KMSInvalidSignatureException'])
})

test('shows a client the text of a throttled request', async () => {
  const { fault, client } = await faulty()
  await fault({ error: 'ThrottlingException' })
  await expect(client(1).send(new DescribeKeyCommand({ KeyId: SANDBOX.app }))).rejects.toThrow(
    'You have exceeded the rate at which you may call KMS.',
  )
  await fault({ error: 'ThrottlingException', message: 'Mine.' })
  await expect(client(1).send(new DescribeKeyCommand({ KeyId: SANDBOX.app }))).rejects.toThrow('Mine.')
})

test.each([500, 503])('gives a bare %i, which a client repeats the request at', async (status) => {
  const { url, fault, client } = await faulty()
  await fault({ status })
  const { incoming, text } = await raw(url)
  expect({ status: incoming.statusCode, type: incoming.headers['content-type'], text }).toEqual({
    status,
    type: undefined,
    text: '',
  })
  await fault({ status, times: 2 })
  const { $metadata } = await client(3).send(new ListAliasesCommand({}))
  expect($metadata.attempts).toBe(3)
})

test('cuts the connection before the request is carried out', async () => {
  const { url, entries, fault, client } = await faulty()
  await fault({ operation: 'CreateAlias', cut: 'request' })
  const create = () => send(url, 'CreateAlias', { AliasName: 'alias/cut', TargetKeyId: SANDBOX.app })
  await expect(create()).rejects.toThrow()
  expect(entries).toMatchObject([{ operation: 'CreateAlias', reason: 'a fault cut the connection.' }])
  expect((await create()).status).toBe(200)
  await fault({ cut: 'request' })
  expect((await client(2).send(new ListAliasesCommand({}))).$metadata.attempts).toBe(2)
})

test('cuts the connection in the middle of the answer to a request that was carried out', async () => {
  const { url, fault } = await faulty()
  await fault({ operation: 'DeleteAlias', cut: 'response' })
  const remove = () => send(url, 'DeleteAlias', { AliasName: 'alias/app' })
  await expect(remove()).rejects.toThrow()
  expect((await remove()).body).toMatchObject({ __type: 'NotFoundException' })
  await fault({ cut: 'response' })
  await expect(raw(url)).rejects.toThrow('aborted')
})

test('lets a body arrive slowly', async () => {
  const { url, fault } = await faulty()
  await fault({ bodyMilliseconds: 400 })
  const { text, milliseconds } = await raw(url)
  expect(JSON.parse(text)).toHaveProperty('Keys')
  expect(milliseconds).toBeGreaterThan(300)
})

test('gives the answer, or an error, another type', async () => {
  const { url, fault } = await faulty()
  await fault({ contentType: 'text/html' })
  const { incoming, text } = await raw(url)
  expect(incoming.headers['content-type']).toBe('text/html')
  expect(JSON.parse(text)).toHaveProperty('Keys')
  await fault({ status: 503, contentType: 'text/html' })
  expect((await raw(url)).incoming.headers['content-type']).toBe('text/html')
})

test('hits no request to STS or another service', async () => {
  const { url, fault } = await faulty()
  await fault({ error: 'ThrottlingException' })
  const identity = await fetch(`${url}/?Action=GetCallerIdentity&Version=2011-06-15`)
  expect(await identity.text()).toContain('<Arn>arn:aws:iam::111122223333:root</Arn>')
  await fetch(url)
  expect((await send(url, 'ListKeys', {})).body).toMatchObject({ __type: 'ThrottlingException' })
})

test('waits for no client that has gone away', async () => {
  const { url, fault } = await faulty()
  await fault({ operation: 'CreateKey', latencyMilliseconds: 3_600_000 })
  const outgoing = request(url, { method: 'POST', headers: headersOf('CreateKey'), agent: false }).end('{}')
  outgoing.on('error', () => {})
  await vi.waitFor(async () => expect((await ask(`${url}/_qkms/faults`)).body).toEqual([]))
  outgoing.socket?.resetAndDestroy()
  const calls = async () => (await ask(`${url}/_qkms/calls?operation=CreateKey`)).body
  await vi.waitFor(async () => expect(await calls()).toMatchObject([{ outcome: 'success' }]), { timeout: 5000 })
})

test('outlives a client that goes away while a slow body arrives', async () => {
  const { url, fault, client } = await faulty()
  await fault({ bodyMilliseconds: 1000 })
  await expect(
    fetch(url, { method: 'POST', headers: headersOf('ListKeys'), body: '{}', signal: AbortSignal.timeout(300) }).then(
      (response) => response.text(),
    ),
  ).rejects.toThrow()
  await expect(client(1).send(new DecryptCommand({ CiphertextBlob: new Uint8Array(8) }))).rejects.toThrow()
  expect((await send(url, 'ListKeys', {})).status).toBe(200)
})
