import * as node from 'node:crypto'
import { bytesToHex, concatBytes, hexToBytes, numberToBytesBE } from '@noble/ciphers/utils.js'
import { expect, test } from 'vitest'
import { algorithm, bitString, derInteger, derItems, element, numberOf, octetString, oid, pkcs8, sequence, spki } from './der.ts'
import { P256, P384, P521, SECP256K1 } from './ec.ts'

const CURVES = [
  { name: 'P-256', suite: P256, hash: 'sha256', signing: 'ECDSA_SHA_256', field: 32, spkiLength: 91 },
  { name: 'P-384', suite: P384, hash: 'sha384', signing: 'ECDSA_SHA_384', field: 48, spkiLength: 120 },
  { name: 'P-521', suite: P521, hash: 'sha512', signing: 'ECDSA_SHA_512', field: 66, spkiLength: 158 },
  { name: 'secp256k1', suite: SECP256K1, hash: 'sha256', signing: 'ECDSA_SHA_256', field: 32, spkiLength: 88 },
]
const message = new TextEncoder().encode('the message')
const privateOf = (der: Uint8Array) => node.createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
const publicOf = (der: Uint8Array) => node.createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
const pair = (namedCurve: string) => node.generateKeyPairSync('ec', { namedCurve })
const pkcs8Of = (key: node.KeyObject) => new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
const spkiOf = (key: node.KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }))

test.each(CURVES)('node:crypto reads a key generated on $name and derives the same public key', ({ name, suite, spkiLength }) => {
  const material = suite.generate()
  expect(suite.accepts(material)).toBe(true)
  const key = privateOf(material)
  expect(pkcs8Of(key)).toEqual(material)
  expect(spkiOf(node.createPublicKey(key))).toEqual(suite.publicKey(material))
  expect(suite.publicKey(material).length).toBe(spkiLength)
  expect(CURVES.filter(({ suite }) => suite.accepts(material)).map(({ name }) => name)).toEqual([name])
})

test.each(CURVES)('reads a key of node:crypto on $name, with and without its public half', ({ name, suite, field }) => {
  const { privateKey, publicKey } = pair(name)
  const material = pkcs8Of(privateKey)
  expect(suite.publicKey(material)).toEqual(spkiOf(publicKey))
  const secret = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
  expect(secret.length).toBe(field)
  const identifier = algorithm('1.2.840.10045.2.1', oid(CURVE_IDS[name] ?? ''))
  const short = pkcs8(identifier, sequence(derInteger(1n), octetString(secret)))
  expect(suite.publicKey(short)).toEqual(spkiOf(publicKey))
  const parameters = element(0xa0, oid(CURVE_IDS[name] ?? ''))
  expect(suite.accepts(pkcs8(identifier, sequence(derInteger(1n), octetString(secret), parameters)))).toBe(true)
})

const CURVE_IDS: Readonly<Record<string, string>> = {
  'P-256': '1.2.840.10045.3.1.7',
  'P-384': '1.3.132.0.34',
  'P-521': '1.3.132.0.35',
  secp256k1: '1.3.132.0.10',
}

test.each(CURVES)('signs on $name for node:crypto and verifies its signatures', async ({ name, suite, hash, signing }) => {
  const { privateKey, publicKey } = pair(name)
  const material = pkcs8Of(privateKey)
  const digest = new Uint8Array(node.createHash(hash).update(message).digest())
  for (const [input, type] of [
    [message, 'RAW'],
    [digest, 'DIGEST'],
  ] as const) {
    const signature = suite.sign(material, signing, input, type)
    expect(node.verify(hash, message, publicKey, signature)).toBe(true)
    // node:crypto makes a high s every second time.
    for (let i = 0; i < 12; i++) {
      const theirs = node.sign(hash, message, privateKey)
      expect(await suite.verify(material, signing, input, type, theirs)).toBe(true)
    }
    expect(await suite.verify(material, signing, input.with(0, 0), type, signature)).toBe(false)
    expect(await suite.verify(material, signing, input, type, signature.with(-1, (signature.at(-1) ?? 0) ^ 1))).toBe(false)
    expect(await suite.verify(material, signing, input, type, signature.subarray(0, -1))).toBe(false)
    expect(await suite.verify(material, signing, input, type, new Uint8Array())).toBe(false)
    expect(await suite.verify(suite.generate(), signing, input, type, signature)).toBe(false)
  }
})

test('signs on P-256 as RFC 6979 §A.2.5 does, of which the second s is high', () => {
  const secret = hexToBytes('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721')
  const material = pkcs8(
    algorithm('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7')),
    sequence(derInteger(1n), octetString(secret)),
  )
  const signed = (text: string) => bytesToHex(P256.sign(material, 'ECDSA_SHA_256', new TextEncoder().encode(text), 'RAW'))
  const der = (r: string, s: string) => bytesToHex(sequence(derInteger(BigInt(`0x${r}`)), derInteger(BigInt(`0x${s}`))))
  expect(signed('sample')).toBe(
    der(
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
      'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    ),
  )
  expect(signed('test')).toBe(
    der(
      'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367',
      '019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
    ),
  )
})

