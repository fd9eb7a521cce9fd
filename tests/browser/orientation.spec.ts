import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { operations } from '../../src/facts/index.ts'
import { reference, sampleOf, sites, test } from './harness.ts'

const ENCRYPT = sites.root + reference('Encrypt')
const GUIDE = `${sites.root}docs/api/q-kms/user-manual/key-states`
const sitemap = await (await fetch(`${sites.root}sitemap.xml`)).text()
const PAGES = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/(docs\/[^<]*)<\/loc>/g)].map(([, path = '']) => path)

const sidebarOf = (page: Page) => page.getByRole('navigation', { name: 'Docs sidebar' })
const filterOf = (page: Page) => page.getByRole('searchbox', { name: 'Filter the pages' })
/** Where the list shows the current page, from the upper edge of the window. */
const currentEntry = (page: Page) => sidebarOf(page).locator('[aria-current=page]').boundingBox()

test('the entry of the current page is in sight in the sidebar of every page', async ({ open }) => {
  const page = await open(sites.root, { viewport: { width: 1280, height: 800 } })
  for (const path of sampleOf(PAGES)) {
    await page.goto(sites.root + path)
    await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
    await expect.poll(async () => (await currentEntry(page))?.y, { message: path }).toBeLessThan(770)
    const filter = await filterOf(page).boundingBox()
    expect((await currentEntry(page))?.y, path).toBeGreaterThanOrEqual((filter?.y ?? 0) + (filter?.height ?? 0))
    expect(await page.evaluate(() => window.scrollY), path).toBe(0)
  }
})

test('the entry stays in sight when the reader goes from page to page, also where colours are forced', async ({ open }) => {
  const page = await open(ENCRYPT, { viewport: { width: 1280, height: 800 }, forcedColors: 'active' })
  await page.getByRole('link', { name: 'Next' }).click()
  await page.waitForURL(/Decrypt|Generate|Derive|Encapsulate/)
  expect((await currentEntry(page))?.y).toBeLessThan(770)
  const border = await sidebarOf(page)
    .locator('[aria-current=page]')
    .evaluate((entry) => getComputedStyle(entry).borderInlineStartWidth)
  expect(border).toBe('2px')
})

test('the filter narrows the sidebar to the pages with every word, by keyboard, and says how many', async ({ open }) => {
  const page = await open(ENCRYPT)
  await filterOf(page).fill('data key plain')
  const names = await sidebarOf(page).getByRole('link').allTextContents()
  expect(names).toEqual(['GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext'])
  await expect.poll(() => sidebarOf(page).getByRole('status').textContent()).toBe('2 pages')
  await filterOf(page).press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/GenerateDataKeyPairWithoutPlaintext/)
  await filterOf(page).fill('teleport')
  await expect.poll(() => sidebarOf(page).getByRole('status').textContent()).toBe('No page has all these words.')
  await filterOf(page).fill('')
  expect(await sidebarOf(page).getByRole('link').count()).toBe(Object.keys(operations).length + 1)
})

test('the second link of an operation’s page leads to its tester; a guide has none', async ({ open }) => {
  const page = await open(ENCRYPT)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to Try It Out')
  await page.keyboard.press('Enter')
  expect(page.url()).toBe(`${ENCRYPT}#try-it-out`)
  // And on to the first field.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-member]')?.getAttribute('data-member')))
    .toBe('KeyId')
  await page.goto(GUIDE)
  expect(await page.getByRole('link', { name: 'Skip to Try It Out' }).count()).toBe(0)
})

test.for([true, false])(
  'on a telephone one tap leads to the tester, and the bar goes (scripts: %s)',
  async (scripts, { open }) => {
    const page = await open(ENCRYPT, { viewport: { width: 360, height: 740 }, javaScriptEnabled: scripts })
    const link = page.getByRole('link', { name: 'Try it', exact: true })
    await link.click()
    const tester = page.getByRole('region', { name: 'Try Encrypt' })
    await expect.poll(async () => (await tester.boundingBox())?.y).toBeLessThan(740)
    if (scripts) await expect.poll(() => link.isVisible()).toBe(false)
    if (!scripts) return
    await page.evaluate(() => window.scrollTo(0, 0))
    await expect.poll(() => link.isVisible()).toBe(true)
    await page.goto(GUIDE)
    expect(await link.count()).toBe(0)
  },
)

test('a reader who goes back is where they were', async ({ open }) => {
  const page = await open(ENCRYPT, { viewport: { width: 1000, height: 800 } })
  await page.evaluate(() => document.getElementById('try-it-out')?.scrollIntoView())
  await page.getByRole('button', { name: 'Send request' }).waitFor()
  await page.mouse.wheel(0, 300)
  await page.waitForTimeout(500)
  const before = await page.evaluate(() => window.scrollY)
  await page.locator('.theme-doc-sidebar-menu').getByRole('link', { name: 'API reference' }).dispatchEvent('click')
  await page.waitForURL(/api-reference$/)
  await page.goBack()
  await page.getByRole('button', { name: 'Send request' }).waitFor()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before)
})

test('nothing floats over the page, and its foot leads back up', async ({ open }) => {
  const page = await open(ENCRYPT)
  expect(await page.getByRole('button', { name: 'Scroll back to top' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Back to top' }).click()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0)
})

test('on paper there is nothing to press, and no line runs off the page', async ({ open }) => {
  const page = await open(ENCRYPT, { viewport: { width: 700, height: 1000 } })
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('button:visible, input:visible, .qkms-tester:visible').count()).toBe(0)
  const cut = await page.$$eval('pre', (blocks) =>
    blocks
      .filter((block) => block.checkVisibility() && block.scrollWidth > block.clientWidth + 1)
      .map((block) => block.textContent),
  )
  expect(cut).toEqual([])
})

test('without JavaScript there is no field that filters', async ({ open }) => {
  const page = await open(ENCRYPT, { javaScriptEnabled: false })
  expect(await page.getByPlaceholder('Filter').isVisible()).toBe(false)
  expect(await sidebarOf(page).getByRole('link', { name: 'Encrypt', exact: true }).isVisible()).toBe(true)
})

test.for([360, 1280])('names of regions and links hold at %i px, in both themes', async (width, { open }) => {
  const page = await open(ENCRYPT, { viewport: { width, height: 800 }, colorScheme: 'light', reducedMotion: 'reduce' })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))).toEqual([])
  }
})
