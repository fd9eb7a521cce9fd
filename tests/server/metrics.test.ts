import { expect, test } from 'vitest'
import { arnOf, SANDBOX } from '../../src/emulator/test-client.ts'
import { operations } from '../../src/facts/index.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import type { ServeOptions } from '../../src/server/serve.ts'
import { send, started } from './support.ts'

const scraped = async (options: ServeOptions = {}) => {
  const { url } = await started(options)
  const text = async (path = '/metrics') => (await fetch(url + path)).text()
  return { url, text }
}

const requestsIn = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith('q_kms_requests_total{'))

/** A line of the exposition format: HELP, TYPE, or a sample with its labels and its value. */
const LINE =
  /^(?:# HELP \w+ \S.*|# TYPE \w+ (?:counter|gauge|histogram)|\w+(?:\{\w+="[^"\\\n]*"(?:,\w+="[^"\\\n]*")*\})? [\d.e+-]+)$/

test('counts requests by operation and outcome', async () => {
  const { url, text } = await scraped()
  await send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=' })
  await send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=' })
  await send(url, 'Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' })
  expect(requestsIn(await text())).toEqual([
    'q_kms_requests_total{service="kms",operation="Encrypt",outcome="success"} 2',
    'q_kms_requests_total{service="kms",operation="Encrypt",outcome="DisabledException"} 1',
  ])
})

test('is in the text form of Prometheus, at its default path and below the administration', async () => {
  const { url, text } = await scraped()
  await send(url, 'ListKeys', {})
  const { status, headers } = await fetch(`${url}/metrics`)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  const lines = (await text()).split('\n')
  expect(lines.pop()).toBe('')
  for (const line of lines) expect(line).toMatch(LINE)
  const namesIn = (shown: string) => [...shown.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)
  expect(namesIn(await text('/_qkms/metrics'))).toEqual(namesIn(lines.join('\n')))
  expect((await fetch(`${url}/metrics`, { method: 'HEAD' })).status).toBe(200)
})

test('a histogram counts each request in all the buckets that it fits into', () => {
  const { count, text } = createMetrics()
  for (const milliseconds of [1, 3, 400, 9000]) count({ service: 'kms', operation: 'Sign', outcome: 'success', milliseconds })
  const shown = text().matchAll(/^q_kms_request_duration_seconds_(\w+)\{service="kms",operation="Sign"(?:,le="(.*)")?\} (.*)$/gm)
  expect([...shown].map(([, kind, bound, value]) => [kind, bound, Number(value)])).toEqual([
    ['bucket', '0.001', 1],
    ['bucket', '0.005', 2],
    ['bucket', '0.025', 2],
    ['bucket', '0.1', 2],
    ['bucket', '0.5', 3],
    ['bucket', '2.5', 3],
    ['bucket', '+Inf', 4],
    ['sum', undefined, 9.404],
    ['count', undefined, 4],
  ])
})

test('counts what a fault injects, and what it cuts', async () => {
  const { url, text } = await scraped()
  for (const fault of [{ error: 'ThrottlingException' }, { status: 503 }, { cut: 'request' }, { cut: 'response' }]) {
    await fetch(`${url}/_qkms/faults`, { method: 'POST', body: JSON.stringify(fault) })
    await send(url, 'ListKeys', {}).catch(() => {})
  }
  const rows = requestsIn(await text()).map((line) => /outcome="(\w+)"\} (\d+)/.exec(line)?.slice(1).join(' '))
  expect(rows).toEqual(['ThrottlingException 1', 'other 1', 'cut 2'])
})

test('neither an operation nor an error that a client invents makes the list grow', async () => {
  const { url, text } = await scraped()
  const before = (await text()).split('\n').length
  const sizes = []
  for (let i = 0; i < 20; i++) {
    await send(url, `Invent${i}"} 1\nforged 1`.replaceAll(/["\n} ]/g, '-'), {})
    await send(url, `Decrypt${i}`, {}, { 'x-amz-target': `Service${i}.Do${i}` })
    await fetch(`${url}/path-${i}`, { method: 'PUT' })
    sizes.push((await text()).split('\n').length)
  }
  expect(sizes.at(-1)).toBe(sizes[0])
  expect(sizes[0]).toBeGreaterThan(before)
  const labels = [...(await text()).matchAll(/operation="([^"]*)"/g)].map(([, name = '']) => name)
  for (const name of labels) expect([...Object.keys(operations), 'other']).toContain(name)
})

test('names no key, caller, alias or text', async () => {
  const principals = { AKIDORDERS: 'arn:aws:sts::111122223333:assumed-role/orders/web-1' }
  const { url, text } = await scraped({ principals })
  await send(url, 'Encrypt', { KeyId: arnOf(SANDBOX.app), Plaintext: 'c2VjcmV0', EncryptionContext: { tenant: '42' } })
  await send(url, 'DescribeKey', { KeyId: 'alias/none' })
  const shown = await text()
  for (const text of ['arn:', SANDBOX.app, 'alias', 'c2VjcmV0', 'tenant', '111122223333']) expect(shown).not.toContain(text)
})

test('is open, as the health is, and readable for no page of another site', async () => {
  const { url } = await scraped({ adminToken: 'a-secret' })
  for (const path of ['/metrics', '/_qkms/metrics']) {
    const { status, headers } = await fetch(url + path, { headers: { origin: 'https://example.com' } })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, null])
  }
  expect((await fetch(`${url}/_qkms/calls`)).status).toBe(401)
})

test('a request of the service that goes to the path of the metrics is one of the service', async () => {
  const { url, text } = await scraped()
  expect((await send(`${url}/metrics`, 'ListKeys', {})).body).toHaveProperty('Keys')
  expect(requestsIn(await text())).toHaveLength(1)
})
