import { expect } from 'vitest'
import { launchChromium } from './chromium.ts'
import { reference, sites, test } from './harness.ts'

const PAGES = [
  '',
  reference('Encrypt'),
  reference('CreateKey'),
  'docs/api/q-kms/api-reference',
  'docs/api/q-kms/user-manual/importing-key-material',
  'docs/api/q-kms/user-manual/key-states',
  'search',
  '404',
]

/** Chromium with the text size that a reader's settings double. */
// biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
const enlarged = test.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
  const browser = await launchChromium(['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'])
  onCleanup(() => browser.close())
  return browser
})

enlarged.for([1280, 360])('with text at 200 %, no page is wider than a window of %i px', async (width, { open }) => {
  const page = await open(sites.root, { viewport: { width, height: 800 } }, /status of 404/)
  const wide: unknown[] = []
  for (const path of PAGES) {
    await page.goto(sites.root + path)
    await page.waitForLoadState('networkidle')
    const needed = await page.evaluate(() => document.documentElement.scrollWidth)
    if (needed > width) wide.push([path, needed])
  }
  expect(wide).toEqual([])
})

test('in forced colours, the console can be used, and a key state is told by its word', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'), { forcedColors: 'active' })
  const send = page.getByRole('button', { name: 'Send request' })
  await send.click()
  await page.locator('.qkms-status').getByText('200 OK').waitFor()
  const border = await send.evaluate((button) => getComputedStyle(button).borderStyle)
  expect(border).not.toBe('none')
  for (const state of await page.locator('.key-state-strip > li').all()) expect(await state.textContent()).toMatch(/[A-Z][a-z]+/)
})
