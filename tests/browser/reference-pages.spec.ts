import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { operations } from '../../src/facts/index.ts'
import { DURATION, isInView, reference, sampleOf, sites, test, testerOf } from './harness.ts'

const OPERATIONS = Object.values(operations)
/** The window that the claims are about. */
const WINDOW = { viewport: { width: 1280, height: 800 } }

const isUnscrolled = (page: Page) => page.evaluate(() => scrollY === 0)

test('on every page of an operation, the console is in the first screen, and so is the answer', { timeout: 600_000 }, async ({
  open,
}) => {
  const page = await open(sites.root, WINDOW)
  for (const { name, input } of sampleOf(OPERATIONS)) {
    await page.goto(sites.root + reference(name))
    const tester = page.getByRole('region', { name: `Try ${name}`, exact: true })
    const { send, response, sendAnyway } = testerOf(page, name)
    // The component has come in the place of the server's HTML.
    await page.waitForLoadState('networkidle')
    // On a busy machine the layout may still be at work.
    await expect.poll(() => isInView(send), { message: `Send request of ${name} is in view` }).toBe(true)
    const required = Object.entries(input).flatMap(([member, { required }]) => (required ? [member] : []))
    for (const member of required) {
      const control = tester.locator(`[data-member="${member}"]`).locator('input, select, textarea, button').first()
      await expect.poll(() => isInView(control), { message: `${member} of ${name} is in view` }).toBe(true)
    }
    await send.click()
    const status = response.locator('.qkms-status')
    await Promise.race([status.waitFor(), sendAnyway.waitFor().then(() => sendAnyway.click())])
    await status.waitFor()
    await expect.poll(() => isInView(status), { message: `the status of ${name} is in view` }).toBe(true)
    expect(await status.textContent()).toMatch(DURATION)
    expect([name, await isUnscrolled(page)]).toEqual([name, true])
  }
})

test('at most twelve presses of Tab lead from the top to Send request', async ({ open }) => {
  const page = await open(sites.root, WINDOW)
  const far: string[] = []
  for (const { name } of sampleOf(OPERATIONS)) {
    await page.goto(sites.root + reference(name))
    const { send } = testerOf(page, name)
    await page.waitForLoadState('networkidle')
    const skip = page.getByRole('link', { name: 'Skip to Try It Out' })
    const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
    let presses = 0
    while (!(await isFocused(skip)) && presses < 12) {
      await page.keyboard.press('Tab')
      presses++
    }
    await page.keyboard.press('Enter')
    await page.locator('.qkms-workbench :is(input:not([type=radio]), select, textarea):focus').waitFor()
    while (!(await isFocused(send)) && presses <= 12) {
      await page.keyboard.press('Tab')
      presses++
    }
    if (presses > 12) far.push(name)
  }
  expect(far).toEqual([])
})
