import { expect } from 'vitest'
import { weigh } from '../../bench/weight.ts'
import { sites, test } from './harness.ts'

/** Bytes of gzip that an operation's page may load more than a plain page, before interaction. */
const PAGE = 15 * 1024
/** Pages that show the whole of a key's metadata or every grant operation, with all their values, are longer: that is text. */
const LONGER = { names: ['CreateKey', 'CreateGrant', 'DescribeKey', 'ReplicateKey'], bytes: 18 * 1024 }
/** And how many more at the first Send. */
const SEND = 90 * 1024

test('an operation page and its first Send stay within their budgets of gzip', async ({ browser }) => {
  const { pages, send } = await weigh(browser, sites.root)
  const over = Object.entries(pages).filter(([name, bytes]) => bytes > (LONGER.names.includes(name) ? LONGER.bytes : PAGE))
  expect(over, 'pages that load too much before interaction').toEqual([])
  expect(send, 'more at the first Send').toBeLessThanOrEqual(SEND)
})
