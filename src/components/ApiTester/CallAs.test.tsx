// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { string } from '../../vocabulary/shapes.ts'
import type { Api, Caller } from '../settings.tsx'
import { KMS } from '../test-api.ts'
import { show } from '../test-dom.ts'
import ApiTester from './index.tsx'

const READ = {
  name: 'Read',
  category: 'books',
  summary: 'Reads.',
  input: { Book: { type: string(), required: true, description: 'The book.', placeholder: 'emma' } },
  output: {},
  errors: [],
  example: { request: { Book: 'emma' }, response: {} },
}
const CALLER: Caller = {
  parts: [
    { name: 'reader', label: 'Reader', initial: 'owner', isIdentity: true },
    { name: 'branch', label: 'Branch', initial: 'main' },
  ],
  summaryOf: ({ reader, branch }) => `${reader} at ${branch}`,
  problemsOf: ({ reader }) => (reader ? {} : { reader: 'Say who reads.' }),
  headersOf: async ({ reader = '', branch = '' }) => ({ 'x-reader': reader, 'x-branch': branch }),
  loadKnown: async () => ({ reader: ['owner', 'guest'] }),
}

let made = 0
const library = () => {
  const fetch = vi.fn(async (_url: RequestInfo | URL, _init?: RequestInit) => new Response('{}'))
  const api: Api = { ...KMS, name: `library ${made++}`, caller: CALLER, sandbox: async () => ({ fetch, reset: vi.fn() }) }
  const sent = () => Object.fromEntries(new Headers(fetch.mock.lastCall?.[1]?.headers))
  return { api, sent }
}

beforeAll(async () => void (await import('./CallerForm.tsx')))
beforeEach(() => localStorage.clear())

const opened = async () => {
  const given = library()
  const page = await show(<ApiTester operation={READ} />, { api: given.api })
  await page.does(() => {
    page.one<HTMLDetailsElement>('.qkms-caller').open = true
  })
  return { ...given, ...page }
}

test('as long as nothing is chosen, a request has no caller', async () => {
  const { press, one, sent } = await opened()
  expect(one('.qkms-caller summary').textContent).toBe('Call as: owner at main')
  await press('Send request')
  expect(sent()).not.toHaveProperty('x-reader')
})

test('what is chosen goes with every request, and can be put back', async () => {
  const { fill, press, one, sent, all } = await opened()
  expect(all('datalist option').map((option) => option.getAttribute('value'))).toEqual(['owner', 'guest'])
  await fill('Reader', 'guest')
  expect(one('.qkms-caller summary').textContent).toBe('Call as: guest at main')
  await press('Send request')
  expect(sent()).toMatchObject({ 'x-reader': 'guest', 'x-branch': 'main' })
  await press('Back to the start')
  await press('Send request')
  expect(sent()).not.toHaveProperty('x-reader')
})

test('what is wrong is said at its field', async () => {
  const { fill, field, one } = await opened()
  await fill('Reader', '')
  expect(field('Reader').getAttribute('aria-invalid')).toBe('true')
  expect(one(`#${CSS.escape(field('Reader').getAttribute('aria-describedby') ?? '')}`).textContent).toBe('Say who reads.')
})

test('a tester whose requests the page answers itself has no caller', async () => {
  const { api } = library()
  const { all } = await show(<ApiTester operation={READ} fetch={async () => new Response('{}')} />, { api })
  expect(all('.qkms-caller')).toEqual([])
})
