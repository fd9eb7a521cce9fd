import { expect, test } from 'vitest'
import { indexTermsOf, phrasesOf, plain, queryWordsOf, stemOf, titleStemsOf } from './terms.ts'

test.each([
  ['PutKeyPolicy', ['putkeypolicy', 'put', 'keypolicy', 'key', 'policy', 'polici']],
  ['KMSInternalException', ['kms', 'internal', 'exception']],
  ['kms:ViaService', ['kms', 'viaservice']],
  ['AES_256', ['aes', '256']],
  ['alias/aws/s3', ['alias', 'aws', 's3']],
  ['1234abcd-12ab', ['1234abcd', '12ab']],
])('finds %s by %s', (text, terms) => {
  expect(indexTermsOf(text)).toEqual(expect.arrayContaining(terms))
})

test.each([
  ['rotate', 'rotation'],
  ['delete', 'deletion'],
  ['alias', 'aliases'],
  ['encrypt', 'encryption'],
])('%s and %s have one stem', (one, other) => {
  expect(stemOf(one)).toBe(stemOf(other))
})

test('leaves what has a digit in it as it is', () => {
  expect(stemOf('ec2s')).toBe('ec2s')
})

test('takes the words that tell something from a question', () => {
  expect(queryWordsOf('How do I rotate a key?')).toEqual(['rotate', 'key'])
})

test('takes every word where none tells anything', () => {
  expect(queryWordsOf('what is it')).toEqual(['what', 'is', 'it'])
})

test('reads full-width letters as the plain ones', () => {
  expect(queryWordsOf('ＡＥＳ＿２５６')).toEqual(['aes', '256'])
  expect(plain('“ＡＥＳ”  256')).toBe('aes 256')
})

test('takes a name apart', () => {
  expect(titleStemsOf('ScheduleKeyDeletion')).toEqual(['schedul', 'kei', 'delet'])
})

test('finds phrases in straight and curly quotes', () => {
  expect(phrasesOf('a "Key  policy" and “grant tokens” "')).toEqual(['key policy', 'grant tokens'])
})
