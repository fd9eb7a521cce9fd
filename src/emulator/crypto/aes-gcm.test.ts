import { createCipheriv, createDecipheriv } from 'node:crypto'
import { hexToBytes } from '@noble/ciphers/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, seal } from './aes-gcm.ts'

const key = hexToBytes('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
const plaintext = hexToBytes(
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
)
const aad = hexToBytes('feedfacedeadbeeffeedfacedeadbeefabaddad2')

test('opens test cases 14 and 16 of McGrew and Viega, The Galois/Counter Mode of Operation', () => {
  const zeros = `${'00'.repeat(12)}cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919`
  expect(open(new Uint8Array(32), hexToBytes(zeros), new Uint8Array())).toEqual(new Uint8Array(16))
  const sealed =
    'cafebabefacedbaddecaf888' +
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
    '76fc6ece0f4e1768cddf8853bb2d551b'
  expect(open(key, hexToBytes(sealed), aad)).toEqual(plaintext)
})

test('node:crypto opens what seal makes, and makes what open opens', () => {
  const sealed = seal(key, plaintext, aad)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(aad).setAuthTag(sealed.subarray(-16))
  expect(new Uint8Array(decipher.update(sealed.subarray(12, -16)))).toEqual(plaintext)
  decipher.final()

  const nonce = new Uint8Array(12).fill(7)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  const made = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  expect(open(key, made, aad)).toEqual(plaintext)
})

test('every seal differs', () => {
  expect(seal(key, plaintext, aad)).not.toEqual(seal(key, plaintext, aad))
})

test('opens any plaintext under any additional data, and nothing else', () => {
  const octets = fc.uint8Array({ maxLength: 200 })
  fc.assert(
    fc.property(octets, octets, fc.nat(), fc.integer({ min: 1, max: 255 }), (plaintext, aad, at, flip) => {
      const sealed = seal(key, plaintext, aad)
      expect(sealed.length).toBe(plaintext.length + 28)
      expect(open(key, sealed, aad)).toEqual(plaintext)
      expect(open(key, sealed, Uint8Array.of(...aad, 0))).toBeUndefined()
      expect(open(key.toReversed(), sealed, aad)).toBeUndefined()
      expect(open(key, sealed.subarray(0, at % sealed.length), aad)).toBeUndefined()
      const spot = at % sealed.length
      expect(open(key, sealed.with(spot, (sealed[spot] ?? 0) ^ flip), aad)).toBeUndefined()
    }),
  )
})
