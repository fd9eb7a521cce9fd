/** `npm run bench:console`: what a key press costs in a tester, and a request that is sent again, beside a bare `fetch` of the same page. */
import type { Page } from 'playwright-core'
import { operations } from '../src/facts/index.ts'
import { ENDPOINT, headersOf } from '../src/facts/protocol.ts'
import { launchChromium } from '../tests/browser/chromium.ts'
import { serveSites } from '../tests/browser/sites.ts'

/** How many times slower than this machine the browser computes while it is typed in. */
const THROTTLING = 4
/** A short form, and the longest one with all of its members. */
const FORMS = [
  { operation: 'Encrypt', field: 'KeyId' },
  { operation: 'CreateKey', field: 'Description' },
] as const
const TEXT = 'The quick brown fox jumps over the lazy dog.'
const ROUNDS = 30

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const testerOf = (page: Page, operation: string) => page.getByRole('region', { name: `Try ${operation}`, exact: true })

/** What typing a text costs: tasks over 50 ms, in milliseconds, and the processor's milliseconds for each key press. */
const type = async (page: Page, { operation, field }: (typeof FORMS)[number]) => {
  const tester = testerOf(page, operation)
  const chips = tester.locator('.qkms-chip')
  while ((await chips.count()) > 0) await chips.first().click()
  await tester.getByLabel(field, { exact: true }).click()
  await page.waitForLoadState('networkidle')
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING })
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  const before = await busy()
  await page.keyboard.type(TEXT, { delay: 80 })
  await page.waitForTimeout(500)
  const spent = await busy()
  const tasks = await page.evaluate((): number[] => Reflect.get(globalThis, 'tasks'))
  return { tasks, perKey: ((spent - before) * 1000) / TEXT.length }
}

/** Milliseconds from a click on *Send request* to the frame after the answer, and from a bare `fetch` to the frame after its body. */
const send = async (page: Page) => {
  const tester = testerOf(page, 'Encrypt')
  await tester.getByRole('button', { name: 'Send request' }).click()
  await tester.getByText(/^\d+ ms$/).waitFor()
  return page.evaluate(
    async ({ url, headers, request, rounds }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      const workbench = document.querySelector('[aria-label="Try Encrypt"] .qkms-workbench')
      const button = workbench?.querySelector<HTMLElement>('button[type=submit]')
      if (!workbench || !button) throw new Error('Failed to find the tester.')
      const answered = () =>
        new Promise<void>((resolve) => {
          const before = workbench.querySelector('.qkms-status')
          const observer = new MutationObserver(() => {
            const status = workbench.querySelector('.qkms-status')
            if (!status || status === before) return
            observer.disconnect()
            resolve()
          })
          observer.observe(workbench, { childList: true, subtree: true })
        })
      const times = { tester: [] as number[], bare: [] as number[] }
      for (let round = 0; round < rounds; round++) {
        let started = performance.now()
        const answer = answered()
        button.click()
        await answer
        await frame()
        times.tester.push(performance.now() - started)
        started = performance.now()
        await (await fetch(url, { method: 'POST', headers, body: request })).json()
        await frame()
        times.bare.push(performance.now() - started)
      }
      return times
    },
    {
      url: ENDPOINT,
      headers: headersOf('Encrypt'),
      request: JSON.stringify(operations.Encrypt.example.request),
      rounds: ROUNDS,
    },
  )
}

const { sites, close } = await serveSites()
const browser = await launchChromium()
const open = async (operation: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(`${sites.root}docs/api/q-kms/api-reference/${operation}`)
  await testerOf(page, operation).locator('.qkms-plain:enabled').waitFor()
  return page
}

for (const form of FORMS) {
  const { tasks, perKey } = await type(await open(form.operation), form)
  const longest = tasks.length > 0 ? `, the longest ${Math.max(...tasks)} ms` : ''
  console.log(
    `Typing ${TEXT.length} characters in ${form.operation} at ${THROTTLING} × throttling: ${tasks.length} tasks over 50 ms${longest};` +
      ` ${perKey.toFixed(1)} ms of the processor for each key`,
  )
}
const { tester, bare } = await send(await open('Encrypt'))
console.log(
  `A warm Send: ${median(tester).toFixed(1)} ms; a bare fetch and a frame: ${median(bare).toFixed(1)} ms;` +
    ` ratio ${(median(tester) / median(bare)).toFixed(2)} (medians of ${ROUNDS})`,
)
await browser.close()
close()
