// @vitest-environment jsdom
import { act } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Field } from '../../vocabulary/project.ts'
import { awsJson } from '../../vocabulary/protocols/aws-json.ts'
import { KMS, onPage } from '../test-api.ts'
import { served, show } from '../test-dom.ts'
import '../../facts/index.ts'
import { loadDraft, saveDraft } from './draft.ts'
import ApiTester from './index.tsx'

const emulator = { connect: vi.fn(), reset: vi.fn(), fetch: vi.fn() }
/** Q-KMS with a sandbox that returns what it is told. */
const EMULATED = { ...KMS, sandbox: emulator.connect }

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab'
const PARAMETERS: readonly Field[] = [
  { name: 'keyId', type: 'string', required: true, placeholder: KEY, description: 'The `key`.' },
  { name: 'limit', type: 'integer' },
]

const ok = (body = '{}') => new Response(body, { headers: { 'x-amzn-requestid': 'r-1' } })
const refused = (type: string, message: string) => new Response(JSON.stringify({ __type: type, message }), { status: 400 })
const answering = (...answers: readonly (() => Response | Promise<Response>)[]) => {
  const queue = [...answers]
  return vi.fn(async (_url: RequestInfo | URL, _init?: RequestInit) => (queue.shift() ?? ok)())
}
const sentBy = (fetch: ReturnType<typeof answering>, call = 0) => fetch.mock.calls[call]?.[1]?.body

beforeEach(() => {
  localStorage.clear()
  vi.resetAllMocks()
  emulator.fetch.mockImplementation(async () => ok())
  emulator.connect.mockResolvedValue({ fetch: emulator.fetch, reset: emulator.reset })
})

test('has form, hints and documented response in the server’s HTML', () => {
  const html = served(
    onPage(<ApiTester operation="ListKeys" description="Lists." parameters={PARAMETERS} exampleResponse={{ Keys: [] }} />),
    renderToStaticMarkup,
  )
  expect(html).toContain('>KeyId</label>')
  expect(html).toContain('The <code>key</code>.')
  expect(html).toContain(`value="${KEY}"`)
  expect(html).toContain('Documented response')
  expect(html).toContain('&quot;Keys&quot;')
  expect(html).toContain('Try It Out needs JavaScript')
  expect(html).not.toContain('style=')
})

test('sends the placeholder of a required field at the first click', async () => {
  const fetch = answering(() => ok('{"Keys":[]}'))
  const { press, one, field } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  expect(field('KeyId').value).toBe(KEY)
  await press('Send request')
  expect(fetch.mock.calls[0]?.[0]).toBe('https://kms.q-kms.example/')
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'TrentService.ListKeys' },
  })
  expect(JSON.parse(String(sentBy(fetch)))).toEqual({ KeyId: KEY })
  const response = one('section[aria-label^=Response]')
  expect(response.textContent).toMatch(/200 OK\s*\d+ ms/)
  expect(response.textContent).toContain('x-amzn-requestid: r-1')
  expect(response.textContent).toContain('{\n  "Keys": []\n}')
  expect(one('[data-state]').dataset.state).toBe('done')
})

test('sends to the endpoint of the settings', async () => {
  const fetch = answering()
  const { press } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />, {
    api: { ...KMS, protocol: awsJson({ url: 'https://other.example/', target: 'TrentService' }) },
  })
  await press('Send request')
  expect(fetch.mock.calls[0]?.[0]).toBe('https://other.example/')
})

test('warns of a missing required value, and sends without it when told to', async () => {
  const fetch = answering()
  const { fill, press, one, field } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  await fill('KeyId', '')
  await press('Send request')
  expect(fetch).not.toHaveBeenCalled()
  expect(one('[role=alert]').textContent).toContain('KeyId is required')
  expect(field('KeyId').getAttribute('aria-invalid')).toBe('true')
  await press('Send anyway')
  expect(sentBy(fetch)).toBe('{}')
})

test('shows an error as code and message, and marks the field that it names', async () => {
  const message = "1 validation error detected: Value 'x' at 'keyId' failed to satisfy constraint: Member must be shorter"
  const fetch = answering(() => refused('com.amazon#ValidationException', message))
  const { press, fill, one, field, all } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  await press('Send request')
  expect(one('.qkms-status').textContent).toContain('400 Bad Request')
  expect(one('.qkms-error').textContent).toBe(`ValidationException${message}`)
  const described = field('KeyId').getAttribute('aria-describedby')?.split(' ') ?? []
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual(['The key.', 'Member must be shorter'])
  await fill('KeyId', 'y')
  expect(all('[aria-invalid]')).toEqual([])
})

