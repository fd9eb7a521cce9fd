import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { APP, arnOf, DURATION, IMPORTED, SEED, sites, stateOf, test, testerOf } from './harness.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

const ask = async (page: Page, keyId: string): Promise<void> => {
  const { field, send } = testerOf(page, 'DeleteImportedKeyMaterial')
  await field('KeyId').fill(keyId)
  await send.click()
}

test.for(['root', 'nested'] as const)('the verbatim seed page answers as the service does (%s)', async (site, { open }) => {
  const page = await open(sites[site] + SEED)
  const { send, sendAnyway, reset, field, shows, response } = testerOf(page, 'DeleteImportedKeyMaterial')

  await send.click()
  await shows(DURATION, '200 OK', '{}')

  await send.click()
  await shows(DURATION, '200 OK', '{}')

  await ask(page, UNKNOWN)
  await shows('400 Bad Request', 'NotFoundException', `Key '${arnOf(UNKNOWN)}' does not exist`)

  await ask(page, 'not-an-id')
  await shows('400 Bad Request', "Invalid keyId 'not-an-id'")

  await ask(page, 'alias/x')
  await shows('400 Bad Request', 'InvalidArnException')

  await ask(page, APP)
  await shows('400 Bad Request', 'UnsupportedOperationException', 'origin is AWS_KMS which is not valid for this operation.')

  await ask(page, '')
  await sendAnyway.click()
  await shows('400 Bad Request', 'ValidationException', "Value null at 'keyId'")
  expect(await field('KeyId').getAttribute('aria-invalid')).toBe('true')

  await page.reload()
  await ask(page, IMPORTED)
  await shows(DURATION, '200 OK', '{}')
  expect(await stateOf(page, IMPORTED)).toBe('PendingImport')

  await reset.click()
  await expect.poll(() => response.textContent()).toContain('reset')
  expect(await stateOf(page, IMPORTED)).toBe('Enabled')
  await send.click()
  await shows(DURATION, '200 OK', '{}')
})

test('a draft survives a reload', async ({ open }) => {
  const page = await open(sites.root + SEED)
  const { field } = testerOf(page, 'DeleteImportedKeyMaterial')
  await field('KeyId').fill('half-typ')
  await page.reload()
  await expect.poll(() => field('KeyId').inputValue()).toBe('half-typ')
})

test('the worker starts with the first interaction, not with the page', async ({ open }) => {
  const page = await open(sites.root + SEED)
  const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  await page.waitForLoadState('networkidle')
  expect(await workers()).toBe(0)
  await testerOf(page, 'DeleteImportedKeyMaterial').field('KeyId').focus()
  await expect.poll(workers).toBe(1)
})
