import { expect } from 'vitest'
import { APP, arnOf, DURATION, reference, sites, test, testerOf } from './harness.ts'

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] }

test('a value of an answer is copied by keyboard, as it is', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'), CLIPBOARD)
  const { send, shows, response } = testerOf(page, 'Encrypt')
  await send.click()
  await shows(DURATION, '200 OK')
  await response.getByRole('button', { name: 'Copy body' }).focus()
  const button = response.getByRole('button', { name: 'Copy KeyId' })
  for (let stops = 0; stops < 6 && !(await button.evaluate((element) => element === document.activeElement)); stops++)
    await page.keyboard.press('Tab')
  // It shows on hover and focus, after a pointer of the mouse's kind.
  expect(await button.evaluate((element) => getComputedStyle(element).opacity)).toBe('1')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(arnOf(APP))
})

test('the buttons of an answer are in sight on a phone, and its values wrap', async ({ open }) => {
  const page = await open(sites.root + reference('GetParametersForImport'), {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })
  const { send, shows, response } = testerOf(page, 'GetParametersForImport')
  await send.click()
  await shows(DURATION, '200 OK')
  const code = response.getByRole('group', { name: 'Body text' })
  const all = response.getByRole('button', { name: /^ImportToken [\d,]+ characters$/ })
  const height = async () => (await code.boundingBox())?.height ?? 0
  const cut = await height()
  await all.click()
  await expect.poll(height).toBeGreaterThan(cut)
  expect(await code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  const { width, height: tall } = (await response.getByRole('button', { name: 'Copy ImportToken' }).boundingBox()) ?? {}
  expect(Math.min(width ?? 0, tall ?? 0)).toBeGreaterThanOrEqual(24)
  expect(
    await response.getByRole('button', { name: 'Copy PublicKey' }).evaluate((element) => getComputedStyle(element).opacity),
  ).toBe('1')
})

test('what is selected in an answer is its JSON', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const { send, shows, response } = testerOf(page, 'Encrypt')
  await send.click()
  await shows(DURATION, '200 OK')
  const selected = await response.getByRole('group', { name: 'Body text' }).evaluate((element) => {
    getSelection()?.selectAllChildren(element)
    return getSelection()?.toString() ?? ''
  })
  expect(JSON.parse(selected)).toMatchObject({ KeyId: arnOf(APP), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' })
})

test('an error leads to its row on the page and to its entry in the manual', async ({ open }) => {
  const page = await open(sites.nested + reference('Encrypt'))
  const { field, send, shows, response } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/disabled')
  await send.click()
  await shows(DURATION, 'DisabledException')
  await response.getByRole('link', { name: 'On this page' }).click()
  expect(await page.locator('#error-DisabledException').evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(
    900,
  )
  await response.getByRole('link', { name: 'What it means' }).click()
  await page.waitForURL(/\/docs-site\/docs\/api\/q-kms\/user-manual\/errors\/?#DisabledException$/)
  expect(await page.locator('[id="DisabledException"]').count()).toBe(1)
})
