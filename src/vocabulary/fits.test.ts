import { expect, test } from 'vitest'
import { fits, optionOf } from './fits.ts'
import {
  blob,
  dateTime,
  enumeration,
  integer,
  list,
  map,
  nullable,
  number,
  type Shape,
  string,
  structure,
  timestamp,
  union,
} from './shapes.ts'

const text = { type: string(), description: '', required: true }

test.each<[Shape, unknown, boolean]>([
  [integer(), 1, true],
  [integer(), '1', false],
  [number(), 0.5, true],
  [timestamp, 1.5, true],
  [dateTime, '2026-01-15T00:00:00Z', true],
  [dateTime, 1, false],
  [enumeration({ A: '' }), 'B', true],
  [blob(), 'YQ==', true],
  [map(string()), { a: 'b' }, true],
  [map(string()), { a: 1 }, false],
  [map(string()), ['a'], false],
  [map(list(integer())), { a: [1] }, true],
  [map(list(integer())), { a: 1 }, false],
  [list(string()), {}, false],
  [structure({}), {}, true],
  [structure({}), null, false],
  [string(), {}, false],
  [nullable(string()), null, true],
  [nullable(string()), 'a', true],
  [nullable(string()), 1, false],
  [union(string(), list(string())), ['a'], true],
])('%j fits %j: %s', (shape, value, expected) => {
  expect(fits(shape, value)).toBe(expected)
})

test('tells the options of a union by their values and required members', () => {
  const card = structure({ kind: { ...text, type: enumeration({ card: '' }) }, number: text })
  const bank = structure({ kind: { ...text, type: enumeration({ bank: '' }) }, iban: text })
  const payment = union(card, bank)
  expect(optionOf(payment, { kind: 'bank', iban: 'x' })).toBe(bank)
  expect(optionOf(payment, { kind: 'card', number: 'x' })).toBe(card)
  expect(optionOf(payment, { kind: 'bank' })).toBe(card)
  expect(optionOf(payment, 'x')).toBeUndefined()
})
