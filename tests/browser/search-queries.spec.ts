import { expect, inject, test } from 'vitest'
import { sandbox } from '../../src/emulator/sandbox.ts'
import { SEARCH_FILE, type SearchPage } from '../../src/search/pages.ts'
import { createSearch } from '../../src/search/search.ts'
import queries from '../fixtures/search-queries.json' with { type: 'json' }

/** What the build has written, searched as the page does it, without a browser. */
const pages: readonly SearchPage[] = await (await fetch(inject('sites').root + SEARCH_FILE)).json()
const { suggest } = await createSearch(pages)

const ROOT = 'docs/api/q-kms/'

test.for(queries)('$query leads to $page', ({ query, page }) => {
  const paths = suggest(query).map(({ path }) => path)
  // Without an anchor, any section of the page will do.
  const first = paths.slice(0, 3).map((path) => (page.includes('#') ? path : path.replace(/#.*/, '')))
  expect(first).toContain(ROOT + page)
})

const textOf = new Map(
  pages.flatMap(({ path, sections }) =>
    sections.map(({ anchor, heading, text, code }) => [
      anchor === undefined ? path : `${path}#${anchor}`,
      `${heading} ${text} ${code}`,
    ]),
  ),
)
const allText = [...textOf.values()].join(' ')

/** Ids and aliases of the sandbox that a page names. */
const NAMES = sandbox({ partition: 'aws', account: '111122223333', region: 'us-east-1' }, 0)
  .flatMap(({ table, row }) => {
    if (row && (table === 'keys' || table === 'customKeyStores')) return [row.id]
    return row && table === 'aliases' ? [row.name] : []
  })
  .filter((name) => allText.includes(name))

test('the pages name most of the sandbox', () => {
  expect(NAMES.length).toBeGreaterThan(20)
})

test.for([...new Set(NAMES)])('%s leads to where it stands', (name) => {
  for (const { path } of suggest(name).slice(0, 1)) expect(textOf.get(path)).toContain(name)
  expect(suggest(name)).not.toEqual([])
})
