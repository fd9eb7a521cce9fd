import { expect } from 'vitest'
import { isInView, reference, sites, test, testerOf } from './harness.ts'

/** The window that the claims are about. */
const WINDOW = { viewport: { width: 1280, height: 800 } }

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
