import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromJson, toJson } from './json.ts'

const name = fc.oneof(fc.string(), fc.constantFrom('$bytes', '$$bytes', '$', 'a'))
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array()),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value')),
    fc.dictionary(name, tie('value'), { noNullPrototype: true }),
  ),
}))

test('reads what it writes, whatever the names and the bytes', () => {
  fc.assert(
    fc.property(value, (written) => {
      expect(fromJson(toJson(written))).toEqual(written)
    }),
  )
})

test('writes bytes as base64', () => {
  expect(toJson({ key: Uint8Array.of(1, 2, 3) })).toBe('{"key":{"$bytes":"AQID"}}')
  expect(toJson({ $bytes: 'mine' })).toBe('{"$$bytes":"mine"}')
})

test('refuses bytes that are not base64', () => {
  expect(() => fromJson('{"$bytes":"?"}')).toThrow('? is not base64')
})
