// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { blob, list, type Members, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { KMS } from '../test-api.ts'
import { show } from '../test-dom.ts'
import ApiTester from './index.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { loadJsonFigure } from './use-json-figure.ts'

beforeAll(loadJsonFigure)

import type { State } from './reducer.ts'

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab'
const POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*"}]}'

const member = (type: Members[string]['type']): Members[string] => ({ type, description: '' })
const OUTPUT: Members = {
  KeyMetadata: member(structure({ Arn: member(string()), CreationDate: member(timestamp) })),
  Plaintext: member(blob()),
  CiphertextBlob: member(blob()),
  Keys: member(list(structure({ KeyId: member(string()) }))),
}

const answered = (body: unknown, status = 200): State => ({
  phase: 'done',
  text: '{}',
  count: 1,
  answer: {
    status,
    headers: [['x-amzn-requestid', 'r-1']],
    text: typeof body === 'string' ? body : JSON.stringify(body),
    duration: 145.6,
  },
})
const refused = (code: string): State => {
  const state = answered({ __type: code, message: 'It is disabled.' }, 400)
  return { ...state, answer: state.answer && { ...state.answer, error: { code, message: 'It is disabled.', members: {} } } }
}

/** The body, beside which the headers are another. */
const BODY = '[aria-label="Body text"]'

/** The panel of a response, and its buttons, which are named by their labels. */
const panelOf = async (state: State, props: Partial<Parameters<typeof ResponsePanel>[0]> = {}) => {
  const { one, all } = await show(<ResponsePanel state={state} documented={{}} output={OUTPUT} {...props} />)
  const names = () =>
    all('[aria-label]:is(button)').map(({ ariaLabel, attributes }) => ariaLabel ?? attributes.getNamedItem('aria-label')?.value)
  const press = async (name: string) => {
    const button = one<HTMLButtonElement>(`button[aria-label="${name}"]`)
    await act(async () => button.click())
    return button
  }
  return { one, all, names, press, body: () => one(BODY).textContent }
}

const withClipboard = () => {
  const writeText = vi.fn(async (_text: string) => undefined)
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  return writeText
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(document, 'execCommand')
})

test('shows a body as JSON, with status and duration in one element', async () => {
  const body = { a: { b: [1, 'x"y', true, null, {}, []] }, c: '' }
  const { one } = await panelOf(answered(body))
  expect(one('.qkms-status').textContent).toBe('200 OK 146 ms')
  expect(one(BODY).textContent?.trimEnd()).toBe(JSON.stringify(body, null, 2))
  expect(one(BODY).getAttribute('translate')).toBe('no')
  expect(one('summary').textContent).toBe('1 header')
})

test('has a button to copy each member and each plain item, named by its path', async () => {
  const { names } = await panelOf(
    answered({ CiphertextBlob: 'AQ', KeyMetadata: { Arn: 'arn' }, Keys: [{ KeyId: KEY }], Algorithms: ['A'], Truncated: false }),
  )
  expect(names().filter((name) => name?.startsWith('Copy'))).toEqual([
    'Copy CiphertextBlob',
    'Copy KeyMetadata',
    'Copy KeyMetadata.Arn',
    'Copy Keys',
    'Copy Keys.0.KeyId',
    'Copy Algorithms',
    'Copy Algorithms.0',
    'Copy Truncated',
  ])
})

test.each([
  ['a string without quotes or escapes', 'say "hi"\n', 'say "hi"\n'],
  ['a number as printed', 1795837645.581, '1795837645.581'],
  ['a truth value', false, 'false'],
  ['null', null, 'null'],
  ['an object as JSON', { a: 1 }, '{\n  "a": 1\n}'],
  ['an empty list', [], '[]'],
])('copies %s', async (_, value, copied) => {
  const writeText = withClipboard()
  const { press, all } = await panelOf(answered({ V: value }))
  const button = await press('Copy V')
  expect(writeText).toHaveBeenCalledExactlyOnceWith(copied)
  expect(button.dataset.state).toBe('copied')
  expect(all('[role=status]').map(({ textContent }) => textContent)).toEqual(['', '', 'Copied V'])
})

