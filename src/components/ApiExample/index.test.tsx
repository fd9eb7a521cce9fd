// @vitest-environment jsdom
import { act, type ReactNode, useState } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import ApiTester from '../ApiTester/index.tsx'
import type { Sandbox } from '../settings.tsx'
import { Tryable } from '../Tryable.tsx'
import { KMS, onPage } from '../test-api.ts'
import { served, show } from '../test-dom.ts'
import ApiExample from './index.tsx'

const REQUEST = { method: 'POST', path: '/', headers: { 'X-Amz-Target': 'TrentService.Encrypt' }, body: { KeyId: 'alias/app' } }
const RESPONSE = { status: 200, headers: { 'Content-Type': 'application/x-amz-json-1.1' }, body: {} }

// A test does not wait for what loads late.
beforeAll(() => KMS.lookUp?.('EnableKey'))

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard')
  vi.useRealTimers()
})

test('shows request and response as HTTP', async () => {
  const { all } = await show(<ApiExample request={REQUEST} response={RESPONSE} />)
  expect(all('pre').map(({ textContent }) => textContent)).toEqual([
    'POST / HTTP/1.1\nX-Amz-Target: TrentService.Encrypt\n\n{\n  "KeyId": "alias/app"\n}',
    'HTTP/1.1 200 OK\nContent-Type: application/x-amz-json-1.1\n\n{}',
  ])
})

test('hides a half that is empty or missing', async () => {
  const { all } = await show(<ApiExample request={{}} response={RESPONSE} />)
  expect(all('figcaption').map(({ textContent }) => textContent)).toEqual(['Response'])
  expect(renderToStaticMarkup(<ApiExample request={REQUEST} />)).not.toContain('Response')
})

test('gives its outermost element the classes and attributes of the page', () => {
  const html = renderToStaticMarkup(<ApiExample className="mine" id="example" request={REQUEST} response={RESPONSE} />)
  expect(html).toMatch(/^<div id="example" class="qkms mine"><figure class="qkms-figure">/)
})

test('marks tokens by class alone, so that no style attribute meets a strict CSP', () => {
  const html = served(<ApiExample request={REQUEST} response={RESPONSE} />, renderToStaticMarkup)
  expect(html).toContain('<span class="token property">&quot;KeyId&quot;</span>')
  expect(html).toContain('<span class="token string">&quot;alias/app&quot;</span>')
  expect(html).not.toContain('style=')
})

test('takes the server’s HTML over without a complaint', async () => {
  const { all, complaints } = await show(<ApiExample request={REQUEST} response={RESPONSE} />, { hydrate: true })
  expect(complaints).toEqual([])
  expect(all('.token.property').map(({ textContent }) => textContent)).toEqual(['X-Amz-Target', '"KeyId"', 'Content-Type'])
})

test('shows another message in the place of the server’s', async () => {
  const Changing = () => {
    const [lost, setLost] = useState(false)
    return (
      <>
        <ApiExample response={lost ? { status: 400 } : RESPONSE} />
        <button type="button" onClick={() => setLost(true)}>
          Lose
        </button>
      </>
    )
  }
  const { one, press } = await show(<Changing />, { hydrate: true })
  await press('Lose')
  expect(one('pre').textContent).toBe('HTTP/1.1 400 Bad Request')
})

test('copies a message, says so, and takes it back', async () => {
  vi.useFakeTimers()
  const writeText = vi.fn(async () => undefined)
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  const { press, one, button } = await show(<ApiExample response={RESPONSE} />)
  await press('Copy response')
  expect(writeText).toHaveBeenCalledWith('HTTP/1.1 200 OK\nContent-Type: application/x-amz-json-1.1\n\n{}')
  expect(one('[role=status]').textContent).toBe('Copied')
  await act(async () => vi.advanceTimersByTime(3000))
  expect(one('[role=status]').textContent).toBe('')
  expect(button('Copy response')).toBeTruthy()
})

test('selects the message where the page may not copy', async () => {
  const { press, one } = await show(<ApiExample response={RESPONSE} />)
  await press('Copy response')
  expect(getSelection()?.toString()).toContain('HTTP/1.1 200 OK')
  expect(one('[role=status]').textContent).toBe('Press Ctrl+C')
})

const FIELDS = [{ name: 'keyId', type: 'string', required: true, description: 'The key.' }]

