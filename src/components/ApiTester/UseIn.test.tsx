// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Operation } from '../../vocabulary/operation.ts'
import { blob, map, string } from '../../vocabulary/shapes.ts'
import type { Api, Use } from '../settings.tsx'
import { KMS, onPage } from '../test-api.ts'
import { show } from '../test-dom.ts'
import { isLeft } from './handing.ts'
import ApiTester from './index.tsx'
import { loadJsonFigure } from './use-json-figure.ts'

const SEAL = {
  name: 'Seal',
  category: 'boxes',
  summary: 'Seals.',
  input: { Text: { type: string(), required: true, description: 'The text.', placeholder: 'hi' } },
  output: { Box: { type: blob(), description: 'The box.' }, Size: { type: string(), description: 'Its size.' } },
  errors: [],
  example: { request: { Text: 'hi' }, response: {} },
}
const OPEN = {
  ...SEAL,
  name: 'Open',
  summary: 'Opens.',
  input: {
    Box: { type: blob(), required: true, description: 'The box.' },
    Label: { type: map(string()), description: 'What stood on it.' },
    Owner: { type: string(), description: 'Whose it is.' },
  },
  example: { request: { Box: 'AAAA', Label: { old: 'label' }, Owner: 'me' }, response: {} },
}

const BOX = 'c2VhbGVk'
const OPEN_IT: Use = { operation: 'Open', member: 'Box', members: { Box: BOX, Label: null }, likely: true }

let made = 0
const boxes = (uses: readonly Use[] = [OPEN_IT], rest: Partial<Api> = {}): Api => ({
  ...KMS,
  name: `boxes ${made++}`,
  uses: {
    names: ['Box'],
    sourcesOf: async () => ['Case'],
    load:
      async () =>
      ({ path }) =>
        path === 'Box' ? uses : [],
  },
  fetch: async () => new Response(JSON.stringify({ Box: BOX, Size: 'small' })),
  ...rest,
})

beforeAll(async () => void (await Promise.all([loadJsonFigure(), import('./UseMenu.tsx')])))
beforeEach(() => {
  localStorage.clear()
  // jsdom has none.
  Element.prototype.scrollIntoView = vi.fn()
})

const sealed = async (api: Api, others = <ApiTester operation={OPEN} />) => {
  const page = await show(
    <>
      <ApiTester operation={SEAL} />
      {others}
    </>,
    { api },
  )
  await page.press('Send request')
  const use = page.button('Use Box in…')
  return { ...page, use }
}

const menusOf = (all: (selector: string) => readonly HTMLElement[]) =>
  all('button').flatMap(({ textContent }) => (textContent?.endsWith(' in…') ? textContent : []))

test('only values that a request takes have a menu', async () => {
  const { all } = await sealed(boxes())
  expect(menusOf(all)).toEqual(['Use Box in…'])
})

test('a value goes to the tester of the same page with what belongs to it, and the focus with it', async () => {
  const { use, does, press, all, field } = await sealed(boxes())
  await does(() => use.click())
  expect(use.getAttribute('aria-expanded')).toBe('true')
  await press('Open')
  expect(field('Box').value).toBe(BOX)
  expect(document.activeElement).toBe(field('Box'))
  expect(field('Owner').value).toBe('me')
  expect(all('input').map(({ value }: HTMLElement & { value?: string }) => value)).not.toContain('label')
  expect(all('.qkms-from').map(({ textContent }) => textContent)).toEqual(['', 'With Box from the response of Seal.'])
  await press('Undo')
  expect(field('Box').value).toBe('AAAA')
  expect(all('input').map(({ value }: HTMLElement & { value?: string }) => value)).toContain('label')
})

test('Escape closes the menu, and the focus returns to its button', async () => {
  const { use, does, key, button } = await sealed(boxes())
  await does(() => use.click())
  button('Open').focus()
  await key(button('Open'), { key: 'Escape' })
  expect(use.getAttribute('aria-expanded')).toBe('false')
  expect(document.activeElement).toBe(use)
})

