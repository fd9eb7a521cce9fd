// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { headersOf } from '../facts/protocol.ts'
import { type Connection, connect } from './browser.ts'
import { openInPage } from './page.ts'

const A = { endpoint: 'https://a.example/', workerUrl: '/w.js', storage: 'test' }
const B = { endpoint: 'https://b.example/', workerUrl: '/w.js', storage: 'test' }

const original = vi.fn<typeof globalThis.fetch>(async () => new Response('from the network'))
const own = globalThis.fetch
const opened: Connection[] = []

beforeEach(() => {
  original.mockClear()
  globalThis.fetch = original
})
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close()
  globalThis.fetch = own
})

/** jsdom has no service worker, so the page handles requests itself. */
const opens = async (settings: typeof A) => {
  const connection = await connect(settings)
  opened.push(connection)
  return connection
}
const ask = (fetch: typeof globalThis.fetch, url: string) =>
  fetch(url, { method: 'POST', headers: headersOf('ListKeys'), body: '{}' }).then((response) => response.text())

test('handles requests at the endpoint, at those of AWS, and nowhere else', async () => {
  const { transport } = await opens(A)
  expect(transport).toBe('page')
  expect(await ask(globalThis.fetch, A.endpoint)).toContain('"Keys"')
  expect(await ask(globalThis.fetch, 'https://kms.eu-west-1.amazonaws.com/')).toContain('"Keys"')
  expect(await ask(globalThis.fetch, B.endpoint)).toBe('from the network')
  expect(original).toHaveBeenCalledTimes(1)
})

test('handles each caller at the endpoint of its own settings, from one sandbox', async () => {
  const first = await opens(A)
  const second = await opens(B)
  const headers = headersOf('CreateKey')
  await first.fetch(A.endpoint, { method: 'POST', headers, body: '{}' })
  expect(await ask(second.fetch, B.endpoint)).toBe(await ask(first.fetch, A.endpoint))
})

test('opens sandboxes beside that of the page, each with keys of its own', async () => {
  const { fetch, own } = await opens(A)
  const first = await own('Getting started')
  expect(first.path).toBe('sandboxes/getting-started/')
  const url = A.endpoint + first.path
  const start = await ask(first.fetch, url)
  await first.fetch(url, { method: 'POST', headers: headersOf('CreateKey'), body: '{}' })
  const changed = await ask(first.fetch, url)
  expect(changed).not.toBe(start)
  const other = await own('Another')
  expect(await ask(other.fetch, A.endpoint + other.path)).toBe(start)
  expect(await ask(fetch, A.endpoint)).not.toBe(changed)
  expect(await own('Getting started')).toBe(first)
  await first.reset()
  expect(await ask(first.fetch, url)).toBe(start)
})

test('takes a reset back', async () => {
  const { fetch, reset } = await opens(A)
  await fetch(A.endpoint, { method: 'POST', headers: headersOf('CreateKey'), body: '{}' })
  const before = await ask(fetch, A.endpoint)
  const undo = await reset()
  expect(await ask(fetch, A.endpoint)).not.toBe(before)
  await undo()
  expect(await ask(fetch, A.endpoint)).toBe(before)
})

test('puts the page’s fetch back, and starts again', async () => {
  const connection = await opens(A)
  expect(globalThis.fetch).not.toBe(original)
  await connection.close()
  expect(globalThis.fetch).toBe(original)
  await opens(A)
  expect(await ask(globalThis.fetch, A.endpoint)).toContain('"Keys"')
})

test('leaves alone what another program has put around its fetch since', async () => {
  const connection = await opens(A)
  const inner = globalThis.fetch
  const around: typeof globalThis.fetch = (...parameters) => inner(...parameters)
  globalThis.fetch = around
  await connection.close()
  expect(globalThis.fetch).toBe(around)
  expect(await ask(globalThis.fetch, A.endpoint)).toBe('from the network')
})

test('the first close ends it for every caller', async () => {
  const first = await opens(A)
  const second = await opens(B)
  await second.close()
  expect(globalThis.fetch).toBe(original)
  await first.close()
  expect(globalThis.fetch).toBe(original)
})

test('opens such a sandbox once, in a page without a worker too', async () => {
  const { own } = await openInPage('test')
  const { fetch } = await own('Getting started')
  const start = await ask(fetch, A.endpoint)
  await fetch(A.endpoint, { method: 'POST', headers: headersOf('CreateKey'), body: '{}' })
  const again = await (await openInPage('test')).own('Getting started')
  expect(await ask(again.fetch, A.endpoint)).not.toBe(start)
})
