import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { headersOf } from '../../src/facts/protocol.ts'
import { Signing } from '../../src/facts/scenarios/index.ts'
import { launchChromium } from './chromium.ts'
import { DURATION, ENDPOINT, reference, sites, test, testerOf } from './harness.ts'

/** What the workbench shows besides a form and a response, where a reader's settings leave little: in forced colours, or with text at 200 %. */

const NARROW = { viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' } as const

// biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
const enlarged = test.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
  const browser = await launchChromium(['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'])
  onCleanup(() => browser.close())
  return browser
})

/** Nothing makes the page wider than the window, and nothing of the part stands beyond the window's edge. */
const fits = async (page: Page, part: Locator): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  // A scenario that comes near is taken over by its code.
  const isWithin = async () => {
    const { x, width } = (await part.boundingBox()) ?? { x: -1, width: 0 }
    return x >= 0 && x + width <= 360
  }
  await expect.poll(isWithin).toBe(true)
}

/** The buttons of a part that nothing but their colour would tell from text: a colour that is forced is that of all buttons. */
const bare = (part: Locator): Promise<readonly string[]> =>
  part.evaluate((element) =>
    [...element.querySelectorAll('button')]
      .filter((button) => {
        const { borderStyle, borderWidth, textDecorationLine } = getComputedStyle(button)
        return (borderStyle === 'none' || borderWidth === '0px') && textDecorationLine === 'none'
      })
      .map(({ textContent }) => textContent ?? ''),
  )

type See = (part: Locator) => Promise<void>

/** Goes through what a tester shows, and has each part looked at. */
const throughTester = async (page: Page, see: See): Promise<void> => {
  const { send, shows, field, response } = testerOf(page, 'Encrypt')
  const tester = page.getByRole('region', { name: 'Try Encrypt' })
  await tester.locator('summary', { hasText: 'Call as:' }).click()
  await tester.getByLabel('Principal', { exact: true }).waitFor()
  await see(tester.locator('details', { hasText: 'Call as:' }))

  await page.getByRole('combobox', { name: 'KeyId' }).click()
  const list = page.getByRole('listbox', { name: 'Choices for KeyId' })
  const options = list.getByRole('option')
  await options.first().waitFor()
  // A refused choice says so in words.
  expect((await options.allTextContents()).at(-1)).toMatch(/Would be refused: /)
  await see(list)
  await page.keyboard.press('Escape')

  await field('KeyId').fill('alias/disabled')
  await send.click()
  await shows('DisabledException', DURATION)
  const why = response.getByRole('list', { name: 'Why' })
  await why.getByRole('button', { name: 'Fix it: enable the key' }).waitFor()
  for (const line of await why.getByRole('listitem').allTextContents()) expect(line).toMatch(/^(✓passed|✗failed|·not reached) /)
  await see(why)
  await why.getByRole('button', { name: 'Fix it: enable the key' }).click()
  await why.getByRole('button', { name: 'Send again' }).waitFor()
  await see(why)
  await why.getByRole('button', { name: 'Send again' }).click()
  await shows('CiphertextBlob', DURATION)

  await response.getByRole('button', { name: 'Use CiphertextBlob in…' }).click()
  const menu = response.getByRole('group', { name: 'Use CiphertextBlob in…' })
  await menu.getByRole('link').first().waitFor()
  await see(menu)
}

/** As `throughTester`, of a scenario: before it runs, when a step is done, and when one has failed. */
const throughScenario = async (page: Page, see: See): Promise<void> => {
  const region = page.getByRole('region', { name: `Scenario: ${Signing.title}`, exact: true })
  const items = region.getByRole('list', { name: 'Steps', exact: true }).locator('> li')
  const marks = () => items.locator('.qkms-scenario-mark').allInnerTexts()
  const run = region.getByRole('button', { name: 'Run step', exact: true })
  await see(region)
  await run.click()
  await expect.poll(async () => (await marks()).slice(0, 2)).toEqual(['done', 'not run'])
  await page.evaluate(async ({ url, headers, body }) => void (await fetch(url, { method: 'POST', headers, body })), {
    url: ENDPOINT,
    headers: headersOf('DisableKey'),
    body: JSON.stringify({ KeyId: '44445555-6666-7777-8888-9999aaaabbbb' }),
  })
  await run.click()
  await items.nth(1).getByRole('button', { name: 'Fix it: enable the key' }).waitFor()
  expect((await marks()).slice(0, 3)).toEqual(['done', 'failed', 'not run'])
  // Beside the words, which stand for colour-blind readers and screen readers alike.
  const glyph = (index: number) =>
    items
      .nth(index)
      .locator('.qkms-scenario-mark')
      .evaluate((mark) => getComputedStyle(mark, '::before').content)
  expect([await glyph(0), await glyph(1)].map((content) => content.slice(0, 3))).toEqual(['"✓ ', '"✗ '])
  await see(region)
}

const PARTS = [
  [reference('Encrypt'), throughTester],
  ['docs/api/q-kms/user-manual/signing', throughScenario],
] as const

test.for(PARTS)(
  'in forced colours and 360 px, what %s shows fits, and its buttons are told from text',
  async ([path, through], { open }) => {
    const page = await open(sites.root + path, { ...NARROW, forcedColors: 'active' })
    await through(page, async (part) => {
      await fits(page, part)
      expect(await bare(part)).toEqual([])
    })
  },
)

enlarged.for(PARTS)('with text twice as large, in 360 px, what %s shows fits', async ([path, through], { open }) => {
  const page = await open(sites.root + path, NARROW)
  await through(page, (part) => fits(page, part))
})

enlarged('with text at 200 %, the bar of a scenario does not cover its steps', async ({ open }) => {
  const page = await open(`${sites.root}docs/api/q-kms/user-manual/signing`, NARROW)
  const bar = page.locator('.qkms-scenario-bar')
  const placeAt = async (width: number) => {
    await page.setViewportSize({ width, height: 800 })
    return bar.evaluate((element) => getComputedStyle(element).position)
  }
  expect([await placeAt(360), await placeAt(1280)]).toEqual(['static', 'sticky'])
})
