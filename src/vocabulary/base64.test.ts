import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'

test('agrees with Buffer on any bytes, and brings them back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }),
  )
})

test('takes a megabyte', () => {
  const bytes = new Uint8Array(1024 * 1024).fill(7)
  expect(fromBase64(toBase64(bytes))).toEqual(bytes)
})

test.each(['A', 'AA', 'AAA', 'AAAAA', 'AA=', 'AAA==', 'A===', '====', 'AA==AAAA', 'AAAA\n', ' AAAA', 'AA-_', 'ä', '\u0000AAA'])(
  'refuses %j',
  (text) => {
    expect(fromBase64(text)).toBeUndefined()
  },
)
