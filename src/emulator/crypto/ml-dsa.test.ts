import * as node from 'node:crypto'
import { shake256 } from '@noble/hashes/sha3.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { algorithm, element, octetString, pkcs8, sequence } from './der.ts'
import { ML_DSA_44, ML_DSA_65, ML_DSA_87 } from './ml-dsa.ts'

const PARAMETER_SETS = [
  { name: 'ml-dsa-44', suite: ML_DSA_44, id: '2.16.840.1.101.3.4.3.17', spki: 1334, signature: 2420 },
  { name: 'ml-dsa-65', suite: ML_DSA_65, id: '2.16.840.1.101.3.4.3.18', spki: 1974, signature: 3309 },
  { name: 'ml-dsa-87', suite: ML_DSA_87, id: '2.16.840.1.101.3.4.3.19', spki: 2614, signature: 4627 },
] as const
const ALGORITHM = 'ML_DSA_SHAKE_256'
const message = new TextEncoder().encode('the message')

/** μ of a pure signature with empty context (FIPS 204 §6.2). */
const muOf = (spki: Uint8Array, message: Uint8Array) => {
  const tr = shake256(spki.subarray(22), { dkLen: 64 })
  return shake256(concatBytes(tr, Uint8Array.of(0, 0), message), { dkLen: 64 })
}
const privateOf = (der: Uint8Array) => node.createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })

test('writes and reads the seed as in RFC 9881 §C.1', () => {
  const rfc = Buffer.from('MDQCAQAwCwYJYIZIAWUDBAMRBCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f', 'base64')
  const seed = Uint8Array.from({ length: 32 }, (_, i) => i)
  expect(pkcs8(algorithm('2.16.840.1.101.3.4.3.17'), element(0x80, seed))).toEqual(new Uint8Array(rfc))
  expect(ML_DSA_44.accepts(rfc)).toBe(true)
  expect(ML_DSA_65.accepts(rfc)).toBe(false)
})

test.each(PARAMETER_SETS)('node:crypto derives the same public key from a generated $name key', ({ suite, spki }) => {
  const material = suite.generate()
  const publicKey = node.createPublicKey(privateOf(material)).export({ type: 'spki', format: 'der' })
  expect(suite.publicKey(material)).toEqual(new Uint8Array(publicKey))
  expect(suite.publicKey(material).length).toBe(spki)
})

test.each(PARAMETER_SETS)(
  'signs with $name for node:crypto, over the message or its μ, and verifies its signatures',
  ({ name, suite, signature: length }) => {
    const { privateKey, publicKey } = node.generateKeyPairSync(name)
    const material = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
    const theirs = node.sign(null, message, privateKey)
    for (const [input, type] of [
      [message, 'RAW'],
      [muOf(suite.publicKey(material), message), 'EXTERNAL_MU'],
    ] as const) {
      const signature = suite.sign(material, ALGORITHM, input, type)
      expect(signature.length).toBe(length)
      expect(node.verify(null, message, publicKey, signature)).toBe(true)
      expect(suite.verify(material, ALGORITHM, input, type, signature)).toBe(true)
      expect(suite.verify(material, ALGORITHM, input, type, theirs)).toBe(true)
      expect(suite.verify(material, ALGORITHM, input.with(0, (input[0] ?? 0) ^ 1), type, signature)).toBe(false)
      expect(suite.verify(material, ALGORITHM, input, type, signature.with(40, (signature[40] ?? 0) ^ 1))).toBe(false)
      expect(suite.verify(material, ALGORITHM, input, type, signature.subarray(1))).toBe(false)
      expect(suite.verify(material, ALGORITHM, input, type, new Uint8Array())).toBe(false)
    }
  },
)

test.each(PARAMETER_SETS)(
  'accepts $name keys that hold a seed, and a seed only with the key that it expands to',
  ({ name, suite, id }) => {
    const { privateKey } = node.generateKeyPairSync(name)
    const material = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
    expect(suite.accepts(material)).toBe(true)
    expect(suite.accepts(material.with(-1, (material.at(-1) ?? 0) ^ 1))).toBe(false)
    expect(PARAMETER_SETS.filter(({ suite }) => suite.accepts(material)).length).toBe(1)
    const seed = element(0x80, new Uint8Array(32))
    expect(suite.accepts(pkcs8(algorithm(id), seed))).toBe(true)
    expect(suite.accepts(pkcs8(algorithm(id), element(0x80, new Uint8Array(31))))).toBe(false)
    expect(suite.accepts(pkcs8(algorithm(id), concatBytes(seed, seed)))).toBe(false)
    expect(suite.accepts(pkcs8(algorithm(id), octetString(new Uint8Array(32))))).toBe(false)
    expect(suite.accepts(pkcs8(algorithm(id), sequence(octetString(new Uint8Array(32)))))).toBe(false)
    expect(suite.accepts(suite.publicKey(material))).toBe(false)
    expect(suite.accepts(new Uint8Array(32))).toBe(false)
  },
)
