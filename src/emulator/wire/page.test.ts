import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOf } from './page.ts'

interface Row {
  readonly place: string
}
const rowsAt = (...places: readonly string[]): readonly Row[] => places.map((place) => ({ place }))

/** A listing of `rows`, which are in order. */
const listingOf = (rows: readonly Row[], name = 'ListThings') => ({
  name: () => name,
  orderOf: ({ place }: Row) => place,
  list: (after: string | undefined, limit: number) =>
    rows.filter(({ place }) => after === undefined || place > after).slice(0, limit),
})

test('gives every row once, in order, whatever the size of a page', () => {
  const places = fc.uniqueArray(fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 9 }), (unsorted, limit) => {
      const rows = rowsAt(...unsorted.sort())
      const found: Row[] = []
      let marker: string | undefined
      do {
        const page = pageOf(listingOf(rows), limit, marker)
        found.push(...page.rows)
        expect(page.Truncated).toBe(page.NextMarker !== undefined)
        marker = page.NextMarker
      } while (marker !== undefined)
      expect(found).toEqual(rows)
    }),
  )
})

test('returns an empty page where there is nothing', () => {
  expect(pageOf(listingOf([]), 5, undefined)).toEqual({ rows: [], NextMarker: undefined, Truncated: false })
})

test('refuses a marker that another listing made, or none', () => {
  const { NextMarker } = pageOf(listingOf(rowsAt('a', 'b'), 'ListOthers'), 1, undefined)
  for (const marker of [NextMarker, '', 'a', '\u00ff', btoa('ListThings')])
    expect(() => pageOf(listingOf(rowsAt('a', 'b')), 1, marker)).toThrow(
      expect.objectContaining({ code: 'InvalidMarkerException' }),
    )
})
