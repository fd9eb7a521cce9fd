import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ENDPOINT, sites, test, testerOf } from './harness.ts'

const PATH = 'docs/api/q-kms/user-manual/gallery'

/** The files of the elements that a page loads from now on, below its base URL. */
const elementFilesOf = (page: Page, base: string): readonly string[] => {
  const files: string[] = []
  page.on('request', (request) => {
    const [, file] = request.url().split(base)
    if (file && /^elements(\.js$|\/)/.test(file)) files.push(file)
  })
  return files
}

const cliSampleIn = async (page: Page): Promise<void> => {
  const samples = page.locator('qkms-code-samples')
  await samples.getByRole('tab', { name: 'AWS CLI' }).click()
  await samples.getByText('aws kms generate-data-key').waitFor()
}

test.for(['root', 'nested'] as const)(
  'the elements of the gallery load when they come near, and work (%s)',
  async (site, { open }) => {
    const page = await open(sites[site] + PATH, { viewport: { width: 1280, height: 300 } })
    const files = elementFilesOf(page, sites[site])
    await page.waitForLoadState('networkidle')
    expect(files).toEqual([])
    await page.locator('qkms-params-table').scrollIntoViewIfNeeded()
    await page.locator('qkms-params-table').getByText('NumberOfBytes').first().waitFor()
    expect(files).toContain('elements.js')

    const inElement = testerOf(page, 'GenerateDataKey')
    const asked = page.waitForRequest(ENDPOINT, { timeout: 3000 }).catch(() => undefined)
    await inElement.send.click()
    await inElement.shows(/200 OK\s*\d+ ms/, /"CiphertextBlob": "AQ[\w+/]+/)
    expect(await asked, 'a request of the element that the worker would carry').toBeUndefined()
    expect(files.some((file) => /emulator/.test(file))).toBe(true)
    await page.locator('qkms-api-example').getByText('TrentService.GenerateDataKey').waitFor()
    await cliSampleIn(page)

    // The worker of the page carries what the React component sends, before and after.
    const inPage = testerOf(page, 'Encrypt')
    await inPage.send.click()
    await inPage.shows(/200 OK\s*\d+ ms/, /"CiphertextBlob": "AQ[\w+/]+/)
    await inElement.field('KeyId').fill('alias/no-such-key')
    await inElement.send.click()
    await inElement.shows('400 Bad Request', 'NotFoundException')
  },
)

test('no other page loads the elements', async ({ open }) => {
  const page = await open(`${sites.root}docs/api/q-kms/user-manual/embedding`)
  const files = elementFilesOf(page, sites.root)
  await page.reload({ waitUntil: 'networkidle' })
  await page.keyboard.press('End')
  await page.waitForLoadState('networkidle')
  expect(files).toEqual([])
})

test('the gallery with its elements meets WCAG A and AA in both themes', async ({ open }) => {
  const page = await open(sites.root + PATH, { colorScheme: 'light', reducedMotion: 'reduce' })
  await page.locator('qkms-scenario').scrollIntoViewIfNeeded()
  await page.locator('qkms-scenario').getByRole('button', { name: 'Run all' }).waitFor()
  await cliSampleIn(page)
  await testerOf(page, 'GenerateDataKey').send.waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' })
    const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    const { violations, passes } = await axe.analyze()
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    // It looks into the elements.
    expect(JSON.stringify(passes)).toContain('["qkms-api-tester",')
  }
})
