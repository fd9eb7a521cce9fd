import AxeBuilder from '@axe-core/playwright'
import type { Request } from 'playwright-core'
import { expect } from 'vitest'
import { headersOf } from '../../src/facts/protocol.ts'
import { EXPLAIN_HEADER, TRACE_HEADER } from '../../src/facts/trace.ts'
import { DURATION, ENDPOINT, reference, sites, test, testerOf } from './harness.ts'

test('a refusal shows why, and leads from the line that failed to the parameter and to the error', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'), { viewport: { width: 1280, height: 800 } })
  const { send, shows, field, response } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/disabled')
  await send.click()
  await shows('DisabledException', DURATION)
  const lines = response.getByRole('list', { name: 'Why' }).getByRole('listitem')
  await expect
    .poll(async () => (await lines.allTextContents()).map((line) => line.replace(/:.*/, '')))
    .toEqual([
      '✓passed Request valid',
      '✓passed Key found',
      '✓passed Access',
      '✓passed Key usage',
      '✗failed Key state',
      '·not reached Algorithm',
      '·not reached Size',
      '·not reached Whatever else the operation asks for',
    ])
  const failed = lines.filter({ hasText: 'failed' })
  expect(await failed.textContent()).toContain('Key state: Disabled')
  expect(await lines.filter({ has: page.getByRole('link') }).count()).toBe(1)

  await failed.getByRole('link', { name: 'KeyId' }).click()
  expect(await field('KeyId').evaluate((control) => control === document.activeElement)).toBe(true)
  await failed.getByRole('link', { name: 'On this page' }).click()
  expect(new URL(page.url()).hash).toBe('#error-DisabledException')
  await failed.getByRole('link', { name: 'What it means' }).click()
  await page.waitForURL('**/user-manual/errors#DisabledException')
})

test('a success keeps it closed, and every line in it has passed', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const { send, shows, response } = testerOf(page, 'Encrypt')
  await send.click()
  await shows('200 OK', DURATION)
  const list = response.getByRole('list', { name: 'Why' })
  const summary = response.locator('summary', { hasText: /^Why$/ })
  await summary.waitFor()
  expect(await list.isVisible()).toBe(false)
  // By keyboard alone.
  await summary.focus()
  await page.keyboard.press('Enter')
  await list.waitFor()
  const lines = await list.getByRole('listitem').allTextContents()
  expect(lines.length).toBeGreaterThanOrEqual(6)
  expect(lines.filter((line) => !line.startsWith('✓passed '))).toEqual([])
})

test('only a tester asks for the trace; what it shows, and what other programs send and get, has none', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const sent: Request[] = []
  page.on('request', (request) => request.url() === ENDPOINT && request.method() === 'POST' && sent.push(request))
  const { send, shows, response } = testerOf(page, 'Encrypt')
  await send.click()
  await shows('200 OK', DURATION)
  const received = await page.evaluate(
    async ({ url, headers }) => {
      const response = await fetch(url, { method: 'POST', headers, body: '{}' })
      return [...response.headers.keys()]
    },
    { url: ENDPOINT, headers: headersOf('ListKeys') },
  )
  expect(received).toContain('x-amzn-requestid')
  expect(received).not.toContain(TRACE_HEADER)
  expect(sent.map((request) => EXPLAIN_HEADER in request.headers())).toEqual([true, false])

  await response.locator('summary', { hasText: 'headers' }).click()
  expect(await response.textContent()).toContain('x-amzn-requestid')
  expect((await page.content()).toLowerCase()).not.toMatch(`${TRACE_HEADER}|${EXPLAIN_HEADER}`)
})

