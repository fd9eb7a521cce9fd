import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, vi } from 'vitest'
import { listen, portOf } from '../../scripts/serve.ts'
import { BASE, build, ENVIRONMENT, serve } from './examples.ts'
import { expectApart, expectPrintable, scenarioOf, sendBoth, sendExample, test } from './harness.ts'

const site = build('docusaurus')

/** The scripts of the workers that a page has. */
const workersOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const registrations = await navigator.serviceWorker.getRegistrations()
    return registrations.flatMap(({ active }) => active?.scriptURL ?? [])
  })

test('a site of Docusaurus has whole HTML, and its worker carries the requests', async ({ open }) => {
  const folder = join(await site, 'dist')
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  for (const text of [
    '>KeyId</label>',
    'Send request',
    'id="request-EncryptionContext"',
    'aws kms encrypt',
    'Scenario: Encrypt and decrypt',
  ])
    expect(html).toContain(text)
  const url = await serve(folder)
  const page = await open(url)
  const asked = page.waitForRequest('https://kms.q-kms.example/')
  await sendBoth(page)
  expect((await (await asked).response())?.fromServiceWorker()).toBe(true)
  await sendExample(page)
  const { button, marked } = scenarioOf(page, 'Encrypt and decrypt')
  await button('Run all').click()
  await marked('done', 'done')
  await expectPrintable(page)
  expect(await workersOf(page)).toEqual([`${url}q-kms-worker.js`])
  await expectApart(page)
})

test('a site of Docusaurus that runs an MSW worker of its own keeps it', async ({ open }) => {
  const folder = join(await site, 'dist')
  copyFileSync('node_modules/msw/lib/mockServiceWorker.js', join(folder, 'mockServiceWorker.js'))
  copyFileSync('node_modules/msw/lib/iife/index.js', join(folder, 'msw.js'))
  const url = await serve(folder)
  const page = await open(url)
  await page.addScriptTag({ url: 'msw.js' })
  await page.evaluate(async () => {
    const { http, setupWorker } = Reflect.get(globalThis, 'MockServiceWorker')
    const worker = setupWorker(http.get('*/hello', () => new Response('from the site’s own mock')))
    await worker.start({
      serviceWorker: { url: 'mockServiceWorker.js' },
      quiet: true,
      onUnhandledRequest: 'bypass',
      onUnhandledFrame: 'bypass',
    })
  })
  const ask = () => page.evaluate(async () => (await fetch('hello')).text())
  expect(await ask()).toBe('from the site’s own mock')
  await sendBoth(page)
  expect(await ask()).toBe('from the site’s own mock')
  expect(await workersOf(page)).toEqual([`${url}mockServiceWorker.js`])
})

/** A port that is free at this moment. */
const freePort = async (): Promise<number> => {
  const server = await listen(0)
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}

test('a site of Docusaurus that is being written has the worker too, in another locale and with a tester of its own', async ({
  open,
}) => {
  const folder = await site
  const tester = join(folder, 'src/theme/ApiTester/index.js')
  writeFileSync(tester, readFileSync(tester, 'utf8').replace('(Tester, {', "$& title: 'Ejected',"))
  const config = join(folder, 'docusaurus.config.js')
  const locales = "i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },"
  writeFileSync(config, readFileSync(config, 'utf8').replace('export default {', `$& ${locales}`))
  const port = await freePort()
  const options = ['start', '--locale', 'fr', '--host', 'localhost', '--port', String(port), '--no-open']
  const server = spawn('npx', ['docusaurus', ...options], { cwd: folder, env: ENVIRONMENT, stdio: 'ignore', detached: true })
  onTestFinished(() => {
    if (server.pid !== undefined) process.kill(-server.pid)
  })
  const url = `http://localhost:${port}${BASE}fr/`
  const script = `${url}q-kms-worker.js`
  await vi.waitFor(async () => expect((await fetch(script)).status).toBe(200), { timeout: 240_000, interval: 1000 })
  expect(await (await fetch(script)).text()).toBe(readFileSync('node_modules/msw/lib/mockServiceWorker.js', 'utf8'))
  const page = await open(url)
  await sendBoth(page)
  expect(await page.getByTitle('Ejected').count()).toBe(1)
  expect(await workersOf(page)).toEqual([script])
})
