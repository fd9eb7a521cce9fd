import { expect } from 'vitest'
import { weigh } from '../../bench/weight.ts'
import { sites, test } from './harness.ts'

/** Bytes of gzip that an operation's page may load more than a plain page, with its console in view and untouched. */
const PAGE = 25 * 1024
/** What Encrypt's page may load as a whole: the 216,600 that it had before its console stood in view, and 6 KB. */
const WHOLE = 222_600
/** And how many more at the first Send. */
const SEND = 90 * 1024

test('an operation page and its first Send stay within their budgets of gzip', async ({ browser }) => {
  const { plain, pages, send } = await weigh(browser, sites.root)
  const over = Object.entries(pages).filter(([, bytes]) => bytes > PAGE)
  expect(over, 'pages that load too much before interaction').toEqual([])
  expect(plain + (pages.Encrypt ?? Number.NaN), 'all of Encrypt before interaction').toBeLessThanOrEqual(WHOLE)
  expect(send, 'more at the first Send').toBeLessThanOrEqual(SEND)
})