test('verifies no encoding of a signature but DER, and no r or s out of range', async () => {
  const material = P256.generate()
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const signature = P256.sign(material, 'ECDSA_SHA_256', message, 'RAW')
  const [r, s] = derItems(signature).map(numberOf)
  const verifies = (bytes: Uint8Array) => P256.verify(material, 'ECDSA_SHA_256', message, 'RAW', bytes)
  const of = (r: bigint, s: bigint) => sequence(derInteger(r), derInteger(s))
  if (r === undefined || s === undefined) throw new Error('The signature is not two integers.')
  expect(await verifies(of(r, s))).toBe(true)
  expect(await verifies(of(r, n - s))).toBe(true)
  for (const [r1, s1] of [
    [0n, s],
    [r, 0n],
    [n, s],
    [r, n],
    [r + n, s],
    [r, s + n],
    [s, r],
    [n - r, s],
    [1n, 1n],
  ] as const) {
    expect(await verifies(of(r1, s1))).toBe(false)
  }
  const whole = signature.subarray(2)
  expect(await verifies(concatBytes(Uint8Array.of(0x30, 0x81, whole.length), whole))).toBe(false)
  expect(await verifies(concatBytes(Uint8Array.of(0x30, 0x82, 0, whole.length), whole))).toBe(false)
  expect(await verifies(concatBytes(Uint8Array.of(0x30, 0x80), whole, Uint8Array.of(0, 0)))).toBe(false)
  expect(await verifies(concatBytes(signature, Uint8Array.of(0)))).toBe(false)
  expect(await verifies(sequence(derInteger(r), derInteger(s), derInteger(1n)))).toBe(false)
  expect(await verifies(sequence(element(0x02, Uint8Array.of(0), derInteger(r).subarray(2)), derInteger(s)))).toBe(false)
  expect(await verifies(concatBytes(numberToBytesBE(r, 32), numberToBytesBE(s, 32)))).toBe(false)
})

test.each(CURVES.slice(0, 3))('agrees on $name with node:crypto on a secret of $field bytes', ({ name, suite, field }) => {
  const material = suite.generate()
  for (let i = 0; i < 4; i++) {
    const { privateKey, publicKey } = pair(name)
    const secret = suite.agree(material, spkiOf(publicKey))
    expect(secret?.length).toBe(field)
    expect(secret).toEqual(new Uint8Array(node.diffieHellman({ privateKey, publicKey: publicOf(suite.publicKey(material)) })))
  }
})

test('agrees with nothing but a point of the same curve', () => {
  const material = P256.generate()
  const identifier = algorithm('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7'))
  const peer = P256.publicKey(P256.generate())
  expect(P256.agree(material, peer)).toBeDefined()
  expect(P256.agree(material, peer.with(-1, (peer.at(-1) ?? 0) ^ 1))).toBeUndefined()
  expect(P256.agree(material, P384.publicKey(P384.generate()))).toBeUndefined()
  expect(P256.agree(material, SECP256K1.publicKey(SECP256K1.generate()))).toBeUndefined()
  expect(P256.agree(material, material)).toBeUndefined()
  expect(P256.agree(material, new Uint8Array([...peer, 0]))).toBeUndefined()
  expect(P256.agree(material, new Uint8Array(8))).toBeUndefined()
  expect(P256.agree(material, spki(identifier, Uint8Array.of(0)))).toBeUndefined()
  expect(P256.agree(material, spki(identifier, Uint8Array.of(4, ...new Uint8Array(64))))).toBeUndefined()
})

test('accepts only a private key whose parts belong together', () => {
  const identifier = algorithm('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7'))
  const key = (...parts: Uint8Array[]) => pkcs8(identifier, sequence(...parts))
  const secret = octetString(new Uint8Array(32).fill(1))
  const other = bitString(new Uint8Array(65).fill(4))
  expect(P256.accepts(key(derInteger(1n), secret))).toBe(true)
  expect(P256.accepts(key(derInteger(0n), secret))).toBe(false)
  expect(P256.accepts(key(derInteger(1n), secret, element(0xa1, other)))).toBe(false)
  expect(P256.accepts(key(derInteger(1n), secret, element(0xa0, oid('1.3.132.0.34'))))).toBe(false)
  expect(P256.accepts(key(derInteger(1n), octetString(new Uint8Array(32))))).toBe(false)
  expect(P256.accepts(key(derInteger(1n), octetString(new Uint8Array(32).fill(0xff))))).toBe(false)
  expect(P256.accepts(key(derInteger(1n), octetString(new Uint8Array(31).fill(1))))).toBe(false)
  expect(P256.accepts(new Uint8Array([...key(derInteger(1n), secret), 0]))).toBe(false)
  expect(P256.accepts(P256.publicKey(P256.generate()))).toBe(false)
  expect(P256.accepts(new Uint8Array(32))).toBe(false)
})