test('copies where the page may not write to the clipboard, as on plain http', async () => {
  const execCommand = vi.fn(() => {
    const clipboardData = { setData: vi.fn() }
    document.dispatchEvent(Object.assign(new Event('copy', { cancelable: true }), { clipboardData }))
    expect(clipboardData.setData).toHaveBeenCalledExactlyOnceWith('text/plain', 'a"b')
    return true
  })
  Object.assign(document, { execCommand })
  const { press } = await panelOf(answered({ V: 'a"b' }))
  expect((await press('Copy V')).dataset.state).toBe('copied')
  expect(execCommand).toHaveBeenCalledExactlyOnceWith('copy')
})

test('selects the value where nothing can be copied', async () => {
  const { press, all } = await panelOf(answered({ V: KEY }))
  const button = await press('Copy V')
  expect(getSelection()?.toString()).toBe(KEY)
  expect(button.textContent).toBe('Press Ctrl+C')
  expect(all('[role=status]').at(-1)?.textContent).toBe('Press Ctrl+C')
})

test('cuts a long string and shows all of it on demand', async () => {
  const token = 'A'.repeat(2420)
  const { one, press } = await panelOf(answered({ ImportToken: token }))
  const button = one('button[aria-expanded]')
  expect(button.textContent).toBe('2,420 characters')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  expect(one('.qkms-cut').textContent).toHaveLength(64)
  await press('ImportToken 2,420 characters')
  expect(button.getAttribute('aria-expanded')).toBe('true')
  expect(one('[data-value]').textContent).toBe(token)
  expect(one('[data-value]').querySelector('[hidden]')).toBeNull()
})

test('counts the characters of the value, not those of its JSON', async () => {
  const { one } = await panelOf(answered({ V: '"'.repeat(1000) }))
  expect(one('button[aria-expanded]').textContent).toBe('1,000 characters')
})

test('dates the numbers that are moments by their shape, and no others', async () => {
  const { all } = await panelOf(answered({ KeyMetadata: { CreationDate: 1795837645.5 }, Other: 1795837645.5 }))
  const { dateTime, textContent } = all<HTMLTimeElement>('time')[0] ?? {}
  expect(dateTime).toBe('2026-11-28T03:47:25.500Z')
  expect(textContent).toMatch(/^· 2[789] Nov 2026, \d{2}:\d{2}$/)
  expect(all('time')).toHaveLength(1)
  expect(all('.qkms-line').find((line) => line.contains(all('time')[0] ?? null))?.textContent).toContain(
    '"CreationDate": 1795837645.5',
  )
})

test('dates nothing that is not described, nor what no date can hold', async () => {
  const body = { KeyMetadata: { CreationDate: 1795837645.5 } }
  expect((await panelOf(answered(body), { output: undefined })).all('time')).toEqual([])
  expect((await panelOf(answered({ KeyMetadata: { CreationDate: 1e300 } }))).all('time')).toEqual([])
})

test('shows bytes as text and as hex, copies what is shown, and returns to base64', async () => {
  const writeText = withClipboard()
  const { names, press, body } = await panelOf(answered({ Plaintext: 'aGVsbG8=', CiphertextBlob: '/wA=' }))
  expect(names()).toEqual([
    'Plaintext as text',
    'Plaintext as hex',
    'Copy Plaintext',
    'CiphertextBlob as hex',
    'Copy CiphertextBlob',
  ])
  const toggle = await press('Plaintext as text')
  expect(toggle.getAttribute('aria-pressed')).toBe('true')
  expect(body()).toContain('"Plaintext": hello')
  await press('Copy Plaintext as text')
  expect(writeText).toHaveBeenLastCalledWith('hello')
  await press('Plaintext as hex')
  expect(body()).toContain('"Plaintext": 68656c6c6f')
  await press('Plaintext as hex')
  expect(body()).toContain('"Plaintext": "aGVsbG8=",')
})

