import { createCipheriv, createDecipheriv } from 'node:crypto'
import { hexToBytes } from '@noble/ciphers/utils.js'
import { expect, test } from 'vitest'
import { unwrap, wrap } from './aes-key-wrap.ts'

const kek = hexToBytes('5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8')

test.each([
  ['c37b7e6492584340bed12207808941155068f738', '138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a'],
  ['466f7250617369', 'afbeb0f07dfbf5419200f2ccb50bb24f'],
])('wraps and unwraps %s as in RFC 5649 §6', (key, wrapped) => {
  expect(wrap(kek, hexToBytes(key))).toEqual(hexToBytes(wrapped))
  expect(unwrap(kek, hexToBytes(wrapped))).toEqual(hexToBytes(key))
})

test.each([1, 8, 9, 32, 138, 1218])('node:crypto unwraps a wrapped key of %i bytes, and the other way round', (length) => {
  const key = crypto.getRandomValues(new Uint8Array(length))
  const kek = crypto.getRandomValues(new Uint8Array(32))
  const iv = hexToBytes('a65959a6')
  const decipher = createDecipheriv('id-aes256-wrap-pad', kek, iv)
  expect(new Uint8Array(Buffer.concat([decipher.update(wrap(kek, key)), decipher.final()]))).toEqual(key)
  const cipher = createCipheriv('id-aes256-wrap-pad', kek, iv)
  expect(unwrap(kek, Buffer.concat([cipher.update(key), cipher.final()]))).toEqual(key)
})

test('does not unwrap with another key, a changed byte, a cut or nothing', () => {
  const wrapped = wrap(kek, new Uint8Array(20))
  expect(unwrap(kek.toReversed(), wrapped)).toBeUndefined()
  expect(unwrap(kek, wrapped.with(3, (wrapped[3] ?? 0) ^ 1))).toBeUndefined()
  expect(unwrap(kek, wrapped.subarray(0, 24))).toBeUndefined()
  expect(unwrap(kek, wrapped.subarray(1))).toBeUndefined()
  expect(unwrap(kek, new Uint8Array())).toBeUndefined()
  expect(unwrap(new Uint8Array(5), wrapped)).toBeUndefined()
})
