import { createHmac } from 'node:crypto'
import { bytesToHex } from '@noble/ciphers/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HMAC_224, HMAC_256, HMAC_384, HMAC_512 } from './hmac.ts'

const SUITES = [
  { bits: 224, suite: HMAC_224, shortest: 28, longest: 64 },
  { bits: 256, suite: HMAC_256, shortest: 32, longest: 64 },
  { bits: 384, suite: HMAC_384, shortest: 48, longest: 128 },
  { bits: 512, suite: HMAC_512, shortest: 64, longest: 128 },
]

/** RFC 4231 §4.3 (test case 2). */
const RFC_4231: Readonly<Record<number, string>> = {
  224: 'a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44',
  256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  384: 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649',
  512: '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
}

test.each(SUITES)('HMAC_$bits makes the MAC of RFC 4231 §4.3', ({ bits, suite }) => {
  const text = (text: string) => new TextEncoder().encode(text)
  expect(bytesToHex(suite.mac(text('Jefe'), text('what do ya want for nothing?')))).toBe(RFC_4231[bits])
})

test.each(SUITES)('HMAC_$bits makes the MACs of node:crypto', ({ bits, suite, longest }) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: longest }), fc.uint8Array({ maxLength: 300 }), (key, message) => {
      expect(suite.mac(key, message)).toEqual(new Uint8Array(createHmac(`sha${bits}`, key).update(message).digest()))
    }),
  )
})

test.each(SUITES)(
  'HMAC_$bits takes keys of $shortest to $longest bytes and makes the shortest',
  ({ suite, shortest, longest }) => {
    const accepted = [shortest - 1, shortest, longest, longest + 1].filter((length) => suite.accepts(new Uint8Array(length)))
    expect(accepted).toEqual([shortest, longest])
    expect(suite.generate().length).toBe(shortest)
    expect(suite.generate()).not.toEqual(suite.generate())
  },
)
