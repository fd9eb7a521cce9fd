// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { string } from '../../vocabulary/shapes.ts'
import type { Api, Choice } from '../settings.tsx'
import { KMS } from '../test-api.ts'
import { show } from '../test-dom.ts'
import ApiTester from './index.tsx'

const READ = {
  name: 'Read',
  category: 'books',
  summary: 'Reads.',
  input: { Book: { type: string({ identifies: 'title or number' }), required: true, description: 'The book.' } },
  output: {},
  errors: [],
  example: { request: { Book: '' }, response: {} },
}

const shelf = (choices: readonly Choice[]) => {
  let books = choices
  const listeners = new Set<() => void>()
  const api: Api = {
    ...KMS,
    name: 'books',
    fetch: vi.fn(async () => new Response('{}')),
    loadChoices: async () => ({
      list: async () => books,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }),
  }
  const put = (next: readonly Choice[]) => {
    books = next
    for (const listener of listeners) listener()
  }
  return { api, put, listeners }
}

const BOOKS: readonly Choice[] = [
  { value: 'lost', label: 'The Lost One', refused: 'is lost' },
  { value: 'emma', label: 'Emma', note: '1815' },
  { value: 'ulysses', label: 'Ulysses', note: '1922' },
]

// Its chunk takes Vitest a while.
beforeAll(async () => void (await import('./PickerList.tsx')))
beforeEach(() => localStorage.clear())

const opened = async () => {
  const given = shelf(BOOKS)
  const page = await show(<ApiTester operation={READ} />, { api: given.api })
  const input = page.field('Book')
  await page.does(() => input.focus())
  const options = () => page.all('[role=option]').map(({ textContent }) => textContent)
  const current = () =>
    page.all('[role=option]').find(({ id }) => id === input.getAttribute('aria-activedescendant'))?.textContent
  return { ...given, ...page, input, options, current }
}

test('the arrow keys open the list, in which what would be refused stands last, with the reason', async () => {
  const { key, input, options, one } = await opened()
  expect([input.getAttribute('role'), input.getAttribute('aria-expanded'), options()]).toEqual(['combobox', 'false', []])
  await key(input, { key: 'ArrowDown' })
  expect(input.getAttribute('aria-expanded')).toBe('true')
  expect(one('[role=listbox]').id).toBe(input.getAttribute('aria-controls'))
  expect(options()).toEqual(['Emma1815', 'Ulysses1922', 'The Lost OneWould be refused: is lost'])
})

test('keys move in the list and choose, and do not send', async () => {
  const { key, input, current, options, api } = await opened()
  await key(input, { key: 'ArrowDown' })
  await key(input, { key: 'ArrowUp' })
  expect(current()).toMatch(/^The Lost One/)
  await key(input, { key: 'ArrowDown' })
  expect(current()).toBe('Emma1815')
  await key(input, { key: 'Enter' })
  expect([input.value, options()]).toEqual(['emma', []])
  expect(api.fetch).not.toHaveBeenCalled()
})

test('typing narrows the list, and any text stays', async () => {
  const { fill, options, field } = await opened()
  await fill('Book', '19')
  expect(options()).toEqual(['Ulysses1922'])
  await fill('Book', 'a book of mine')
  expect([options(), field('Book').value]).toEqual([[], 'a book of mine'])
})

test('a choice can be clicked, and Escape closes the list alone', async () => {
  const { does, key, input, all, options } = await opened()
  await does(() => input.click())
  await key(input, { key: 'Escape' })
  expect(options()).toEqual([])
  await does(() => input.click())
  await does(() => all('[role=option]')[1]?.click())
  expect([input.value, options()]).toEqual(['ulysses', []])
})

test('the open list follows what changes elsewhere, and a closed one listens no more', async () => {
  const { does, key, input, options, put, listeners } = await opened()
  await key(input, { key: 'ArrowDown' })
  await does(() => put([{ value: 'dune', label: 'Dune' }]))
  expect(options()).toEqual(['Dune'])
  await key(input, { key: 'Escape' })
  expect(listeners.size).toBe(0)
})

test('a list that cannot be loaded leaves the field as it is, and is asked for again', async () => {
  const { api } = shelf(BOOKS)
  const loadChoices = vi.fn(api.loadChoices).mockRejectedValueOnce(new Error('offline'))
  const { field, does, key, all } = await show(<ApiTester operation={READ} />, { api: { ...api, loadChoices } })
  await does(() => field('Book').focus())
  await key(field('Book'), { key: 'ArrowDown' })
  expect(all('[role=option]')).toEqual([])
  await does(() => field('Book').blur())
  await does(() => field('Book').focus())
  await key(field('Book'), { key: 'ArrowDown' })
  expect(all('[role=option]').length).toBe(3)
})