/** A page whose sandbox makes each example ready, and adds a member to it. */
const trying = async (page: (tester: ReactNode) => ReactNode) => {
  const sent: unknown[] = []
  const answer = vi.fn(async () => new Response('{}'))
  const sandbox: Sandbox = {
    fetch: async (_url, init) => {
      sent.push(JSON.parse(String(init?.body)))
      return String(new Headers(init?.headers).get('x-amz-target')).endsWith('Encrypt') ? answer() : new Response('{}')
    },
    prepare: async ({ body }, { send }) => {
      await send('EnableKey', { KeyId: 'k1' })
      return { ...body, Token: 't' }
    },
    reset: async () => async () => undefined,
  }
  const tester = <ApiTester operation="Encrypt" parameters={FIELDS} />
  const api = { ...KMS, sandbox: async () => sandbox }
  return { sent, answer, ...(await show(<Tryable operation="Encrypt">{page(tester)}</Tryable>, { api })) }
}

const EXAMPLE = <ApiExample request={REQUEST} response={RESPONSE} />

test('has a button only where the page has a tester, and only with both halves', async () => {
  const { all } = await show(EXAMPLE)
  expect(all('.qkms-try')).toEqual([])
  const within = await trying((tester) => (
    <>
      <ApiExample request={REQUEST} response={{}} />
      <ApiExample request={{}} response={RESPONSE} />
      {tester}
    </>
  ))
  expect(within.all('.qkms-try')).toEqual([])
})

test('sends the request from the form of the page, made ready; what stood there can be had back', async () => {
  const { sent, fill, field, press, one, all } = await trying((tester) => (
    <>
      {EXAMPLE}
      {tester}
    </>
  ))
  await fill('KeyId', 'mine')
  await press('Try this')
  expect(sent).toEqual([{ KeyId: 'k1' }, { KeyId: 'alias/app', Token: 't' }])
  expect(field('KeyId').value).toBe('alias/app')
  expect(one('.qkms-status').textContent).toContain('200 OK')
  expect(all('.qkms-try [role=status]').map(({ textContent }) => textContent)).toEqual([
    'Sent, after the sandbox was made ready for it. The request and its response are in the form of this page.',
  ])
  await press('Undo')
  expect(field('KeyId').value).toBe('mine')
})

test('sends the request twice where the response is that to the second, and says so before', async () => {
  const { sent, press, one } = await trying((tester) => (
    <>
      <ApiExample request={REQUEST} response={RESPONSE} again />
      {tester}
    </>
  ))
  expect(one('.qkms-try [role=status]').textContent).toBe('Sends the request twice.')
  await press('Try this')
  expect(sent).toHaveLength(3)
})

test('says so where no response came, or the tester is busy; what stood in the form can be had back', async () => {
  const { press, fill, field, one, answer, sent } = await trying((tester) => (
    <>
      {EXAMPLE}
      {tester}
    </>
  ))
  await fill('KeyId', 'mine')
  const told = () => one('.qkms-try [role=status]').textContent
  answer.mockRejectedValue(new TypeError('Failed to fetch'))
  await press('Try this')
  expect(told()).toBe('Failed to try this: Failed to fetch.')
  expect(one('.qkms-error').textContent).toContain('Failed to send the request: Failed to fetch.')

  await press('Undo')
  expect(field('KeyId').value).toBe('mine')

  answer.mockReturnValue(new Promise(() => undefined))
  await press('Send request')
  const before = sent.length
  await press('Try this')
  expect(told()).toBe('Failed to try this: another request is on its way.')
  expect([sent.length, field('KeyId').value]).toEqual([before, 'mine'])
})

test('waits for a tester that comes later', async () => {
  const Late = ({ tester }: { readonly tester: ReactNode }) => {
    const [here, setHere] = useState(false)
    return (
      <>
        {EXAMPLE}
        <button type="button" onClick={() => setHere(true)}>
          Come near
        </button>
        {here && tester}
      </>
    )
  }
  const { sent, press } = await trying((tester) => <Late tester={tester} />)
  await press('Try this')
  expect(sent).toEqual([])
  await press('Come near')
  expect(sent).toHaveLength(2)
})

test('cannot be pressed before the script runs', () => {
  const page = onPage(<Tryable operation="Encrypt">{EXAMPLE}</Tryable>)
  expect(served(page)).toContain('disabled="">Try this</button>')
})
