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
  const menu = response.getByRole('group', { name: 'Use CiphertextBlob in…' })
  await use.focus()
  await page.keyboard.press('Enter')
  await menu.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  expect(await use.evaluate((element) => element === document.activeElement && element.ariaExpanded)).toBe('false')
  await page.keyboard.press('Enter')
  await menu.waitFor()
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

test('a whole response that is pasted into a field gives its member, and the browser can undo that', async ({ open }) => {
  const page = await open(sites.root + reference('Decrypt'), { permissions: ['clipboard-read', 'clipboard-write'] })
  const { field, send, shows } = testerOf(page, 'Decrypt')
  const ciphertext = field('CiphertextBlob')
  const before = await ciphertext.inputValue()
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await page.keyboard.press('Control+V')
  }
  await ciphertext.focus()
  await paste(JSON.stringify({ KeyId: 'alias/app', CiphertextBlob: 'AQIC' }, null, 2))
  await expect.poll(() => ciphertext.inputValue()).toBe('AQIC')
  await page.keyboard.press('Control+Z')
  await expect.poll(() => ciphertext.inputValue()).toBe(before)
  await ciphertext.selectText()
  await paste(`  "${before.slice(0, 40)}\n${before.slice(40)}",\n`)
  await expect.poll(() => ciphertext.inputValue()).toBe(before)
  await send.click()
  await shows(DURATION, '200 OK', 'Plaintext')
})

test('a blob comes from a file', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const { field, send, shows } = testerOf(page, 'Encrypt')
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'File… for Plaintext' }).click()
  await (await chosen).setFiles({ name: 'bytes', mimeType: 'application/octet-stream', buffer: Buffer.from([0xfe, 0xfd]) })
  await expect.poll(() => field('Plaintext').inputValue()).toBe('/v0=')
  await field('Encoding of Plaintext').selectOption('Hex')
  expect(await field('Plaintext').inputValue()).toBe('fefd')
  await send.click()
  await shows(DURATION, '200 OK')
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

test('a key is chosen by keyboard from the list, which follows another tab and a reset', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const { field, send, shows, reset } = testerOf(page, 'Encrypt')
  const combobox = page.getByRole('combobox', { name: 'KeyId' })
  await combobox.focus()
  await page.keyboard.press('ArrowDown')
  const options = page.getByRole('listbox', { name: 'Choices for KeyId' }).getByRole('option')
  await expect.poll(async () => (await options.allTextContents()).at(-1)).toMatch(/Would be refused: /)
  const texts = await options.allTextContents()
  const refused = texts.findIndex((text) => text.includes('Would be refused'))
  expect(texts.slice(refused).every((text) => text.includes('Would be refused'))).toBe(true)
  expect(texts.find((text) => text.startsWith('alias/disabled'))).toMatch(/Disabled · SYMMETRIC_DEFAULT .*is disabled$/)

  const other = await page.context().newPage()
  await other.goto(sites.root + reference('CreateAlias'))
  const create = testerOf(other, 'CreateAlias')
  await create.field('AliasName').fill('alias/0-new')
  await create.send.click()
  await create.shows(DURATION, '200 OK')
  await other.close()
  // By keyboard alone: the list is closed, opened, and narrowed by what is typed.
  await page.keyboard.press('Escape')
  await combobox.fill('alias/0-n')
  await expect.poll(() => options.allTextContents()).toEqual([expect.stringMatching(/^alias\/0-new/)])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await field('KeyId').inputValue()).toBe('alias/0-new')
  await send.click()
  await shows(DURATION, '200 OK')

  await reset.click()
  await shows('The sandbox is reset')
  await combobox.click()
  await expect.poll(async () => (await options.allTextContents()).join()).toContain('alias/app')
  expect((await options.allTextContents()).join()).not.toContain('alias/0-new')
})

test('a principal of another account is refused, let in by a grant, and named by the trace', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const { send, shows, field, response } = testerOf(page, 'Encrypt')
  const tester = page.getByRole('region', { name: 'Try Encrypt' })
  const line = tester.locator('summary', { hasText: 'Call as:' })
  expect(await line.textContent()).toBe('Call as: root of 111122223333, us-east-1')
  await line.focus()
  await page.keyboard.press('Enter')
  const partner = 'arn:aws:iam::444455556666:role/partner'
  await tester.getByLabel('Principal', { exact: true }).fill(partner)
  expect(await line.textContent()).toBe('Call as: role/partner of 444455556666, us-east-1')
  await field('KeyId').fill(arnOf(APP))
  await send.click()
  await shows(DURATION, 'AccessDeniedException')
  await expect.poll(() => response.getByRole('list', { name: 'Why' }).textContent()).toContain(partner)
  await tester.getByRole('button', { name: 'Back to the start' }).click()
  await send.click()
  await shows(DURATION, '200 OK')
})

test.for(LOOKS)('an open list of keys and an open form of the caller meet WCAG with %j', async (look, { open }) => {
  const page = await open(sites.root + reference('Encrypt'), { ...look, reducedMotion: 'reduce' })
  const tester = page.getByRole('region', { name: 'Try Encrypt' })
  await tester.locator('summary', { hasText: 'Call as:' }).click()
  await tester.getByLabel('Region', { exact: true }).fill('Europe')
  await tester.getByText('This is not the name of a Region').waitFor()
  expect(await faultsIn(page, '.qkms-tester')).toEqual([])
  await page.getByRole('combobox', { name: 'KeyId' }).click()
  await tester.getByLabel('Region', { exact: true }).fill('us-east-1')
  await page.getByRole('combobox', { name: 'KeyId' }).click()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option').first().waitFor()
  expect(await faultsIn(page, '.qkms-tester')).toEqual([])
})
