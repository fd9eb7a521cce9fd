import { expect, test } from 'vitest'
import { algorithmsOf, KEY_SPECS, KEY_USAGES, type KeySpec } from '../../facts/key-specs.ts'
import { SigningAlgorithm } from '../../facts/members.ts'
import { portable } from './portable.ts'
import type { MessageKind, Suite } from './suite.ts'
import { DIGEST_LENGTHS } from './suites.ts'

const { suiteOf } = portable

const SPECS = (Object.keys(KEY_SPECS) as KeySpec[]).filter((spec) => spec !== 'SM2')
const message = new TextEncoder().encode('the message')

/** What each usage needs of a suite. AES is used through aes-gcm.ts. */
const NEEDS: Readonly<Record<keyof typeof KEY_USAGES, readonly (keyof Suite)[]>> = {
  SIGN_VERIFY: ['publicKey', 'sign', 'verify'],
  ENCRYPT_DECRYPT: ['publicKey', 'maxPlaintext', 'encrypt', 'decrypt'],
  GENERATE_VERIFY_MAC: ['mac'],
  KEY_AGREEMENT: ['publicKey', 'agree'],
  ENCAPSULATE_DECAPSULATE: ['publicKey', 'encapsulate', 'decapsulate'],
}

test.each(SPECS)('the suite of %s does what the usages of the spec need, with each of their algorithms', async (spec) => {
  const suite = await suiteOf(spec)
  const material = await suite.generate()
  expect(await suite.accepts(material)).toBe(true)
  expect(await suite.accepts(material.subarray(1))).toBe(false)
  for (const usage of Object.keys(KEY_USAGES) as (keyof typeof KEY_USAGES)[]) {
    const algorithms = spec === 'SYMMETRIC_DEFAULT' ? [] : algorithmsOf(spec, usage)
    if (algorithms.length > 0)
      expect(suite).toMatchObject(Object.fromEntries(NEEDS[usage].map((name) => [name, expect.any(Function)])))
    for (const algorithm of algorithms) {
      if (usage === 'ENCRYPT_DECRYPT') {
        const ciphertext = await suite.encrypt?.(material, algorithm, message)
        expect(await suite.decrypt?.(material, algorithm, ciphertext ?? message)).toEqual(message)
      }
      if (usage === 'SIGN_VERIFY') {
        const length = DIGEST_LENGTHS[algorithm as keyof typeof DIGEST_LENGTHS]
        const other: MessageKind = spec.startsWith('ML_DSA') ? 'EXTERNAL_MU' : 'DIGEST'
        for (const [input, type] of [[message, 'RAW'] as const, [new Uint8Array(length).fill(1), other] as const]) {
          const signature = (await suite.sign?.(material, algorithm, input, type)) ?? new Uint8Array()
          expect(await suite.verify?.(material, algorithm, input, type, signature)).toBe(true)
          expect(await suite.verify?.(material, algorithm, input.with(0, 9), type, signature)).toBe(false)
        }
      }
    }
  }
})

test('a suite is loaded once', async () => {
  expect(await suiteOf('HMAC_256')).toBe(await suiteOf('HMAC_256'))
})

test('every signing algorithm has the length of its digest', () => {
  expect(Object.keys(DIGEST_LENGTHS).toSorted()).toEqual(Object.keys(SigningAlgorithm.values).toSorted())
})

test('SM2 is refused', async () => {
  await expect(suiteOf('SM2')).rejects.toThrow('Failed to load SM2')
})
