import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Of, localTimeOf, secondsOf, textOf } from './encoding.ts'

test('encodes any text as its UTF-8 bytes', () => {
  expect(base64Of('hello')).toBe('aGVsbG8=')
  expect(base64Of('ключ 🔑')).toBe(Buffer.from('ключ 🔑').toString('base64'))
  expect(base64Of('')).toBe('')
})

test('reads back what it encodes, byte order marks too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/(?![\n\t])\p{Cc}/u.test(text))
      expect(textOf(base64Of(text))).toBe(text)
    }),
  )
  expect(textOf(base64Of('\uFEFFa'))).toBe('\uFEFFa')
})

test.each([
  ['not base64', 'a$b'],
  ['not UTF-8', Buffer.from([0xff, 0xfe]).toString('base64')],
  ['a control character', base64Of('a\0b')],
  ['a carriage return', base64Of('a\r\nb')],
  ['base64 without its padding', 'aGVsbG8'],
])('does not show %s as text', (_, base64) => {
  expect(textOf(base64)).toBeUndefined()
})

test('reads back the local time that it writes, to the second', () => {
  const seconds = new Date(2027, 0, 31, 23, 59, 7).getTime() / 1000
  expect(localTimeOf(seconds)).toBe('2027-01-31T23:59:07')
  expect(secondsOf('2027-01-31T23:59:07')).toBe(seconds)
})

test('leaves out seconds that are 0, as the control does', () => {
  expect(localTimeOf(new Date(2027, 0, 31, 8, 5).getTime() / 1000)).toBe('2027-01-31T08:05')
})

test('has no seconds for an incomplete time and no time for absurd seconds', () => {
  expect(secondsOf('')).toBeUndefined()
  expect(localTimeOf(1e300)).toBe('')
})
