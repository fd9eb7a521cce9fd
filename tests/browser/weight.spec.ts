import { expect } from 'vitest'
import { weigh } from '../../bench/weight.ts'
import { sites, test } from './harness.ts'

const KB = 1024

test('an operation page and its first Send stay within their budgets of gzip', async ({ browser }) => {
  const { pages, send } = await weigh(browser, sites.root)
  expect(Math.max(...Object.values(pages)), 'more than a plain page, before interaction').toBeLessThanOrEqual(15 * KB)
  expect(send, 'more at the first Send').toBeLessThanOrEqual(90 * KB)
})
