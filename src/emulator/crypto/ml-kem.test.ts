import * as node from 'node:crypto'
import { expect, test } from 'vitest'
import { algorithm, element, pkcs8 } from './der.ts'
import { ML_KEM_512, ML_KEM_768, ML_KEM_1024 } from './ml-kem.ts'

const PARAMETER_SETS = [
  { name: 'ml-kem-512', suite: ML_KEM_512, spki: 822, ciphertext: 768 },
  { name: 'ml-kem-768', suite: ML_KEM_768, spki: 1206, ciphertext: 1088 },
  { name: 'ml-kem-1024', suite: ML_KEM_1024, spki: 1590, ciphertext: 1568 },
] as const
const privateOf = (der: Uint8Array) => node.createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })

test('writes and reads the seed as in RFC 9935 §C.1', () => {
  const rfc = Buffer.from(
    'MFQCAQAwCwYJYIZIAWUDBAQBBEKAQAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=',
    'base64',
  )
  const seed = Uint8Array.from({ length: 64 }, (_, i) => i)
  expect(pkcs8(algorithm('2.16.840.1.101.3.4.4.1'), element(0x80, seed))).toEqual(new Uint8Array(rfc))
  expect(ML_KEM_512.accepts(rfc)).toBe(true)
  expect(ML_KEM_768.accepts(rfc)).toBe(false)
})

test.each(PARAMETER_SETS)('node:crypto derives the same public key from a generated $name key', ({ suite, spki }) => {
  const material = suite.generate()
  expect(material.length).toBe(86)
  const publicKey = node.createPublicKey(privateOf(material)).export({ type: 'spki', format: 'der' })
  expect(suite.publicKey(material)).toEqual(new Uint8Array(publicKey))
  expect(suite.publicKey(material).length).toBe(spki)
})

test.each(PARAMETER_SETS)('$name and node:crypto open what the other encapsulates', ({ name, suite, ciphertext: length }) => {
  const { privateKey, publicKey } = node.generateKeyPairSync(name)
  const material = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  const { sharedSecret, ciphertext } = suite.encapsulate(material)
  expect(sharedSecret.length).toBe(32)
  expect(ciphertext.length).toBe(length)
  expect(new Uint8Array(node.decapsulate(privateKey, ciphertext))).toEqual(sharedSecret)
  const theirs = node.encapsulate(publicKey)
  expect(suite.decapsulate(material, theirs.ciphertext)).toEqual(new Uint8Array(theirs.sharedKey))
})

test.each(PARAMETER_SETS)(
  'a wrong $name ciphertext opens to the secret that node:crypto finds, one of another length to none',
  ({ suite }) => {
    const material = suite.generate()
    const { sharedSecret, ciphertext } = suite.encapsulate(material)
    const wrong = ciphertext.with(0, (ciphertext[0] ?? 0) ^ 1)
    const rejected = suite.decapsulate(material, wrong)
    expect(rejected).toEqual(new Uint8Array(node.decapsulate(privateOf(material), wrong)))
    expect(rejected).not.toEqual(sharedSecret)
    expect(suite.decapsulate(material, ciphertext.subarray(1))).toBeUndefined()
    expect(suite.decapsulate(material, new Uint8Array())).toBeUndefined()
  },
)

test.each(PARAMETER_SETS)(
  'accepts $name keys that hold a seed, and a seed only with the key that it expands to',
  ({ name, suite }) => {
    const { privateKey } = node.generateKeyPairSync(name)
    const material = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
    expect(suite.accepts(material)).toBe(true)
    expect(suite.accepts(material.with(-1, (material.at(-1) ?? 0) ^ 1))).toBe(false)
    expect(PARAMETER_SETS.filter(({ suite }) => suite.accepts(material)).length).toBe(1)
    expect(suite.accepts(new Uint8Array(64))).toBe(false)
  },
)