test('unfolds JSON in a string, of which the text can be copied and shown', async () => {
  const writeText = withClipboard()
  const { press, body, names } = await panelOf(answered({ Policy: POLICY, PolicyName: 'default' }))
  expect(body()).toContain('"Effect": "Allow"')
  expect(names()).toContain('Copy Policy.Statement.0.Effect')
  await press('Copy Policy')
  expect(writeText).toHaveBeenLastCalledWith(POLICY)
  const toggle = await press('Policy as JSON')
  expect(toggle.getAttribute('aria-pressed')).toBe('false')
  expect(body()).toContain(`"Policy": ${JSON.stringify(POLICY)},`)
})

test('shows a body that is not JSON, or very long, as it came', async () => {
  const { body, names } = await panelOf(answered('<html>'))
  expect(body()).toBe('<html>')
  expect(names()).toEqual([])
  const long = JSON.stringify({ V: 'A'.repeat(60_000) })
  expect((await panelOf(answered(long))).body()).toBe(long)
})

test('names the region after the operation, and as it is told', async () => {
  expect((await panelOf(answered({}), { operation: 'Encrypt' })).one('section').getAttribute('aria-label')).toBe(
    'Response of Encrypt',
  )
  expect((await panelOf(answered({}))).one('section').getAttribute('aria-label')).toBe('Response')
  const second = await panelOf(answered({}), { operation: 'Sign', region: 'Response of Sign, 2' })
  expect(second.one('section').getAttribute('aria-label')).toBe('Response of Sign, 2')
})

test('links an error to what the API says of it, for the operation', async () => {
  const errorLinks = vi.fn((code: string, operation: string) => [{ label: 'Why', href: `/errors/${operation}#${code}` }])
  const api = { ...KMS, errorLinks }
  const { one } = await panelOf(refused('DisabledException'), { operation: 'Encrypt', api })
  expect(one('.qkms-error').textContent).toBe('DisabledExceptionIt is disabled.Why')
  expect(one('.qkms-error a').getAttribute('href')).toBe('/errors/Encrypt#DisabledException')
  expect((await panelOf(answered({}), { api })).all('.qkms-error')).toEqual([])
  expect(errorLinks).toHaveBeenCalledTimes(1)
})

test('says that it sends, beside the documented response, which does not fade', async () => {
  const { one } = await panelOf({ phase: 'sending', text: '{}', count: 0 })
  expect(one('[aria-live=polite]').textContent).toBe('Sending …')
  expect(one('figcaption').textContent).toBe('Documented response')
})

test('announces each response once and whole, and none of them again while the next is on its way', async () => {
  const second = Promise.withResolvers<Response>()
  const answers = [async () => new Response('{"a":1}', { headers: { 'x-a': 'b' } }), () => second.promise]
  const { one, press } = await show(
    <ApiTester operation="ListKeys" parameters={[]} fetch={async () => (await answers.shift()?.()) ?? new Response()} />,
  )
  await press('Send request')
  const live = one('[aria-live=polite]')
  const added: (string | null)[] = []
  new MutationObserver((records) => {
    for (const { addedNodes } of records) added.push(...[...addedNodes].map(({ textContent }) => textContent))
  }).observe(live, { childList: true, subtree: true, characterData: true })
  one<HTMLDetailsElement>('details').open = true
  const details = one('details')

  await press('Send request')
  await vi.waitFor(() => expect(added).toEqual(['Sending …']))
  expect(one(BODY).textContent).toContain('"a": 1')
  await act(async () => second.resolve(new Response('{"__type":"X","message":"no"}', { status: 400, headers: { 'x-a': 'c' } })))
  await act(async () => new Promise((resolve) => setTimeout(resolve)))
  expect(added.slice(1).join('')).toMatch(/^400 Bad Request \d+ msXno$/)
  expect(one<HTMLDetailsElement>('details').open).toBe(true)
  expect(one('details')).toBe(details)
})

test('drops a response that would pass for one to a body that was not sent', async () => {
  const { one, all, press, fill } = await show(
    <ApiTester
      operation="DescribeKey"
      parameters={[{ name: 'keyId', type: 'string', required: true, placeholder: KEY }]}
      exampleResponse={{}}
      fetch={async () => new Response('{"a":1}')}
    />,
  )
  await press('Send request')
  await fill('KeyId', '')
  await press('Send request')
  expect(all('.qkms-status')).toEqual([])
  expect(one('figcaption').textContent).toBe('Documented response')
})
