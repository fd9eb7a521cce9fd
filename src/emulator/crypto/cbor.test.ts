import { hexToBytes } from '@noble/ciphers/utils.js'
import { expect, test } from 'vitest'
import { read } from './cbor.ts'

/** RFC 8949, appendix A. */
test.each([
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000n],
  ['1bffffffffffffffff', 18_446_744_073_709_551_615n],
  ['20', -1],
  ['3863', -100],
  ['3bffffffffffffffff', -18_446_744_073_709_551_616n],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['f7', undefined],
  ['c11a514b67b0', 1_363_896_240],
  ['4401020304', Uint8Array.of(1, 2, 3, 4)],
  ['6449455446', 'IETF'],
  ['62c3bc', 'ü'],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  [
    'a26161016162820203',
    new Map<string, unknown>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
  ],
])('reads %s', (hex, value) => {
  expect(read(hexToBytes(hex))).toEqual(value)
})

test.each([
  ['nothing', ''],
  ['a cut head', '19'],
  ['a cut string', '4401'],
  ['a cut array', '8301'],
  ['a cut map', 'a101'],
  ['a second item', '0000'],
  ['a float', 'f93c00'],
  ['an indefinite length', '9fff'],
  ['a string longer than memory', '5bffffffffffffffff'],
])('refuses %s', (_what, hex) => {
  expect(() => read(hexToBytes(hex))).toThrow('Failed to read CBOR')
})

test('refuses text that is not UTF-8', () => {
  expect(() => read(hexToBytes('61ff'))).toThrow()
})
