import { expect, test } from 'vitest'
import { blob, boolean, enumeration, integer, list, map, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { decode } from './decode.ts'

const description = ''
const members = {
  Text: { type: string(), description },
  Choice: { type: enumeration({ A: '', B: '' }), description },
  Bytes: { type: blob(), description },
  Count: { type: integer(), description },
  Flag: { type: boolean, description },
  Time: { type: timestamp, description },
  Items: { type: list(string()), description },
  Pairs: { type: map(string()), description },
  Inner: { type: structure({ Text: { type: string(), description }, Count: { type: integer(), description } }), description },
  Inners: { type: list(structure({ Text: { type: string(), description } })), description },
}

test('turns JSON into values', () => {
  const body = {
    Text: 'x',
    Choice: 'C',
    Bytes: 'AQID',
    Count: 3,
    Flag: false,
    Time: 1.5,
    Items: ['a', ''],
    Pairs: { a: '1' },
    Inner: { Text: 'y', Count: -1 },
    Inners: [{ Text: 'z' }, {}],
  }
  expect(decode(members, body)).toEqual({ ...body, Bytes: new Uint8Array([1, 2, 3]), Time: 1500 })
})

test('takes null for missing, and leaves out what it does not know', () => {
  const body = { Text: null, Inner: { Text: null, Unknown: 1 }, Unknown: [[]], constructor: 1, toString: 1 }
  expect(decode(members, body)).toEqual({ Inner: {} })
})

test('rounds a time to the millisecond', () => {
  expect(decode(members, { Time: 1768435200.1234567 })).toEqual({ Time: 1768435200123 })
  expect(decode(members, { Time: -0.5 })).toEqual({ Time: -500 })
})

test.each([
  [{ Text: 1 }, 'text: expected a string, got number.'],
  [{ Text: [] }, 'text: expected a string, got array.'],
  [{ Choice: true }, 'choice: expected a string, got boolean.'],
  [{ Bytes: {} }, 'bytes: expected base64 text, got object.'],
  [{ Bytes: 'A' }, 'bytes: the text is not base64.'],
  [{ Count: '1' }, 'count: expected an integer, got string.'],
  [{ Count: 1.5 }, 'count: expected an integer, got number.'],
  [{ Count: 2 ** 53 }, 'count: expected an integer, got number.'],
  [{ Flag: 'true' }, 'flag: expected a boolean, got string.'],
  [{ Flag: 0 }, 'flag: expected a boolean, got number.'],
  [{ Time: '2026-01-01T00:00:00Z' }, 'time: expected a number of seconds, got string.'],
  [{ Time: 1e13 }, 'time: expected a number of seconds, got number.'],
  [{ Items: 'a' }, 'items: expected an array, got string.'],
  [{ Items: { 0: 'a' } }, 'items: expected an array, got object.'],
  [{ Items: ['a', 1] }, 'items.2.member: expected a string, got number.'],
  [{ Items: [null] }, 'items.1.member: expected a string, got null.'],
  [{ Pairs: [] }, 'pairs: expected an object, got array.'],
  [{ Pairs: { a: 1 } }, 'pairs.a: expected a string, got number.'],
  [{ Inner: 'x' }, 'inner: expected an object, got string.'],
  [{ Inner: { Count: 'x' } }, 'inner.count: expected an integer, got string.'],
  [{ Inners: [{}, { Text: 1 }] }, 'inners.2.member.text: expected a string, got number.'],
])('refuses %j', (body, reason) => {
  expect(() => decode(members, body)).toThrow(
    expect.objectContaining({ code: 'SerializationException', message: `Failed to read ${reason}` }),
  )
})

test.each([
  ['text', 'string'],
  [1, 'number'],
  [null, 'null'],
  [[], 'array'],
  [true, 'boolean'],
])('refuses the body %j', (body, kind) => {
  expect(() => decode(members, body)).toThrow(`Failed to read the request: expected an object, got ${kind}.`)
})

test('takes a number above the cap of its shape as the cap', () => {
  const capped = { Limit: { type: integer({ min: 1, max: 1000, cap: 50 }), description } }
  expect([1, 50, 51, 1000].map((Limit) => decode(capped, { Limit }))).toEqual([1, 50, 50, 50].map((Limit) => ({ Limit })))
})
