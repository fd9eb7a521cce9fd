import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { APP, arnOf, DURATION, reference, sites, test, testerOf } from './harness.ts'

const LOOKS = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport: { width, height: 800 }, colorScheme })),
)

/** Where a page breaks the rules of WCAG within an element, and whether it scrolls sideways. */
const faultsIn = async (page: Page, within: string): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze()
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  return [
    ...violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join()}`),
    ...(isWide ? ['the page scrolls sideways'] : []),
  ]
}

test('a ciphertext goes to Decrypt by keyboard alone, with what belongs to it, and is decrypted there', async ({ open }) => {
  const page = await open(sites.nested + reference('Encrypt'))
  const { send, shows, response, field } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/app')
  await send.click()
  await shows(DURATION, '200 OK')
  const use = response.getByRole('button', { name: 'Use CiphertextBlob in…' })
  await use.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  expect(await use.evaluate((element) => element === document.activeElement && element.ariaExpanded)).toBe('false')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/docs-site\/docs\/api\/q-kms\/api-reference\/Decrypt\/?#try-it-out$/)

  const decrypt = testerOf(page, 'Decrypt')
  const ciphertext = decrypt.field('CiphertextBlob')
  await expect.poll(() => ciphertext.evaluate((control) => control === document.activeElement)).toBe(true)
  expect(await decrypt.field('KeyId').inputValue()).toBe(arnOf(APP))
  const tester = page.getByRole('region', { name: 'Try Decrypt' })
  await tester.getByText('With CiphertextBlob from the response of Encrypt.').waitFor()
  await page.keyboard.press('Control+Enter')
  await decrypt.shows(DURATION, '200 OK', 'Plaintext')
})

test('what was typed before a value came is a click away', async ({ open }) => {
  const page = await open(sites.root + reference('Decrypt'))
  await testerOf(page, 'Decrypt').field('CiphertextBlob').fill('dHlwZWQ=')
  await page.goto(sites.root + reference('Encrypt'))
  const { send, shows, response } = testerOf(page, 'Encrypt')
  await send.click()
  await shows(DURATION, '200 OK')
  await response.getByRole('button', { name: 'Use CiphertextBlob in…' }).click()
  await response.getByRole('link', { name: 'Decrypt' }).click()
  await page.waitForURL('**/Decrypt#try-it-out')
  const decrypt = testerOf(page, 'Decrypt')
  await expect.poll(() => decrypt.field('CiphertextBlob').inputValue()).toMatch(/^AQIC/)
  await page.getByRole('region', { name: 'Try Decrypt' }).getByRole('button', { name: 'Undo' }).click()
  expect(await decrypt.field('CiphertextBlob').inputValue()).toBe('dHlwZWQ=')
})

test('import parameters go to ImportKeyMaterial with material that the page wraps', async ({ open }) => {
  const page = await open(sites.root + reference('GetParametersForImport'))
  const { send, shows, response } = testerOf(page, 'GetParametersForImport')
  await send.click()
  await shows(DURATION, '200 OK')
  await response.getByRole('button', { name: 'Use PublicKey in…' }).click()
  await response.getByRole('link', { name: /^ImportKeyMaterial, with 32 random bytes/ }).click()
  await page.waitForURL('**/ImportKeyMaterial#try-it-out')
  const tester = testerOf(page, 'ImportKeyMaterial')
  await page.getByText('With PublicKey from the response of GetParametersForImport.').waitFor()
  await tester.send.click()
  await tester.shows(DURATION, '200 OK', 'KeyMaterialId')
})

test('the next page of a list is two clicks away', async ({ open }) => {
  const page = await open(sites.root + reference('ListKeys'))
  const { send, shows, response, field } = testerOf(page, 'ListKeys')
  await send.click()
  await shows(DURATION, '200 OK', 'NextMarker')
  await response.getByRole('button', { name: 'Use NextMarker in…' }).click()
  await response.getByRole('button', { name: 'ListKeys: the next page' }).click()
  await expect.poll(() => field('Marker').inputValue()).not.toBe('')
})

test.for(LOOKS)('an open menu meets WCAG with %j', async (look, { open }) => {
  const page = await open(sites.root + reference('DescribeKey'), { ...look, reducedMotion: 'reduce' })
  const { send, shows, response } = testerOf(page, 'DescribeKey')
  await send.click()
  await shows(DURATION, '200 OK')
  await response.getByRole('button', { name: 'Use KeyMetadata.KeyId in…' }).click()
  await response.getByRole('button', { name: /^All \d+$/ }).click()
  await response.getByRole('link', { name: 'ScheduleKeyDeletion' }).waitFor()
  expect(await faultsIn(page, '.qkms-response')).toEqual([])
})
