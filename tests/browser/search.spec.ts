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
  await page.getByRole('option', { name: text }).first().click()
  await expect.poll(() => page.url()).toContain(sites.root + lands)
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
