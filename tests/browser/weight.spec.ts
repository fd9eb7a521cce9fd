import { expect } from 'vitest'
import { weigh } from '../../bench/weight.ts'
import { sites, test } from './harness.ts'

/** Bytes of gzip that an operation's page may load more than a plain page, with its console in view and untouched. */
const PAGE = 25 * 1024
/** And how many more at the first Send. */
const SEND = 90 * 1024

/** Milliseconds; every page of the reference is opened. */
const TIMEOUT = 300_000

test('an operation page and its first Send stay within their budgets of gzip', { timeout: TIMEOUT }, async ({ browser }) => {
  const { pages, send } = await weigh(browser, sites.root)
  const over = Object.entries(pages).filter(([, bytes]) => bytes > PAGE)
  expect(over, 'pages that load too much before interaction').toEqual([])
  expect(send, 'more at the first Send').toBeLessThanOrEqual(SEND)
})
