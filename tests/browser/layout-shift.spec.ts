import { expect } from 'vitest'
import { reference, SEED, sites, test } from './harness.ts'

const guide = (name: string): string => `docs/api/q-kms/user-manual/${name}`

/** One of each kind, and those with the most above their testers. */
const PAGES = [
  '',
  SEED,
  'fixtures/TokenService',
  'docs/api/q-kms/api-reference',
  ...['Encrypt', 'CreateKey', 'ListKeys', 'CancelKeyDeletion', 'GetParametersForImport'].map(reference),
  ...['concepts', 'creating-keys', 'errors', 'key-states', 'sandbox', 'security'].map(guide),
  'search',
]

/** The most that a page may move by while it loads, as Chromium's layout-shift entries add up. */
const MOST = 0.02

test.for([1280, 360])('no page moves while it arrives in pieces (%i px)', async (width, { open }) => {
  const page = await open(sites.slow, { viewport: { width, height: 800 } })
  await page.addInitScript(() => {
    const shifts: { value: number; moved: string[] }[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node: Node | null }[] }
        shifts.push({ value, moved: sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? '') })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const moving: unknown[] = []
  for (const path of PAGES) {
    await page.goto(sites.slow + path)
    await page.waitForLoadState('networkidle')
    const shifts: { value: number; moved: string[] }[] = await page.evaluate(() => Reflect.get(globalThis, 'shifts'))
    if (shifts.reduce((sum, { value }) => sum + value, 0) > MOST) moving.push([path, shifts])
  }
  expect(moving).toEqual([])
})