test('without its tester on the page, a link leads to the page that has it, where the value waits', async () => {
  const api = boxes([OPEN_IT], { pageOf: (operation) => `/pages/${operation}` })
  const { use, does, one } = await sealed(api, <p>No other.</p>)
  await does(() => use.click())
  const link = one<HTMLAnchorElement>('a[href="/pages/Open"]')
  link.addEventListener('click', (event) => event.preventDefault())
  await does(() => link.click())
  expect(isLeft(api.name, 'Open')).toBe(true)

  const { field } = await show(<ApiTester operation={OPEN} />, { api })
  expect(field('Box').value).toBe(BOX)
  expect(isLeft(api.name, 'Open')).toBe(false)
})

test('a value that no page takes has no menu', async () => {
  const api = boxes()
  const { press, all } = await show(<ApiTester operation={SEAL} />, { api })
  await press('Send request')
  expect(menusOf(all)).toEqual([])
})

test('the likeliest requests come first, and all are a click away', async () => {
  const uses = ['Wrap', 'Send', 'Burn'].map((operation) => ({ ...OPEN_IT, operation, likely: false }))
  const { use, does, press, all } = await sealed(boxes([OPEN_IT, ...uses], { pageOf: (operation) => `/${operation}` }))
  await does(() => use.click())
  const names = () => all('.qkms-uses > *').map(({ textContent }) => textContent)
  expect(names()).toEqual(['Open', 'All 4'])
  await press('All 4')
  expect(names()).toEqual(['Open', 'Wrap', 'Send', 'Burn'])
})

test('what has to be made for the next request is made, or the menu says why not', async () => {
  const complete = vi.fn(async () => ({ Owner: 'you' }))
  const { use, does, press, field, all } = await sealed(boxes([{ ...OPEN_IT, complete }]))
  complete.mockRejectedValueOnce(new Error('no ink'))
  await does(() => use.click())
  await press('Open')
  expect(all('[role=alert]').map(({ textContent }) => textContent)).toEqual(['Failed to make the request: no ink.'])
  await press('Open')
  expect(field('Owner').value).toBe('you')
})

test('the next page goes into the same form', async () => {
  const next: Use = { operation: 'Seal', member: 'Text', members: { Text: 'next' }, label: 'Seal: the next' }
  const { use, does, press, field } = await sealed(boxes([next]), <p>No other.</p>)
  await does(() => use.click())
  await press('Seal: the next')
  expect(field('Text').value).toBe('next')
})

test('a whole answer that is pasted gives the member, under whichever of its names', async () => {
  const { field, does } = await show(<ApiTester operation={OPEN} />, { api: boxes() })
  const paste = (text: string) =>
    does(() => {
      const control = field('Box') as HTMLTextAreaElement
      control.focus()
      control.select()
      const event = new Event('paste', { bubbles: true, cancelable: true })
      control.dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }))
    })
  await paste(`{"Size": "small", "Box": "${BOX}"}`)
  await vi.waitFor(() => expect(field('Box').value).toBe(BOX))
  await paste('{"Case": "Y2FzZQ=="}')
  await vi.waitFor(() => expect(field('Box').value).toBe('Y2FzZQ=='))
  await paste('"c2Vh\\nbGVk",')
  await vi.waitFor(() => expect(field('Box').value).toBe(BOX))
})

test('within shadow roots, as in elements, values go from one tester to another', async () => {
  const api = boxes()
  const shadowOf = async (operation: Operation) => {
    const host = document.createElement('div')
    document.body.append(host)
    const shadow = host.attachShadow({ mode: 'open' })
    const root = createRoot(shadow)
    onTestFinished(async () => {
      await act(async () => root.unmount())
      host.remove()
    })
    await act(async () => root.render(onPage(<ApiTester operation={operation} />, api)))
    const click = async (name: string) => {
      const found = () => [...shadow.querySelectorAll('button')].find(({ textContent }) => textContent === name)
      await vi.waitFor(() => expect(found()).toBeDefined())
      await act(async () => found()?.click())
    }
    return { shadow, click }
  }
  const seal = await shadowOf(SEAL)
  const open = await shadowOf(OPEN)
  await seal.click('Send request')
  await seal.click('Use Box in…')
  await seal.click('Open')
  const control = open.shadow.querySelector<HTMLTextAreaElement>('[data-member=Box] textarea')
  await vi.waitFor(() => expect(control?.value).toBe(BOX))
  expect(open.shadow.activeElement).toBe(control)
})