test('a key that is to be deleted is repaired step by step, and nothing is sent that the reader does not ask for', async ({
  open,
}) => {
  const page = await open(sites.root + reference('Encrypt'))
  const sent: string[] = []
  page.on('request', (request) => {
    const target = request.headers()['x-amz-target']
    if (target) sent.push(target.replace(/.*\./, ''))
  })
  const { send, shows, field, response } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/pending-deletion')
  await send.click()
  await shows('KMSInvalidStateException', DURATION)
  await response.getByRole('button', { name: 'Fix it: cancel the deletion' }).click()
  await shows(/CancelKeyDeletion \{"KeyId":"arn:[^"]+"\} 200 OK/)
  expect(sent).toEqual(['Encrypt', 'CancelKeyDeletion'])
  await response.getByRole('button', { name: 'Send again' }).click()
  await shows('DisabledException', DURATION)
  await response.getByRole('button', { name: 'Fix it: enable the key' }).click()
  await shows(/EnableKey \{"KeyId":"arn:[^"]+"\} 200 OK/)
  expect((await new AxeBuilder({ page }).include('.qkms-response').analyze()).violations.map(({ id }) => id)).toEqual([])
  await response.getByRole('button', { name: 'Send again' }).click()
  await shows('CiphertextBlob', DURATION)
  expect(sent).toEqual(['Encrypt', 'CancelKeyDeletion', 'Encrypt', 'EnableKey', 'Encrypt'])
  expect(await field('KeyId').inputValue()).toBe('alias/pending-deletion')
})

test('a key without material gets some, and a request that is wrong is corrected, by keyboard alone', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  const { send, shows, field, response } = testerOf(page, 'Encrypt')
  const press = async (name: string) => {
    await response.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press('Enter')
  }
  await field('KeyId').fill('alias/pending-import')
  await send.click()
  await shows('KMSInvalidStateException', DURATION)
  await press('Fix it: import key material')
  await shows(/GetParametersForImport .* 200 OK/, /ImportKeyMaterial .* 200 OK/)
  await press('Send again')
  await shows('CiphertextBlob', DURATION)

  await field('KeyId').fill('alias/rsa')
  await send.click()
  await shows('InvalidKeyUsageException', DURATION)
  expect(await response.getByRole('button', { name: /^Fix it: / }).allTextContents()).toEqual([
    'Fix it: ask for RSAES_OAEP_SHA_256',
    'Fix it: use the key app',
  ])
  await press('Fix it: ask for RSAES_OAEP_SHA_256')
  await shows('EncryptionAlgorithm: "RSAES_OAEP_SHA_256"')
  expect(await field('EncryptionAlgorithm').inputValue()).toBe('RSAES_OAEP_SHA_256')
  expect(await field('KeyId').inputValue()).toBe('alias/rsa')
  await press('Send again')
  await shows('CiphertextBlob', DURATION)
})

test('a key in a store that is not connected is reached again, after the clock is moved on', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'), { viewport: { width: 360, height: 800 } })
  const { send, shows, field, response } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/unavailable')
  await send.click()
  await shows('KMSInvalidStateException', DURATION)
  await response.getByRole('button', { name: 'Fix it: connect the custom key store' }).click()
  await shows('The clock of the sandbox is 5 seconds ahead of before.')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect((await new AxeBuilder({ page }).include('.qkms-response').analyze()).violations.map(({ id }) => id)).toEqual([])
  await response.getByRole('button', { name: 'Send again' }).click()
  await shows('CiphertextBlob', DURATION)
})

const LOOKS = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport: { width, height: 800 }, colorScheme })),
)

test.for([...LOOKS, { ...LOOKS[0], forcedColors: 'active' as const }])(
  'an open list meets WCAG and leaves the status in view with %j',
  async (look, { open }) => {
    const page = await open(sites.root + reference('Encrypt'), { ...look, reducedMotion: 'reduce' })
    const { send, shows, field, response } = testerOf(page, 'Encrypt')
    await field('KeyId').fill('alias/disabled')
    await send.click()
    await shows('DisabledException', DURATION)
    await response.getByRole('list', { name: 'Why' }).waitFor()
    const { violations } = await new AxeBuilder({ page })
      .include('forcedColors' in look ? '.qkms-steps' : '.qkms-response')
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join()}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.viewport?.width ?? 0)
    const bottom = await response.locator('.qkms-status').evaluate((status) => status.getBoundingClientRect().bottom)
    expect(bottom).toBeGreaterThan(0)
    expect(bottom).toBeLessThan(800)
  },
)
