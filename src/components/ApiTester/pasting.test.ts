import { expect, test } from 'vitest'
import { blob, string } from '../../vocabulary/shapes.ts'
import { pastedInto } from './pasting.ts'
import { isRough } from './tolerant-paste.ts'

const ANSWER = JSON.stringify({ CiphertextBlob: 'AQIC', KeyId: 'arn:key', KeyMetadata: { Arn: 'arn:inner' } }, null, 2)

test.each([
  ['a whole answer', blob(), ['CiphertextBlob'], ANSWER, 'AQIC', true],
  ['a member within', string(), ['KeyArn', 'Arn'], ANSWER, 'arn:inner', true],
  ['a member under another name', string(), ['Marker', 'NextMarker'], '{"NextMarker":"m1"}', 'm1', true],
  ['a line of an answer', blob(), ['CiphertextBlob'], '  "CiphertextBlob": "AQIC",\n', 'AQIC', true],
  ['quotes', string(), ['KeyId'], '"alias/app"', 'alias/app', false],
  ['quotes and a comma', string(), ['KeyId'], "'alias/app',\n", 'alias/app', false],
  ['an escaped text', string(), ['KeyId'], '"a\\"b"', 'a"b', false],
  ['space around', string(), ['KeyId'], '\talias/app \n', 'alias/app', false],
  ['base64 in lines', blob(), ['Signature'], 'MEUC\r\nIQDx\n  AAAA\n', 'MEUCIQDxAAAA', false],
  ['PEM', blob(), ['PublicKey'], '-----BEGIN PUBLIC KEY-----\nMIIB\nIjAN\n-----END PUBLIC KEY-----\n', 'MIIBIjAN', false],
  ['a plain text', string(), ['KeyId'], 'alias/app', 'alias/app', false],
  ['a number', string(), ['KeyId'], '1234', '1234', false],
] as const)('%s is understood', (_what, shape, names, pasted, text, isWhole) => {
  expect(pastedInto(shape, names, pasted)).toEqual({ text, isWhole })
})

test('a document that lacks the member stays as it is', () => {
  const policy = '{\n  "Version": "2012-10-17",\n  "Statement": []\n}\n'
  expect(pastedInto(string(), ['Policy'], policy)).toEqual({ text: policy, isWhole: false })
})

test.each(['"a"', ' a', 'a\n', '{}', 'a\nb'])('%j is worth a look', (text) => {
  expect(isRough(text)).toBe(true)
})

test('what is fine is pasted by the browser', () => {
  expect(isRough('alias/app')).toBe(false)
})
