import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { operations } from '../../src/facts/index.ts'
import { DURATION, reference, sites, test, testerOf } from './harness.ts'

const OPERATIONS = Object.values(operations)
/** The window that the claims are about. */
const WINDOW = { viewport: { width: 1280, height: 800 } }

/** Whether the whole element stands in the window, and nothing stands in front of its middle. */
const isInView = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const front = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return top >= 0 && bottom <= innerHeight && front !== null && (element.contains(front) || front.contains(element))
  })

/** Milliseconds that a layout may take on a busy machine. */
const PATIENCE = 5000

const isUnscrolled = (page: Page) => page.evaluate(() => scrollY === 0)

test('on every page of an operation, the console is in the first screen, and so is the answer', { timeout: 600_000 }, async ({
  open,
}) => {
  const page = await open(sites.root, WINDOW)
  const partly: string[] = []
  for (const { name, input } of OPERATIONS) {
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
      await expect
        .poll(() => isInView(control), { timeout: PATIENCE })
        .toBe(true)
        .catch(() => partly.push(`${name}: ${member}`))
    }
    await send.click()
    const status = response.locator('.qkms-status')
    await Promise.race([status.waitFor(), sendAnyway.waitFor().then(() => sendAnyway.click())])
    await status.waitFor()
    await expect.poll(() => isInView(status), { message: `the status of ${name} is in view` }).toBe(true)
    expect(await status.textContent()).toMatch(DURATION)
    expect([name, await isUnscrolled(page)]).toEqual([name, true])
  }
  expect(new Set(partly.map((entry) => entry.split(':')[0])).size, partly.join(', ')).toBeLessThanOrEqual(OPERATIONS.length - 50)
})

test('at most twelve presses of Tab lead from the top to Send request', async ({ open }) => {
  const page = await open(sites.root, WINDOW)
  const far: string[] = []
  for (const { name } of OPERATIONS) {
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

test('keys remove a field or a row, and the keyboard stays in the form', async ({ open }) => {
  const page = await open(sites.root + reference('CreateGrant'), WINDOW)
  const { field } = testerOf(page, 'CreateGrant')
  await page.waitForLoadState('networkidle')
  await field('Operations 1').focus()
  const second = await field('Operations 2').inputValue()
  await page.keyboard.press('Alt+Delete')
  await field('Operations 2').waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
  expect(await field('Operations 1').inputValue()).toBe(second)

  await field('GranteePrincipal').focus()
  await page.keyboard.press('Alt+Delete')
  await field('GranteePrincipal').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await expect.poll(() => field('GranteePrincipal').evaluate((element) => element === document.activeElement)).toBe(true)
})

test('the first click is not lost while the form loads', async ({ open }) => {
  const page = await open(sites.root + reference('CreateGrant'), { viewport: { width: 1100, height: 800 } })
  await page.getByRole('region', { name: 'Try CreateGrant' }).getByRole('button', { name: 'Add to Operations' }).click()
  await testerOf(page, 'CreateGrant').field('Operations 3').waitFor()
})

test('a tester says that it loads where its code takes long, and what to do where it is gone', async ({ open }) => {
  const page = await open(
    sites.root + reference('Encrypt'),
    { viewport: { width: 1100, height: 800 } },
    /Failed to load resource|Loading (CSS )?chunk/,
  )
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/assets/js/**', async (route) => {
    await promise
    await route.abort()
  })
  await testerOf(page, 'Encrypt').send.click()
  await page.getByRole('status').getByText('Loading.').waitFor()
  resolve()
  const alert = page.getByRole('alert')
  await alert.getByText('Failed to load this part of the page.').waitFor()
  expect(await isInView(alert)).toBe(true)
  expect(await alert.getByRole('button', { name: 'Reload the page' }).count()).toBe(1)
})
