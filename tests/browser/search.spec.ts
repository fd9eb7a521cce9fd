import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { SEARCH_FILE } from '../../src/search/pages.ts'
import { createSearch } from '../../src/search/search.ts'
import queries from '../fixtures/search-queries.json' with { type: 'json' }
import { reference, sites, test } from './harness.ts'

const MANUAL = 'docs/api/q-kms/user-manual'

/** The index comes with the first use, so the first results take a moment. */
const resultsOf = async (page: Page): Promise<readonly string[]> => {
  const options = page.getByRole('listbox').getByRole('option')
  await options.first().waitFor()
  return options.allTextContents()
}

test.for([
  {
    words: 'InvalidCiphertext',
    text: /^InvalidCiphertextException.*Errors$/,
    lands: `${MANUAL}/errors#InvalidCiphertextException`,
  },
  { words: 'KeyMaterialId', text: /DeleteImportedKeyMaterial/, lands: `${reference('DeleteImportedKeyMaterial')}#` },
  { words: 'rotate', text: /^Rotation/, lands: `${MANUAL}/rotation` },
  { words: 'GenerateDataKey', text: /^GenerateDataKey/, lands: reference('GenerateDataKey') },
  { words: 'envelope encryption', text: /^Envelope encryption/, lands: `${MANUAL}/concepts#` },
])('finds the page for $words among the first three', async ({ words, text, lands }, { open }) => {
  const page = await open(sites.root + reference('Sign'))
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await resultsOf(page)
  await expect.poll(async () => (await resultsOf(page)).slice(0, 3)).toContainEqual(expect.stringMatching(text))
  await page.getByRole('listbox').getByRole('option', { name: text }).first().click()
  await expect.poll(() => page.url()).toContain(sites.root + lands)
})

test('an error code and Enter lead to its entry', async ({ open }) => {
  const page = await open(sites.nested)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('KMSInvalidStateException')
  await resultsOf(page)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toBe(`${sites.nested}${MANUAL}/errors#KMSInvalidStateException`)
  const entry = page.getByRole('heading', { name: 'KMSInvalidStateException' })
  await entry.waitFor()
  await expect.poll(async () => (await entry.boundingBox())?.y).toBeLessThan(400)
})

test('the shortcuts open the search, and leave a slash in a form alone', async ({ open }) => {
  const page = await open(sites.root + reference('Sign'))
  const search = page.getByLabel('Search')
  const hasFocus = () => expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true)

  const field = page.getByRole('region', { name: 'Try Sign' }).getByLabel('KeyId', { exact: true })
  await field.fill('alias')
  await page.keyboard.press('/')
  expect(await field.inputValue()).toBe('alias/')

  await page.keyboard.press('ControlOrMeta+k')
  await hasFocus()
  await page.keyboard.type('/')
  await expect.poll(() => search.inputValue()).toBe('/')

  await page.reload()
  await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
  await page.keyboard.press('/')
  await hasFocus()
  expect(await search.inputValue()).toBe('')
})

test('arrow keys choose a result, and Escape closes the list', async ({ open }) => {
  const page = await open(sites.root)
  await page.keyboard.press('/')
  await page.keyboard.type('Encrypt')
  const results = await resultsOf(page)
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('listbox').getByRole('option', { selected: true }).allTextContents()).toEqual([results[1]])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(0)
})

test('nothing of the search is loaded before it is used', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  await page.waitForLoadState('networkidle')
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect((await loaded()).filter((name) => name.includes(SEARCH_FILE))).toEqual([])
  const before = (await loaded()).filter((name) => name.endsWith('.js')).length
  await page.keyboard.press('/')
  await page.keyboard.type('tags')
  await resultsOf(page)
  expect((await loaded()).filter((name) => name.endsWith('.js')).length).toBeGreaterThan(before)
})

