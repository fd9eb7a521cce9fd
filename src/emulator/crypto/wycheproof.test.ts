import { hexToBytes } from '@noble/ciphers/utils.js'
import { expect, test } from 'vitest'
import vectors from '../../../tests/vectors/wycheproof.json' with { type: 'json' }
import { algorithm, derInteger, element, octetString, oid, pkcs8, sequence } from './der.ts'
import { P256 } from './ec.ts'
import { Ed25519 } from './ed25519.ts'
import { ML_KEM_512 } from './ml-kem.ts'
import { RSA_2048 } from './rsa.ts'

const rsa = hexToBytes(vectors.rsa.pkcs8)
const sha256 = async (message: Uint8Array) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(message)))

test('accepts the RSA key of Wycheproof', async () => {
  expect(await RSA_2048.accepts(rsa)).toBe(true)
})

test.each(vectors.rsa.oaep.tests)('RSAES-OAEP, Wycheproof case $tcId', async ({ msg, ct }) => {
  expect(await RSA_2048.decrypt(rsa, 'RSAES_OAEP_SHA_256', hexToBytes(ct))).toEqual(hexToBytes(msg))
})

test.each([
  ...vectors.rsa.pkcs1.tests.map((test) => ({ scheme: 'RSASSA_PKCS1_V1_5_SHA_256', ...test })),
  ...vectors.rsa.pss.tests.map((test) => ({ scheme: 'RSASSA_PSS_SHA_256', ...test })),
])('$scheme, Wycheproof case $tcId: $result', async ({ scheme, msg, sig, result }) => {
  const [message, signature] = [hexToBytes(msg), hexToBytes(sig)]
  expect(await RSA_2048.verify(rsa, scheme, message, 'RAW', signature)).toBe(result === 'valid')
  expect(await RSA_2048.verify(rsa, scheme, await sha256(message), 'DIGEST', signature)).toBe(result === 'valid')
})

test.each(vectors.ecdh.tests)('ECDH on P-256, Wycheproof case $tcId: $comment', ({ public: peer, private: secret, shared }) => {
  const identifier = algorithm('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7'))
  const material = pkcs8(identifier, sequence(derInteger(1n), octetString(hexToBytes(secret))))
  expect(P256.agree(material, hexToBytes(peer))).toEqual(hexToBytes(shared))
})

/** The seed of the public key in Wycheproof's file, which older versions of it give. */
const SEED = 'add4bb8103785baf9ac534258e8aaf65f5f1adb5ef5f3df19bb80ab989c4d64b'
test.each(vectors.ed25519.tests)('Ed25519 refuses Wycheproof case $tcId: $comment', ({ msg, sig }) => {
  const material = pkcs8(algorithm('1.3.101.112'), octetString(hexToBytes(SEED)))
  expect(Ed25519.publicKey(material).subarray(-32)).toEqual(hexToBytes(vectors.ed25519.publicKey))
  expect(Ed25519.verify(material, 'ED25519_SHA_512', hexToBytes(msg), 'RAW', hexToBytes(sig))).toBe(false)
})

test.each(vectors.mlKem512.tests)('ML-KEM-512, Wycheproof case $tcId: $comment', ({ seed, c, K }) => {
  const material = pkcs8(algorithm('2.16.840.1.101.3.4.4.1'), element(0x80, hexToBytes(seed)))
  expect(ML_KEM_512.decapsulate(material, hexToBytes(c))).toEqual(hexToBytes(K))
})