test('marks no field for an error that names none', async () => {
  const fetch = answering(() => refused('NotFoundException', "Invalid keyId 'not-an-id'"))
  const { press, one, all } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  await press('Send request')
  expect(one('.qkms-error').textContent).toBe("NotFoundExceptionInvalid keyId 'not-an-id'")
  expect(all('[aria-invalid]')).toEqual([])
})

test('says that a body is empty', async () => {
  const { press, one } = await show(<ApiTester operation="EnableKey" parameters={[]} fetch={answering(() => ok(''))} />)
  await press('Send request')
  expect(one('section[aria-label^=Response]').textContent).toContain('(empty body)')
})

test('says what to do when no response comes', async () => {
  const fetch = answering(() => Promise.reject(new TypeError('Failed to fetch')))
  const { press, one } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  await press('Send request')
  expect(one('section[aria-label^=Response]').textContent).toMatch(/Failed to send the request: Failed to fetch\..*Reload/)
  expect(one('[data-state]').dataset.state).toBe('failed')
})

test('ignores a second click while it sends, and keeps the focus', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>()
  const fetch = answering(() => promise)
  const { press, one, button } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  button('Send request').focus()
  await press('Send request')
  await vi.waitFor(() => expect(one('[data-state]').dataset.state).toBe('sending'))
  expect(button('Send request').getAttribute('aria-disabled')).toBe('true')
  expect(document.activeElement).toBe(button('Send request'))
  await press('Send request')
  await act(async () => resolve(ok()))
  expect(fetch).toHaveBeenCalledTimes(1)
})

test.each(['ctrlKey', 'metaKey'])('sends with %s and Enter', async (modifier) => {
  const fetch = answering()
  const { key, field } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={fetch} />)
  await key(field('KeyId'), { key: 'Enter', [modifier]: true })
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('connects at the first interaction and never before', async () => {
  const { field, press } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} />, { api: EMULATED })
  expect(emulator.connect).not.toHaveBeenCalled()
  await act(async () => field('KeyId').focus())
  expect(emulator.connect).toHaveBeenCalled()
  await press('Send request')
  expect(emulator.fetch).toHaveBeenCalledTimes(1)
})

test('says why the emulator did not start', async () => {
  emulator.connect.mockRejectedValue(new Error('Failed to start the worker.'))
  const { press, one } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} />, { api: EMULATED })
  await press('Send request')
  expect(one('.qkms-error').textContent).toContain('Failed to send the request: Failed to start the worker.')
})

test('resets the sandbox, says so, and keeps the draft', async () => {
  const { fill, press, one, field } = await show(
    <ApiTester operation="ListKeys" parameters={PARAMETERS} exampleResponse={{}} />,
    { api: EMULATED },
  )
  await fill('KeyId', 'mine')
  await press('Send request')
  await press('Reset sandbox')
  expect(emulator.reset).toHaveBeenCalledTimes(1)
  const response = one('section[aria-label^=Response]')
  expect(one('[aria-live=polite]').textContent).toContain('The sandbox is reset')
  expect(response.textContent).toContain('Documented response')
  expect(field('KeyId').value).toBe('mine')
})

test('takes a reset back, for the sandbox, the other forms and their drafts', async () => {
  const back = vi.fn(async () => undefined)
  emulator.reset.mockResolvedValue(back)
  saveDraft({ api: KMS.name, operation: 'Elsewhere' }, '{"KeyId":"dead"}')
  const { press, all, fill, one, button } = await show(
    <>
      <ApiTester operation="ListKeys" parameters={PARAMETERS} />
      <ApiTester operation="DescribeKey" parameters={[{ name: 'keyId', type: 'string', required: true, placeholder: 'x' }]} />
    </>,
    { api: EMULATED },
  )
  const second = () => all<HTMLInputElement>('section:last-of-type input[type=text]')[0]
  await fill('KeyId', 'mine')
  const other = second()
  if (!other) throw new Error('Failed to find the second form.')
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(other, 'dead')
  await act(async () => other.dispatchEvent(new Event('input', { bubbles: true })))
  await press('Reset sandbox')
  expect(one('section[aria-label^=Response]').textContent).toContain('The sandbox is reset')
  expect(all<HTMLInputElement>('input[type=text]').map(({ value }) => value)).toEqual(['mine', 'x'])
  expect(loadDraft({ api: KMS.name, operation: 'Elsewhere' })).toBeUndefined()
  const [undo] = all<HTMLButtonElement>('button').filter(({ textContent }) => textContent === 'Undo')
  await act(async () => undo?.click())
  expect(back).toHaveBeenCalledTimes(1)
  expect(loadDraft({ api: KMS.name, operation: 'Elsewhere' })).toBe('{"KeyId":"dead"}')
  expect(one('section[aria-label^=Response]').textContent).toContain('as it was before the reset')
  expect(button('Undo')).toBeDefined()
})

