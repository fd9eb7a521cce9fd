import fc from 'fast-check'
import { expect, test } from 'vitest'
import { portable } from '../crypto/portable.ts'
import { decrypt, encrypt, materialOf } from './ciphertext.ts'

const material = { id: 'ab'.repeat(32), bytes: new Uint8Array(32).fill(1) }
const plaintext = fc.uint8Array({ minLength: 1, maxLength: 4096 })
const context = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }), {
  maxKeys: 5,
})

test('names its material', () => {
  expect(materialOf(encrypt(portable, material, new Uint8Array([1])))).toBe(material.id)
  expect(materialOf(new Uint8Array(200))).toBeUndefined()
  expect(materialOf(new Uint8Array())).toBeUndefined()
})

test('opens with the same context, in whichever order', () => {
  fc.assert(
    fc.property(plaintext, context, (bytes, pairs) => {
      const sealed = encrypt(portable, material, bytes, pairs)
      const reversed = Object.fromEntries(Object.entries(pairs).reverse())
      expect(decrypt(portable, material.bytes, sealed, reversed)).toEqual(bytes)
    }),
  )
})

test('does not open with another context', () => {
  fc.assert(
    fc.property(context, context, (pairs, others) => {
      const sorted = (of: Record<string, string>) => JSON.stringify(Object.entries(of).sort())
      fc.pre(sorted(pairs) !== sorted(others))
      expect(decrypt(portable, material.bytes, encrypt(portable, material, new Uint8Array([1]), pairs), others)).toBeUndefined()
    }),
  )
})

test('does not open with another material', () => {
  expect(decrypt(portable, new Uint8Array(32).fill(2), encrypt(portable, material, new Uint8Array([1])))).toBeUndefined()
})
