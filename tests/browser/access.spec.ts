import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DURATION, reference, SEED, sites, test, testerOf } from './harness.ts'
import { violationsOf } from './wcag.ts'

/** Every kind of page, and the tester on it. */
const PAGES = [
  { path: '', operation: undefined },
  { path: SEED, operation: 'DeleteImportedKeyMaterial' },
  { path: reference('Encrypt'), operation: 'Encrypt' },
  { path: reference('CreateKey'), operation: 'CreateKey' },
  { path: reference('ListKeys'), operation: 'ListKeys' },
  { path: 'docs/api/q-kms/user-manual/importing-key-material', operation: undefined },
  { path: 'docs/api/q-kms/api-reference', operation: undefined },
  { path: 'docs/api/q-kms/user-manual/key-states', operation: undefined },
  { path: 'docs/api/q-kms/user-manual/custom-key-stores', operation: undefined },
  { path: 'fixtures/Plain', operation: undefined },
  { path: '404', operation: undefined },
] as const

const CASES = PAGES.flatMap((kind) =>
  (['light', 'dark'] as const).flatMap((colorScheme) => [
    { ...kind, colorScheme, width: 1280 },
    { ...kind, colorScheme, width: 360 },
  ]),
)

test.concurrent.for(CASES)(
  '/$path meets WCAG A and AA in $colorScheme at $width px',
  async ({ path, operation, colorScheme, width }, { open }) => {
    const page = await open(
      sites.root + path,
      { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' },
      /status of 404/,
    )
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme)
    expect(await violationsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'width of the page').toBeLessThanOrEqual(width)
    if (operation === undefined) return

    const { send, field, shows } = testerOf(page, operation)
    await send.click()
    await shows(DURATION)
    expect(await violationsOf(page)).toEqual([])
    if (operation !== 'DeleteImportedKeyMaterial') return

    await field('KeyId').fill('')
    await send.click()
    await testerOf(page, operation).sendAnyway.click()
    await shows('ValidationException')
    expect(await violationsOf(page)).toEqual([])
  },
)

/** Presses Tab until the element with the name has the focus. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : element
      return label?.textContent?.trim()
    })
    if (focused === name) return
  }
  throw new Error(`Failed to reach ${name} with the Tab key`)
}

test('the whole tester works by keyboard alone', async ({ open }) => {
  const page = await open(sites.root + SEED)
  const { field, shows, response } = testerOf(page, 'DeleteImportedKeyMaterial')
  const { keyboard } = page

  await tabTo(page, 'KeyId')
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('not-an-id')
  await keyboard.press('ControlOrMeta+Enter')
  await shows("Invalid keyId 'not-an-id'")

  await keyboard.press('ControlOrMeta+a')
  await keyboard.press('Delete')
  await tabTo(page, 'Send request')
  await keyboard.press('Enter')
  await tabTo(page, 'Send anyway')
  await keyboard.press('Enter')
  await shows("Value null at 'keyId'")

  await page.reload()
  await tabTo(page, 'Use example')
  await keyboard.press('Enter')
  expect(await field('KeyId').inputValue()).toBe('1234abcd-12ab-34cd-56ef-1234567890ab')
  await tabTo(page, 'Reset sandbox')
  await keyboard.press('Space')
  await expect.poll(() => response.textContent()).toContain('reset')
})
