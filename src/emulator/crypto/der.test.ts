import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  algorithm,
  derInteger,
  derItems,
  element,
  elements,
  NULL,
  numberOf,
  oid,
  pkcs8,
  readPkcs8,
  readSpki,
  SEQUENCE,
  sequence,
  spki,
} from './der.ts'

const RSA = algorithm('1.2.840.113549.1.1.1', NULL)

test('encodes lengths, integers and object identifiers as X.690 does', () => {
  expect(bytesToHex(element(0x04, new Uint8Array(127))).slice(0, 4)).toBe('047f')
  expect(bytesToHex(element(0x04, new Uint8Array(128))).slice(0, 6)).toBe('048180')
  expect(bytesToHex(element(0x04, new Uint8Array(256))).slice(0, 8)).toBe('04820100')
  expect([0n, 127n, 128n, 65537n].map((value) => bytesToHex(derInteger(value)))).toEqual([
    '020100',
    '02017f',
    '02020080',
    '0203010001',
  ])
  expect(bytesToHex(oid('1.2.840.113549.1.1.1'))).toBe('06092a864886f70d010101')
  expect(bytesToHex(oid('2.16.840.1.101.3.4.2.1'))).toBe('0609608648016503040201')
})

test('reads back any integers in a sequence', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 4100n })), (values) => {
      expect(derItems(sequence(...values.map(derInteger))).map(numberOf)).toEqual(values)
    }),
  )
})

test.each([
  ['an indefinite length', '30800000'],
  ['a length longer than need be', '308103020100'],
  ['a length with a leading zero', '3082000302010000'],
  ['an end before its time', '3004020100'],
  ['an end within the length', '3082'],
  ['nothing', ''],
  ['octets after it', '300302010000'],
  ['another tag', '310302010000'],
])('refuses %s', (_what, hex) => {
  expect(() => derItems(hexToBytes(hex))).toThrow('Failed to read DER')
})

test.each(['0200', '0201ff', '02020001', '040101'])('refuses %s as a non-negative integer', (hex) => {
  expect(() => elements(hexToBytes(hex)).map(numberOf)).toThrow('Failed to read DER: expected a non-negative integer.')
})

test('reads a key only out of its own structure and algorithm', () => {
  const key = Uint8Array.of(1, 2, 3)
  const other = algorithm('1.3.101.112')
  expect(readSpki(RSA, spki(RSA, key))).toEqual(key)
  expect(readSpki(other, spki(RSA, key))).toBeUndefined()
  expect(readSpki(RSA, pkcs8(RSA, key))).toBeUndefined()
  expect(readPkcs8(RSA, pkcs8(RSA, key))).toEqual(key)
  expect(readPkcs8(other, pkcs8(RSA, key))).toBeUndefined()
  expect(readPkcs8(RSA, spki(RSA, key))).toBeUndefined()
})

test('lets attributes and the public half of a one-asymmetric-key pass, and nothing else', () => {
  const [version, identifier, key] = derItems(pkcs8(RSA, Uint8Array.of(1)))
  const parts = [version, identifier, key].map((part) => part?.whole ?? new Uint8Array())
  expect(readPkcs8(RSA, sequence(...parts, element(0xa0), element(0x81, Uint8Array.of(0, 4))))).toEqual(Uint8Array.of(1))
  expect(readPkcs8(RSA, sequence(...parts, NULL))).toBeUndefined()
  expect(readPkcs8(RSA, sequence(derInteger(2n), ...parts.slice(1)))).toBeUndefined()
})

test('never throws anything but its own error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        derItems(Uint8Array.of(SEQUENCE, ...bytes)).map(numberOf)
      } catch (error) {
        expect(String(error)).toMatch(/^Error: Failed to read DER: /)
      }
    }),
  )
})
