/** `npm run bench:weight`: what a page's scripts and style sheets weigh, gzipped, beyond those of a plain page of the same site. */
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { operations } from '../src/facts/index.ts'
import { launchChromium } from '../tests/browser/chromium.ts'
import { serveSites } from '../tests/browser/sites.ts'

/** Bytes of gzip. */
export interface Weight {
  readonly plain: number
  /** What each operation's page loads more than the plain page, before the reader touches it. */
  readonly pages: Readonly<Record<string, number>>
  /** What the first Send loads on top. */
  readonly send: number
}

/** Pages that are opened at once. */
const AT_ONCE = 4

const sizes = new Map<string, Promise<number>>()

/** Most files belong to many pages. */
const sizeOf = (url: string): Promise<number> => {
  const size = sizes.get(url) ?? fetch(url).then(async (response) => gzipSync(await response.bytes()).length)
  sizes.set(url, size)
  return size
}

const total = async (urls: Iterable<string>): Promise<number> => {
  let sum = 0
  for (const url of urls) sum += await sizeOf(url)
  return sum
}

/** Opens a page and tells what it has loaded since, prefetches for other pages aside. */
const open = async (browser: Browser, url: string) => {
  // Wide enough for the console to stand beside the text.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const loaded = new Set<string>()
  context.on('request', (request) => {
    const { pathname } = new URL(request.url())
    const prefetch = request.headers()['sec-purpose']?.includes('prefetch')
    if (/\.(js|css)$/.test(pathname) && !prefetch) loaded.add(request.url())
  })
  const page = await context.newPage()
  await page.goto(url)
  // A console that can be used has loaded all that it needs, however slow the machine is.
  if ((await page.locator('.qkms-workbench').count()) > 0) await page.locator('.qkms-plain:enabled').first().waitFor()
  await page.waitForLoadState('networkidle')
  return { context, page, loaded }
}

const weighPage = async (browser: Browser, url: string): Promise<number> => {
  const { context, loaded } = await open(browser, url)
  await context.close()
  return total(loaded)
}

const weighSend = async (browser: Browser, url: string): Promise<number> => {
  const { context, page, loaded } = await open(browser, url)
  const before = new Set(loaded)
  await page.getByRole('button', { name: 'Send request' }).click()
  await page
    .getByRole('region', { name: /^Response/ })
    .getByText(/^\d+ ms$/)
    .waitFor()
  await page.waitForLoadState('networkidle')
  // The browser fetches the worker's script outside of any page.
  for (const { active } of await page.evaluate(async () =>
    navigator.serviceWorker.getRegistrations().then((all) => all.map(({ active }) => ({ active: active?.scriptURL }))),
  ))
    if (active) loaded.add(active)
  await context.close()
  return total([...loaded].filter((url) => !before.has(url)))
}

/** Weighs the pages of the site at `root`, which has the fixture pages. */
export const weigh = async (browser: Browser, root: string): Promise<Weight> => {
  const plain = await weighPage(browser, `${root}fixtures/Plain`)
  const pages: Record<string, number> = {}
  const names = Object.keys(operations).values()
  const weighNext = async (): Promise<void> => {
    for (const name of names) pages[name] = (await weighPage(browser, `${root}docs/api/q-kms/api-reference/${name}`)) - plain
  }
  // A page is mostly waited for.
  await Promise.all(Array.from({ length: AT_ONCE }, weighNext))
  return { plain, pages, send: await weighSend(browser, `${root}docs/api/q-kms/api-reference/Encrypt`) }
}

if (import.meta.main) {
  const { sites, close } = await serveSites()
  const browser = await launchChromium()
  const { plain, pages, send } = await weigh(browser, sites.root)
  await browser.close()
  close()
  const row = (name: string, bytes: number) => console.log(name.padEnd(40), bytes.toLocaleString('en').padStart(8))
  console.log('\nJavaScript and CSS, bytes of gzip')
  row('a plain page', plain)
  for (const [name, bytes] of Object.entries(pages)) row(`${name}, more than the plain page`, bytes)
  row('the first Send on Encrypt, more again', send)
}
