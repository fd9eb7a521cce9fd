// @vitest-environment jsdom
import { act, useState } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { served, show } from '../test-dom.ts'
import ApiExample from './index.tsx'

const REQUEST = { method: 'POST', path: '/', headers: { 'X-Amz-Target': 'TrentService.Encrypt' }, body: { KeyId: 'alias/app' } }
const RESPONSE = { status: 200, headers: { 'Content-Type': 'application/x-amz-json-1.1' }, body: {} }

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