test('takes the example back', async () => {
  const { fill, press, field, all } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={answering()} />)
  await fill('KeyId', 'pasted')
  await press('Use example')
  expect(field('KeyId').value).toBe(KEY)
  await press('Undo')
  expect(field('KeyId').value).toBe('pasted')
  expect(all('button').some(({ textContent }) => textContent === 'Undo')).toBe(false)
})

test('keeps the drafts of two forms of one operation apart', async () => {
  const forms = (
    <>
      <ApiTester operation="Sign" parameters={PARAMETERS} example={{ KeyId: 'a' }} fetch={answering()} />
      <ApiTester operation="Sign" parameters={PARAMETERS} example={{ KeyId: 'b' }} fetch={answering()} />
    </>
  )
  const first = await show(forms)
  await first.fill('KeyId', 'changed')
  const second = await show(forms)
  expect(second.all<HTMLInputElement>('input[type=text]').map(({ value }) => value)).toEqual(['changed', 'b'])
})

test('says why the sandbox was not reset', async () => {
  emulator.reset.mockRejectedValue(new Error('storage is blocked'))
  const { press, one } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} />, { api: EMULATED })
  await press('Reset sandbox')
  expect(one('.qkms-error').textContent).toContain('Failed to reset the sandbox: storage is blocked.')
})

test('offers no reset where the page handles requests itself', async () => {
  const { all } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={answering()} />)
  expect(all('button').map(({ textContent }) => textContent)).toEqual(['Hints', '+ Limit', 'Send request', 'Use example'])
})

test('takes the server’s HTML over without a complaint and then restores the draft', async () => {
  const tester = <ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={answering()} />
  const first = await show(tester)
  await first.fill('KeyId', 'mine')
  const second = await show(tester, { hydrate: true })
  expect(second.complaints).toEqual([])
  expect(second.field('KeyId').value).toBe('mine')
  await second.press('Use example')
  expect(second.field('KeyId').value).toBe(KEY)
  const third = await show(tester)
  expect(third.field('KeyId').value).toBe(KEY)
})

test('opens a draft that is no JSON as text', async () => {
  saveDraft({ api: KMS.name, operation: 'ListKeys' }, '{"KeyId": ')
  const { field } = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} fetch={answering()} />)
  expect(field('Request body').value).toBe('{"KeyId": ')
})

test('fills in the given example, or hides the button where there is none', async () => {
  const example = { KeyId: 'alias/app', Limit: 5 }
  const given = await show(<ApiTester operation="ListKeys" parameters={PARAMETERS} example={example} fetch={answering()} />)
  await given.fill('Limit', '7')
  await given.press('Use example')
  expect(given.field('Limit').value).toBe('5')
  const none = await show(<ApiTester operation="B" parameters={[{ name: 'a', type: 'string' }]} fetch={answering()} />)
  expect(none.all('button').map(({ textContent }) => textContent)).toEqual(['Hints', '+ A', 'Send request'])
})

test('looks up the fields of an operation that is only named', async () => {
  const { field } = await show(<ApiTester operation="DescribeKey" />)
  expect(field('KeyId').value).not.toBe('')
})

test('says that an operation is unknown', async () => {
  const { container } = await show(<ApiTester operation="MakeCoffee" />)
  expect(container.textContent).toContain('Failed to find the operation MakeCoffee: the API has none of that name.')
})

test('passes other attributes to its element', () => {
  const html = renderToStaticMarkup(onPage(<ApiTester operation="ListKeys" parameters={PARAMETERS} id="try" className="mine" />))
  expect(html).toContain('id="try"')
  expect(html).toContain('class="qkms qkms-tester mine"')
})
