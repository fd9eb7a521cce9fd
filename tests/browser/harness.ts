import type { BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { headersOf } from '../../src/facts/protocol.ts'
import { launchChromium, PLAIN_HOST } from './chromium.ts'

export const ENDPOINT = 'https://kms.q-kms.example/'
export const sites = inject('sites')

export const SEED = 'fixtures/DeleteImportedKeyMaterial'
export const reference = (operation: string): string => `docs/api/q-kms/api-reference/${operation}`

/** Keys of the sandbox. */
export const IMPORTED = '1234abcd-12ab-34cd-56ef-1234567890ab'
export const APP = '0987dcba-09fe-87dc-65ba-ab0987654321'
export const arnOf = (key: string): string => `arn:aws:kms:us-east-1:111122223333:key/${key}`

/** All pages take minutes; without QKMS_ALL_PAGES, every eighth stands for the rest. */
const STEP = process.env.QKMS_ALL_PAGES ? 1 : 8
export const sampleOf = <T>(all: readonly T[]): readonly T[] => all.filter((_, index) => index % STEP === 0)

const OWN = new RegExp(`^(http://(localhost|${PLAIN_HOST}):|data:|blob:)`)

/** Milliseconds until a wait is given up. A limit ends what hangs; it is no measure of speed. */
const PATIENCE = 120_000

/** Notes what no page may do: log an error that is not `expected`, throw, or let a request reach another host. */
const watch = (context: BrowserContext, expected: RegExp | undefined): (() => Promise<readonly string[]>) => {
  const faults: string[] = []
  const pending: Promise<void>[] = []
  // What is thrown may be no error, and has no stack then.
  context.on('weberror', (thrown) => faults.push(`throws ${thrown.error().stack || thrown.error()} at ${thrown.page()?.url()}`))
  context.on('console', (message) => {
    // Chromium logs every answer of status 400; the emulator's are on purpose.
    const isAnswer = message.text().startsWith('Failed to load resource') && message.location().url.startsWith(ENDPOINT)
    if (message.type() === 'error' && !isAnswer && !expected?.test(message.text())) faults.push(`logs ${message.text()}`)
  })
  context.on('request', (request) => {
    const url = request.url()
    if (OWN.test(url)) return
    if (!url.startsWith(ENDPOINT) || request.serviceWorker()) faults.push(`requests ${url}`)
    else
      pending.push(
        request.response().then(
          (response) => {
            if (response && !response.fromServiceWorker()) faults.push(`gets ${url} from the network`)
          },
          // The page was closed before the request had a response.
          () => {},
        ),
      )
  })
  return async () => {
    await Promise.all(pending)
    return faults
  }
}

/** A test that gets `open`: a page in a profile of its own, which fails the test for what `watch` notes. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('open', async ({ browser }, { onCleanup }) => {
    const opened: { readonly context: BrowserContext; readonly faults: () => Promise<readonly string[]> }[] = []
    onCleanup(async () => {
      for (const { context, faults } of opened) {
        const found = await faults()
        await context.close()
        expect(found, 'faults that the page shows').toEqual([])
      }
    })
    return async (url: string, options: BrowserContextOptions = {}, expected?: RegExp): Promise<Page> => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      context.setDefaultTimeout(PATIENCE)
      opened.push({ context, faults: watch(context, expected) })
      const page = await context.newPage()
      await page.goto(url)
      if (options.javaScriptEnabled !== false) await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
      return page
    }
  })

/** The tester of an operation, through what a reader finds in it: roles and names. */
export const testerOf = (page: Page | FrameLocator, operation: string) => {
  const tester = page.getByRole('region', { name: `Try ${operation}` })
  const response = tester.getByRole('region', { name: /^Response/ })
  return {
    response,
    send: tester.getByRole('button', { name: 'Send request' }),
    sendAnyway: tester.getByRole('button', { name: 'Send anyway' }),
    reset: tester.getByRole('button', { name: 'Reset sandbox' }),
    field: (name: string) => tester.getByLabel(name, { exact: true }),
    /** Waits until the response has every text. The duration tells a real answer from the documented one. */
    shows: async (...texts: readonly (string | RegExp)[]): Promise<void> => {
      for (const text of texts) await expect.poll(() => response.textContent()).toMatch(text)
    },
  }
}

/** The state of a key, as any program in the page sees it once the emulator is there. */
export const stateOf = (page: Page, KeyId: string): Promise<string> =>
  page.evaluate(
    async ({ url, headers, body }) => {
      const response = await fetch(url, { method: 'POST', headers, body })
      return (await response.json()).KeyMetadata.KeyState
    },
    { url: ENDPOINT, headers: headersOf('DescribeKey'), body: JSON.stringify({ KeyId }) },
  )

export const DURATION = /\d+ ms/

/** Whether the whole element stands in the window, and nothing stands in front of its middle. */
export const isInView = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const front = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return top >= 0 && bottom <= innerHeight && front !== null && (element.contains(front) || front.contains(element))
  })
