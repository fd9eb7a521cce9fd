import type { Route } from 'playwright-core'
import { expect } from 'vitest'
import { headersOf } from '../../src/facts/protocol.ts'
import { APP, DURATION, IMPORTED, reference, SEED, sites, stateOf, test, testerOf } from './harness.ts'

const OPERATION = 'DeleteImportedKeyMaterial'

test('answers in the page where the browser allows no worker', async ({ open }) => {
  const page = await open(sites.root + SEED, { serviceWorkers: 'block' })
  const { send, shows } = testerOf(page, OPERATION)
  await send.click()
  await shows(DURATION, '200 OK')
  await send.click()
  await shows(DURATION, '200 OK')
  expect(await stateOf(page, IMPORTED)).toBe('PendingImport')
})

test('a client that knows only AWS meets the emulator where the browser allows no worker', async ({ open }) => {
  const page = await open(sites.root + reference('ListKeys'), { serviceWorkers: 'block' })
  const { send, shows } = testerOf(page, 'ListKeys')
  await send.click()
  await shows(DURATION, '200 OK')
  const text = await page.evaluate(async (headers) => {
    const response = await fetch('https://kms.eu-west-1.amazonaws.com/', {
      method: 'POST',
      headers,
      body: '{"KeyId":"alias/app"}',
    })
    return response.text()
  }, headersOf('DescribeKey'))
  expect(text).toContain(APP)
})

test('answers under a policy that lets a page connect to its own origin only', async ({ open }) => {
  const page = await open(sites.strict + SEED, {}, /Content Security Policy/)
  const { send, shows } = testerOf(page, OPERATION)
  await send.click()
  await shows(DURATION, '200 OK')
  await page.reload()
  await send.click()
  await shows(DURATION, '200 OK')
  expect(await stateOf(page, IMPORTED)).toBe('PendingImport')
})

test.for<[what: string, answer: (route: Route) => Promise<void> | undefined]>([
  ['never arrives', () => undefined],
  ['is empty', (route) => route.fulfill({ contentType: 'text/javascript', body: '' })],
  ['is missing', (route) => route.fulfill({ status: 404 })],
])('answers in the page where the worker’s script %s', async ([, answer], { open }) => {
  const page = await open(sites.root + SEED, {}, /Failed to load resource|bad HTTP response code|\[MSW\]/)
  await page.context().route('**/q-kms-worker.js', answer)
  const { send, shows } = testerOf(page, OPERATION)
  await send.click()
  await shows(DURATION, '200 OK')
})

test('goes on with the worker that is there where its script cannot be fetched again', async ({ open }) => {
  const page = await open(sites.root + SEED)
  const { send, shows } = testerOf(page, OPERATION)
  await send.click()
  await shows(DURATION, '200 OK')
  // The worker stays as long as another tab has it.
  const other = await page.context().newPage()
  await other.goto(sites.root + reference('ListKeys'))
  const tab = testerOf(other, 'ListKeys')
  await tab.send.click()
  await tab.shows(DURATION, '200 OK')

  await page.addInitScript(() => {
    ServiceWorkerRegistration.prototype.update = () => {
      Object.assign(globalThis, { refused: true })
      return Promise.reject(new TypeError('Failed to update a ServiceWorker: Not found'))
    }
  })
  await page.reload()
  await send.click()
  await shows(DURATION, '200 OK')
  expect(await page.evaluate(() => Reflect.get(globalThis, 'refused'))).toBe(true)
})

test('answers in a sandboxed frame, which may store nothing', async ({ open }) => {
  const page = await open(`${sites.root}fixtures/Plain`)
  await page.setContent(
    `<iframe sandbox="allow-scripts" src="${sites.root}${SEED}" width="1000" height="800" title="Embedded"></iframe>`,
  )
  const { send, shows } = testerOf(page.frameLocator('iframe'), OPERATION)
  await send.click()
  await shows(DURATION, '200 OK')
})

test('shows every parameter and example without JavaScript', async ({ open }) => {
  const page = await open(sites.root + SEED, { javaScriptEnabled: false })
  const text = (await page.locator('article').textContent()) ?? ''
  for (const part of [
    'Content-Type',
    'Must be "TrentService.DeleteImportedKeyMaterial"',
    'KeyId',
    'Identifies the KMS key from which you are deleting imported key material.',
    'Required',
    'POST / HTTP/1.1',
    '"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"',
    'HTTP/1.1 200 OK',
    'The identifier of the KMS key from which you are deleting imported key material',
  ])
    expect(text).toContain(part)
})
