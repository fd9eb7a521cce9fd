// @vitest-environment jsdom
import { act } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { IntrospectToken, IssueToken, RevokeToken } from '../../../tests/token-service/operations.ts'
import { protocol, SECRET, tokenService } from '../../../tests/token-service/service.ts'
import { operation } from '../../vocabulary/operation.ts'
import { restJson } from '../../vocabulary/protocols/rest-json.ts'
import { enumeration, list, nullable, string, structure, union } from '../../vocabulary/shapes.ts'
import ParamsTable from '../ParamsTable/index.tsx'
import { type Api, ApiSettings } from '../settings.tsx'
import { KMS } from '../test-api.ts'
import { show } from '../test-dom.ts'
import type { Wording } from '../texts.ts'
import ApiTester from './index.tsx'

beforeEach(() => localStorage.clear())

let made = 0
/** The token service, with a spy between. Each is an API of its own, since secrets are shared by API. */
const tokens = () => {
  const fetch = vi.fn(tokenService())
  const api: Api = { name: `tokens ${made++}`, protocol, fetch }
  return { api, fetch }
}

test('speaks REST: method, path, header, body and bearer token, and reads its responses', async () => {
  const { api, fetch } = tokens()
  const { press, fill, one, container } = await show(<ApiTester operation={IssueToken} api={api} />)
  expect(one('.qkms-title').textContent).toBe('POST IssueToken/v1/tokens')
  await press('Send request')
  expect(one('.qkms-status').textContent).toContain('401 Unauthorized')
  expect(one('.qkms-error').textContent).toBe('unauthorizedA bearer token is needed.')
  await fill('Bearer token', SECRET)
  await press('+ idempotency_key')
  await fill('idempotency_key', 'k1')
  await press('Send request')
  expect(one('.qkms-status').textContent).toContain('201 Created')
  const [url, init] = fetch.mock.lastCall ?? []
  expect(url).toBe('https://tokens.example/v1/tokens')
  expect(init).toMatchObject({
    method: 'POST',
    headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'k1' },
  })
  expect(JSON.parse(String(init?.body))).toEqual({ client_id: 'demo', scopes: ['read'] })
  expect(container.textContent).not.toContain('emulator')
})

test('marks the member that an error of REST names', async () => {
  const { api } = tokens()
  const { press, fill, field, one } = await show(
    <ApiTester operation={IssueToken} api={api} example={{ client_id: 'demo', scopes: ['admin'] }} />,
  )
  await fill('Bearer token', SECRET)
  await press('Send request')
  expect(one('.qkms-status').textContent).toContain('422 Unprocessable Content')
  expect(field('scopes 1').getAttribute('aria-invalid')).toBe('true')
})

test('fills the path, and calls nothing else where its member is missing', async () => {
  const { api, fetch } = tokens()
  const { press, fill, one } = await show(<ApiTester operation={RevokeToken} api={api} />)
  await fill('Bearer token', SECRET)
  await fill('token_id', 'a/../b')
  await press('Send request')
  expect(fetch.mock.lastCall?.[0]).toBe('https://tokens.example/v1/tokens/a%2F..%2Fb')
  expect(one('.qkms-status').textContent).toContain('404 Not Found')
  await fill('token_id', '')
  await press('Send request')
  await press('Send anyway')
  expect(fetch).toHaveBeenCalledTimes(1)
  expect(one('.qkms-error').textContent).toContain(
    'Failed to send the request: token_id is missing, and the path /v1/tokens/{token_id} needs it.',
  )
})

test('keeps a secret for the testers of its API alone, and stores it nowhere', async () => {
  const { api } = tokens()
  const other = tokens().api
  const setItem = vi.spyOn(Storage.prototype, 'setItem')
  const { all, fill, container } = await show(
    <>
      <ApiTester operation={IssueToken} api={api} />
      <ApiTester operation={IntrospectToken} api={api} />
      <ApiTester operation={RevokeToken} api={other} />
    </>,
  )
  await fill('Bearer token', SECRET)
  expect(all<HTMLInputElement>('input[type=password]').map(({ value }) => value)).toEqual([SECRET, SECRET, ''])
  expect(container.innerHTML).toContain('never stored')
  for (const call of setItem.mock.calls) expect(call.join()).not.toContain(SECRET)
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(SECRET)
})

test('two APIs on one page each send to their own, and keep drafts apart', async () => {
  const { api, fetch } = tokens()
  const kms = vi.fn(async (_url: RequestInfo | URL) => new Response('{"Keys":[]}'))
  const { all } = await show(
    <>
      <ApiSettings api={api}>
        <ApiTester operation={IntrospectToken} />
      </ApiSettings>
      <ApiTester operation="IntrospectToken" parameters={[{ name: 'keyId', type: 'string' }]} fetch={kms} />
    </>,
  )
  const [first, second] = all('form')
  const submit = async (form: Element | undefined) =>
    act(async () => form?.querySelector<HTMLButtonElement>('[type=submit]')?.click())
  await submit(first)
  await submit(second)
  expect(String(fetch.mock.lastCall?.[0])).toMatch('https://tokens.example/')
  expect(kms.mock.lastCall?.[0]).toBe('https://kms.q-kms.example/')
  expect(new Set(Object.keys(localStorage)).size).toBe(Object.keys(localStorage).length)
})

