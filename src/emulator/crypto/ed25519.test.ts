import * as node from 'node:crypto'
import { hexToBytes } from '@noble/ciphers/utils.js'
import { expect, test } from 'vitest'
import { algorithm, octetString, pkcs8 } from './der.ts'
import { Ed25519 } from './ed25519.ts'

const materialOf = (seed: string) => pkcs8(algorithm('1.3.101.112'), octetString(hexToBytes(seed)))
const PURE = 'ED25519_SHA_512'
const PREHASHED = 'ED25519_PH_SHA_512'
const message = new TextEncoder().encode('the message')

test.each([
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
])('signs as RFC 8032 §7.1 with the seed %s', (seed, point, message, signature) => {
  const material = materialOf(seed)
  expect(Ed25519.publicKey(material).subarray(-32)).toEqual(hexToBytes(point))
  expect(Ed25519.sign(material, PURE, hexToBytes(message))).toEqual(hexToBytes(signature))
  expect(Ed25519.verify(material, PURE, hexToBytes(message), 'RAW', hexToBytes(signature))).toBe(true)
})

test('signs as RFC 8032 §7.3, Ed25519ph, over what it is given', () => {
  const material = materialOf('833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42')
  const signature = hexToBytes(
    '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406',
  )
  const abc = new TextEncoder().encode('abc')
  expect(Ed25519.sign(material, PREHASHED, abc)).toEqual(signature)
  expect(Ed25519.verify(material, PREHASHED, abc, 'DIGEST', signature)).toBe(true)
  expect(Ed25519.verify(material, PURE, abc, 'RAW', signature)).toBe(false)
})

test('node:crypto reads a generated key, verifies its signatures and makes others', () => {
  const material = Ed25519.generate()
  const key = node.createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' })
  const publicKey = node.createPublicKey(key)
  expect(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))).toEqual(Ed25519.publicKey(material))
  expect(Ed25519.publicKey(material).length).toBe(44)
  const signature = Ed25519.sign(material, PURE, message)
  expect(signature.length).toBe(64)
  expect(node.verify(null, message, publicKey, signature)).toBe(true)
  expect(Ed25519.verify(material, PURE, message, 'RAW', node.sign(null, message, key))).toBe(true)
  expect(Ed25519.verify(material, PURE, message, 'RAW', signature.with(5, (signature[5] ?? 0) ^ 1))).toBe(false)
  expect(Ed25519.verify(material, PURE, message.with(0, 0), 'RAW', signature)).toBe(false)
  expect(Ed25519.verify(material, PURE, message, 'RAW', signature.subarray(1))).toBe(false)
  expect(Ed25519.verify(Ed25519.generate(), PURE, message, 'RAW', signature)).toBe(false)
})

test('accepts an Ed25519 key of node:crypto and no other', () => {
  const der = (type: 'ed25519' | 'x25519' | 'ed448') => {
    const { privateKey } = node.generateKeyPairSync(type as 'ed25519')
    return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  }
  expect(Ed25519.accepts(der('ed25519'))).toBe(true)
  expect(Ed25519.accepts(der('x25519'))).toBe(false)
  expect(Ed25519.accepts(der('ed448'))).toBe(false)
  expect(Ed25519.accepts(materialOf('00'.repeat(31)))).toBe(false)
  expect(Ed25519.accepts(new Uint8Array(32))).toBe(false)
})