test('an address that is wrong searches for what it says', async ({ open }) => {
  const page = await open(`${sites.root}docs/api/q-kms/user-manual/key-rotation`, {}, /status of 404/)
  const words = page.getByLabel('Search the documentation')
  await expect.poll(() => words.inputValue()).toBe('key rotation')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: 'Rotation', exact: true }).first().waitFor()
})

/** One query of each kind. */
const TYPED = [...Map.groupBy(queries, ({ kind }) => kind).values()].flatMap(([first]) => first ?? [])

test('the menu shows what the index finds', async ({ open }) => {
  const { suggest } = await createSearch(await (await fetch(sites.root + SEARCH_FILE)).json())
  const page = await open(`${sites.root}fixtures/Plain`)
  for (const { query } of TYPED) {
    await page.keyboard.press('/')
    await page.keyboard.insertText(query)
    await resultsOf(page)
    const found = suggest(query).map(({ heading, where }) => ({ heading: heading.map(({ text }) => text).join(''), where }))
    const shown = () =>
      page.getByRole('option').evaluateAll((options) =>
        options.slice(0, -1).map(({ firstElementChild, lastElementChild }) => ({
          heading: firstElementChild?.textContent,
          where: lastElementChild?.textContent,
        })),
      )
    await expect.poll(shown, { message: query }).toEqual(found)
    await page.keyboard.press('Escape')
    await page.getByLabel('Search').blur()
  }
})

test.for((['light', 'dark'] as const).flatMap((colorScheme) => [360, 1280].map((width) => ({ colorScheme, width }))))(
  'the open menu and the search page are accessible and fit in $colorScheme at $width px',
  async ({ colorScheme, width }, { open }) => {
    const faults = async (page: Page) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
    }
    const page = await open(sites.root + reference('Encrypt'), { colorScheme, viewport: { width, height: 740 } })
    await page.keyboard.press('/')
    await page.keyboard.type('delete key')
    await resultsOf(page)
    expect(await faults(page)).toEqual([])
    const menu = await page.getByRole('listbox').boundingBox()
    expect(menu?.x).toBeGreaterThanOrEqual(0)
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(width)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${sites.root}search?q=delete%20key`)
    await page.getByRole('main').getByRole('link', { name: 'ScheduleKeyDeletion', exact: true }).first().waitFor()
    expect(await faults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  },
)

test('the address of the search page follows its field', async ({ open }) => {
  const page = await open(`${sites.nested}search?q=alias`)
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'CreateAlias', exact: true }).first().waitFor()
  await main.getByRole('searchbox').fill('terraform')
  await expect.poll(() => page.url()).toBe(`${sites.nested}search?q=terraform`)
  await main.getByRole('link', { name: 'First requests', exact: true }).click()
  await expect.poll(() => page.url()).toBe(`${sites.nested}${MANUAL}/emulator#first-requests`)
  await page.goBack()
  await expect.poll(() => main.getByRole('searchbox').inputValue()).toBe('terraform')
})

test('says that nothing is found', async ({ open }) => {
  const page = await open(`${sites.root}fixtures/Plain`)
  await page.keyboard.press('/')
  await page.keyboard.type('zzzzqqqq')
  const status = page.getByRole('search').getByRole('status')
  await expect.poll(() => status.textContent()).toBe('Nothing found. Try fewer words.')
  expect(await page.getByRole('option').count()).toBe(0)
})

test('says that the search cannot be loaded, and tries again', async ({ open }) => {
  const page = await open(`${sites.root}fixtures/Plain`, {}, /Failed to load resource/)
  await page.route(`**/${SEARCH_FILE}`, (route) => route.abort())
  await page.keyboard.press('/')
  await page.keyboard.type('tags')
  const status = page.getByRole('search').getByRole('status')
  await expect.poll(() => status.textContent()).toBe('The search could not be loaded. Reload the page.')
  await page.unroute(`**/${SEARCH_FILE}`)
  await page.getByLabel('Search').blur()
  await page.keyboard.press('/')
  await expect.poll(() => status.textContent()).toMatch(/^\d+ hits$/)
})