test('says where requests go that leave the page', async () => {
  const api = { name: 'a', protocol: restJson({ url: 'https://api.example/v1' }) }
  const { container } = await show(<ApiTester operation={IssueToken} api={api} />)
  expect(container.textContent).toContain('Requests leave this page and go to https://api.example.')
})

test('cancels a request, whether or not what sends it heeds that', async () => {
  const signals: (AbortSignal | null | undefined)[] = []
  const fetch: typeof globalThis.fetch = (_, init) => {
    signals.push(init?.signal)
    return new Promise(() => undefined)
  }
  const { press, one, all } = await show(<ApiTester operation="ListKeys" parameters={[]} fetch={fetch} />)
  await press('Send request')
  await vi.waitFor(() => expect(one('[data-state]').dataset.state).toBe('sending'))
  await press('Cancel')
  expect(signals[0]?.aborted).toBe(true)
  expect(one('section[aria-label^=Response]').textContent).toContain('The request is cancelled.')
  expect(one('[data-state]').dataset.state).toBe('idle')
  expect(all('button').some(({ textContent }) => textContent === 'Cancel')).toBe(false)
  await press('Send request')
  expect(signals).toHaveLength(2)
})

test('gives a request up after the time of the settings, and can send again', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(() => new Promise(() => undefined))
  const { press, one } = await show(
    <ApiSettings timeout={20}>
      <ApiTester operation="ListKeys" parameters={[]} fetch={fetch} />
    </ApiSettings>,
  )
  await press('Send request')
  await vi.waitFor(() => expect(one('[data-state]').dataset.state).toBe('failed'))
  expect(one('.qkms-error').textContent).toContain('Failed to send the request: no response came within 0 s.')
  await press('Send request')
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('gives a sandbox up that never opens', async () => {
  const sandbox = () => new Promise<never>(() => undefined)
  const { press, one } = await show(
    <ApiSettings timeout={20} api={{ ...KMS, sandbox }}>
      <ApiTester operation="ListKeys" parameters={[]} />
    </ApiSettings>,
  )
  await press('Reset sandbox')
  await vi.waitFor(() => expect(one('.qkms-error').textContent).toContain('Failed to reset the sandbox: no response came'))
})

test('says how to name the API where a page names none', () => {
  expect(() => renderToStaticMarkup(<ApiTester operation="ListKeys" parameters={[]} />)).toThrow(
    'Failed to show the tester of ListKeys: the page names no API. Put it into <ApiSettings api={…}>',
  )
})

test('says that a descriptor lacks its method and path', async () => {
  const { api } = tokens()
  const { http: _, ...unbound } = IssueToken
  const { container } = await show(<ApiTester operation={unbound} api={api} />)
  expect(container.textContent).toContain('Failed to load IssueToken: the descriptor of IssueToken has no `http`')
})

test('looks a REST operation up by its name, also where its parameters are given', async () => {
  const { api, fetch } = tokens()
  const lookUp = async (name: string) => (name === 'RevokeToken' ? RevokeToken : undefined)
  const { press, fill, one } = await show(
    <ApiTester operation="RevokeToken" parameters={[{ name: 'token_id', type: 'string' }]} api={{ ...api, lookUp }} />,
  )
  await vi.waitFor(() => expect(one('.qkms-path').textContent).toBe('/v1/tokens/{token_id}'))
  await fill('token_id', 'tok_1')
  await press('Send request')
  expect(fetch.mock.lastCall?.[0]).toBe('https://tokens.example/v1/tokens/tok_1')
})

test('takes every word from the table of texts', async () => {
  const texts: Wording = {
    tester: (english) => ({ ...english, send: 'Absenden', region: (name) => `${name} ausprobieren` }),
    table: (english) => ({ ...english, name: 'Merkmal' }),
  }
  const { one, press } = await show(
    <ApiSettings texts={texts}>
      <ParamsTable parameters={[{ name: 'colour', type: 'string', description: 'The colour.', required: true }]} />
      <ApiTester operation="ListKeys" parameters={[]} fetch={async () => new Response('{}')} />
    </ApiSettings>,
  )
  expect(one('table').textContent).toMatch(/^Request parametersMerkmalType/)
  expect(one('section').ariaLabel ?? one('section').getAttribute('aria-label')).toBe('ListKeys ausprobieren')
  await press('Absenden')
  expect(one('[data-state]').dataset.state).toBe('done')
})

test('edits numbers, date-times, unions, null and maps of any shape', async () => {
  const { api, fetch } = tokens()
  const { press, fill, field } = await show(<ApiTester operation={IssueToken} api={api} />)
  await press('+ trust')
  await fill('trust', '0.25')
  await press('+ not_before')
  await fill('Type of not_before', '0')
  await fill('not_before', '2026-01-15T00:00:00Z')
  await press('+ claims')
  await fill('Name 1 of claims', 'level')
  await fill('Type of Value 1 of claims', '1')
  await fill('Value 1 of claims', '7')
  await press('Send request')
  expect(JSON.parse(String(fetch.mock.lastCall?.[1]?.body))).toMatchObject({
    trust: 0.25,
    not_before: '2026-01-15T00:00:00Z',
    claims: { level: 7 },
  })
  await fill('Type of not_before', '1')
  await press('Send request')
  expect(JSON.parse(String(fetch.mock.lastCall?.[1]?.body)).not_before).toBeNull()
  expect(field('Type of not_before').value).toBe('1')
})

test('chooses any option of a union, whatever its value fits besides', async () => {
  const card = structure({ number: { type: string(), required: true, description: '' } })
  const bank = structure({ iban: { type: string(), required: true, description: '' } })
  const { api, fetch } = tokens()
  const Pay = operation({
    name: 'Pay',
    category: 'a',
    summary: 'Pays.',
    http: { method: 'POST', path: '/v1/tokens' },
    input: {
      pay: { type: union(card, bank), required: true, description: '' },
      size: { type: union(enumeration({ auto: '' }), string()), required: true, description: '' },
      nulls: { type: list(nullable(string())), required: true, description: '' },
    },
    output: {},
    errors: [],
    example: { request: { pay: { number: '1' }, size: 'auto', nulls: ['x'] }, response: {} },
  })
  const { fill, press, field } = await show(<ApiTester operation={Pay} api={api} />)
  expect([...field('Type of pay').querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
    '(not sent)',
    'structure: number',
    'structure: iban',
  ])
  await fill('Type of pay', '1')
  await fill('iban', 'DE1')
  await fill('Type of size', '1')
  for (const typed of ['aut', 'auto', 'autom']) await fill('size', typed)
  await fill('Type of nulls 1', '1')
  await press('Send request')
  expect(JSON.parse(String(fetch.mock.lastCall?.[1]?.body))).toEqual({ pay: { iban: 'DE1' }, size: 'autom', nulls: [null] })
})

test('shows the documented status, and begins anew with another operation', async () => {
  const { api } = tokens()
  const first = await show(<ApiTester operation={RevokeToken} api={api} />)
  expect(first.one('.qkms-response').textContent).toContain('HTTP/1.1 204 No Content')
  expect(first.field('token_id').value).toBe('tok_1')
})

test('keeps the secret over a rendering with another object for the same API', async () => {
  const { api } = tokens()
  const again = () => ({ name: api.name, protocol: restJson({ url: 'https://tokens.example', authentication: 'bearer' }) })
  const { fill, all } = await show(
    <>
      <ApiTester operation={IssueToken} api={again()} />
      <ApiTester operation={IntrospectToken} api={again()} />
    </>,
  )
  await fill('Bearer token', SECRET)
  expect(all<HTMLInputElement>('input[type=password]').map(({ value }) => value)).toEqual([SECRET, SECRET])
})

test('a look-up that throws is one that failed, and a relative address is one of this page', async () => {
  const lookUp = () => {
    throw new Error('offline')
  }
  const api: Api = { name: 'relative', protocol: restJson({ url: '/api' }), lookUp }
  const { container } = await show(
    <>
      <ApiTester operation="Nothing" api={api} />
      <ApiTester operation={IssueToken} api={api} />
    </>,
  )
  expect(container.textContent).toContain('Failed to load Nothing: offline')
  expect(container.textContent).toContain(`Requests leave this page and go to ${location.origin}.`)
})

test('a reset that was given up changes nothing when it comes', async () => {
  let finish = (): void => undefined
  const reset = () =>
    new Promise<() => Promise<void>>((resolve) => {
      finish = () => resolve(async () => undefined)
    })
  const sandbox = async () => ({ fetch: globalThis.fetch, reset })
  const { press, one } = await show(
    <ApiSettings timeout={20} api={{ ...KMS, sandbox }}>
      <ApiTester operation="ListKeys" parameters={[]} />
    </ApiSettings>,
  )
  localStorage.setItem(`${KMS.name}.draft./elsewhere#Encrypt`, '{}')
  await press('Reset sandbox')
  await vi.waitFor(() => expect(one('.qkms-error').textContent).toContain('Failed to reset the sandbox'))
  await act(async () => finish())
  expect(one('.qkms-error').textContent).toContain('Failed to reset the sandbox')
  expect(localStorage.getItem(`${KMS.name}.draft./elsewhere#Encrypt`)).toBe('{}')
})
