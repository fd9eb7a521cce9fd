import AxeBuilder from '@axe-core/playwright'
import { expect } from 'vitest'
import { DURATION, reference, sites, test, testerOf } from './harness.ts'

const WIDTHS = [360, 1280] as const

test.for(WIDTHS)(
  'an example is sent from the form of the page, also from far away and by keyboard, %i px wide',
  async (width, { open }) => {
    const page = await open(sites.root + reference('Encrypt'), { viewport: { width, height: 800 }, reducedMotion: 'reduce' })
    const buttons = page.getByRole('button', { name: 'Try this' })
    expect(await buttons.count()).toBe(await page.getByRole('heading', { name: /^Example \d/ }).count())
    const { shows, field, response } = testerOf(page, 'Encrypt')
    await buttons.nth(1).focus()
    await page.keyboard.press('Enter')
    await shows('DisabledException', DURATION)
    expect(await field('KeyId').inputValue()).toBe('alias/disabled')
    await page.getByText(/^Sent, after the keys of the examples were put back/).waitFor()
    // The response is in view, wherever the button is.
    const { top, bottom } = await response.evaluate((region) => region.getBoundingClientRect().toJSON())
    expect(bottom).toBeGreaterThan(0)
    expect(top).toBeLessThan(800)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const { violations } = await new AxeBuilder({ page }).include('.qkms-try').include('.qkms-response').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  },
)

test('an example makes ready what it needs, however the sandbox was left, and says so', async ({ open }) => {
  const page = await open(sites.root + reference('RevokeGrant'))
  const buttons = page.getByRole('button', { name: 'Try this' })
  const { shows } = testerOf(page, 'RevokeGrant')
  for (const [index, outcome] of [
    [0, '200 OK'],
    [1, 'NotFoundException'],
    [0, '200 OK'],
  ] as const) {
    await buttons.nth(index).click()
    await shows(outcome, DURATION)
  }
  await page.getByText('Sends the request twice.').waitFor({ state: 'detached' })
})

test('a token of the sandbox’s own takes the place of the documented one', async ({ open }) => {
  const page = await open(sites.root + reference('ImportKeyMaterial'))
  await page.getByRole('button', { name: 'Try this' }).first().click()
  await testerOf(page, 'ImportKeyMaterial').shows('200 OK', DURATION)
})

test('without JavaScript no example can be pressed', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'), { javaScriptEnabled: false })
  const button = page.locator('button', { hasText: 'Try this' }).first()
  expect(await button.isVisible()).toBe(false)
  // Not every browser asks whether there are scripts.
  expect(await button.isDisabled()).toBe(true)
})
