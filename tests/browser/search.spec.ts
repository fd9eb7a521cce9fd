import type { Page } from 'playwright-core'
import { expect } from 'vitest'
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
  expect((await loaded()).filter((name) => name.includes('search-index'))).toEqual([])
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
