import * as node from 'node:crypto'
import { concatBytes } from '@noble/ciphers/utils.js'
import { afterEach, expect, test, vi } from 'vitest'
import { algorithm, derInteger, NULL, sequence, spki as spkiOf } from './der.ts'
import {
  accepts,
  decrypt,
  encrypt,
  generate,
  type Hash,
  isPublicKey,
  maxPlaintext,
  publicKey,
  RSA_2048,
  type Scheme,
  sign,
  verify,
} from './rsa.ts'

afterEach(() => vi.unstubAllGlobals())

/** A plain-http page: WebCrypto's random values are there, the rest is not. */
const withoutSubtle = () => vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })

const pkcs8 = (bits: number) =>
  new Uint8Array(node.generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'der' }))
const material = pkcs8(2048)
const spki = publicKey(material)
const own = node.createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' })
const outside = node.createPublicKey(own)
const message = new TextEncoder().encode('the message')

const BACKENDS = ['WebCrypto', 'BigInt'] as const
const use = (backend: (typeof BACKENDS)[number]) => {
  if (backend === 'BigInt') withoutSubtle()
}
const OAEP = (['SHA-1', 'SHA-256'] as const).flatMap((hash) => BACKENDS.map((backend) => [backend, hash] as const))
const SIGNATURES = (['RSA-PSS', 'RSASSA-PKCS1-v1_5'] as const).flatMap((scheme) =>
  (['SHA-256', 'SHA-384', 'SHA-512'] as const).flatMap((hash) => BACKENDS.map((backend) => [backend, scheme, hash] as const)),
)

/** The settings of node:crypto, with the salt as long as the hash. */
const outsideScheme = (scheme: Scheme) =>
  scheme === 'RSA-PSS'
    ? { padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength: node.constants.RSA_PSS_SALTLEN_DIGEST }
    : { padding: node.constants.RSA_PKCS1_PADDING }
const nodeHash = (hash: Hash) => hash.toLowerCase().replace('-', '')
const digestOf = (hash: Hash, message: Uint8Array) => new Uint8Array(node.createHash(nodeHash(hash)).update(message).digest())

test.each(BACKENDS)('generates a 2,048-bit key by %s that node:crypto reads and this file accepts', async (backend) => {
  use(backend)
  const material = await generate(2048)
  const key = node.createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' })
  expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n })
  expect(new Uint8Array(node.createPublicKey(key).export({ type: 'spki', format: 'der' }))).toEqual(publicKey(material))
  expect(await accepts(material, 2048)).toBe(true)
  expect(await accepts(material, 3072)).toBe(false)
})

test.each([
  [2048, 294],
  [3072, 422],
  [4096, 550],
])('the public key of RSA_%i is %i bytes of SPKI DER', (bits, length) => {
  const material = pkcs8(bits)
  expect(publicKey(material).length).toBe(length)
  expect(publicKey(material)).toBe(publicKey(material))
})

test('the longest plaintexts are those of the service', () => {
  expect([2048, 3072, 4096].map((bits) => maxPlaintext(bits, 'SHA-1'))).toEqual([214, 342, 470])
  expect([2048, 3072, 4096].map((bits) => maxPlaintext(bits, 'SHA-256'))).toEqual([190, 318, 446])
})

test.each(OAEP)('%s and node:crypto decrypt what the other encrypts with RSAES-OAEP %s', async (backend, hash) => {
  use(backend)
  const oaep = { padding: node.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: nodeHash(hash) }
  for (const plaintext of [Uint8Array.of(0), message, new Uint8Array(maxPlaintext(2048, hash)).fill(1)]) {
    const ciphertext = await encrypt(spki, hash, plaintext)
    expect(ciphertext.length).toBe(256)
    expect(new Uint8Array(node.privateDecrypt({ key: own, ...oaep }, ciphertext))).toEqual(plaintext)
    expect(await decrypt(material, hash, node.publicEncrypt({ key: outside, ...oaep }, plaintext))).toEqual(plaintext)
  }
  await expect(encrypt(spki, hash, new Uint8Array(maxPlaintext(2048, hash) + 1))).rejects.toThrow()
})

test.each(BACKENDS)('%s does not decrypt what is changed, cut, or made with another hash', async (backend) => {
  use(backend)
  const ciphertext = await encrypt(spki, 'SHA-256', message)
  expect(await decrypt(material, 'SHA-1', ciphertext)).toBeUndefined()
  expect(await decrypt(material, 'SHA-256', ciphertext.with(99, (ciphertext[99] ?? 0) ^ 1))).toBeUndefined()
  expect(await decrypt(material, 'SHA-256', ciphertext.subarray(1))).toBeUndefined()
  expect(await decrypt(material, 'SHA-256', new Uint8Array(256).fill(0xff))).toBeUndefined()
  expect(await decrypt(material, 'SHA-256', new Uint8Array())).toBeUndefined()
})

test.each(SIGNATURES)('%s signs for node:crypto and verifies its signatures: %s %s', async (backend, scheme, hash) => {
  use(backend)
  const theirs = node.sign(nodeHash(hash), message, { key: own, ...outsideScheme(scheme) })
  for (const [input, type] of [
    [message, 'RAW'],
    [digestOf(hash, message), 'DIGEST'],
  ] as const) {
    const signature = await sign(material, scheme, hash, input, type)
    expect(node.verify(nodeHash(hash), message, { key: outside, ...outsideScheme(scheme) }, signature)).toBe(true)
    if (scheme === 'RSASSA-PKCS1-v1_5') expect(signature).toEqual(new Uint8Array(theirs))
    expect(await verify(spki, scheme, hash, input, type, signature)).toBe(true)
    expect(await verify(spki, scheme, hash, input, type, theirs)).toBe(true)

    expect(await verify(spki, scheme, hash, input.with(0, 0), type, theirs)).toBe(false)
    expect(await verify(spki, scheme, hash, input, type, signature.with(9, (signature[9] ?? 0) ^ 1))).toBe(false)
    expect(await verify(spki, scheme, hash, input, type, signature.subarray(1))).toBe(false)
    expect(await verify(spki, scheme, hash, input, type, concatBytes(signature, Uint8Array.of(0)))).toBe(false)
    expect(await verify(spki, scheme, hash, input, type, new Uint8Array(256).fill(0xff))).toBe(false)
    expect(await verify(spki, scheme, hash, input, type, new Uint8Array())).toBe(false)
  }
})

test.each(BACKENDS)('%s refuses a PSS signature whose salt is not as long as the hash', async (backend) => {
  use(backend)
  const short = node.sign('sha256', message, { key: own, padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 })
  expect(await verify(spki, 'RSA-PSS', 'SHA-256', message, 'RAW', short)).toBe(false)
})

test('takes for a public key only one that every WebCrypto imports', async () => {
  const of = (n: bigint, e: bigint) => spkiOf(algorithm('1.2.840.113549.1.1.1', NULL), sequence(derInteger(n), derInteger(e)))
  const n = 2n ** 2047n + 1n
  expect(isPublicKey(spki)).toBe(true)
  expect(isPublicKey(of(n, 65537n))).toBe(true)
  expect(isPublicKey(of(n + 1n, 65537n))).toBe(false)
  expect(isPublicKey(of(2n ** 1023n + 1n, 65537n))).toBe(false)
  for (const e of [0n, 1n, 2n, 65536n, 2n ** 40n + 1n]) expect(isPublicKey(of(n, e))).toBe(false)
  expect(isPublicKey(material)).toBe(false)
})

test('accepts only an RSA private key whose numbers belong together', async () => {
  expect(await accepts(material, 2048)).toBe(true)
  expect(await accepts(pkcs8(1024), 2048)).toBe(false)
  expect(await accepts(new Uint8Array(32), 2048)).toBe(false)
  expect(await accepts(concatBytes(material, Uint8Array.of(0)), 2048)).toBe(false)
  expect(await accepts(spki, 2048)).toBe(false)
  const { privateKey: pss } = node.generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  expect(await accepts(pss.export({ type: 'pkcs8', format: 'der' }), 2048)).toBe(false)
  const { privateKey: ec } = node.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  expect(await accepts(ec.export({ type: 'pkcs8', format: 'der' }), 2048)).toBe(false)
  // Every number of the key begins at least this far from the end of the previous one.
  for (let at = 45; at < material.length; at += 64) {
    expect(await accepts(material.with(at, (material[at] ?? 0) ^ 2), 2048)).toBe(false)
  }
})

test('makes one key ahead, which is there at once and given out once', async () => {
  const asked = [RSA_2048.generate(), RSA_2048.generate()]
  await Promise.all(asked)
  // How long the background takes is a matter of luck.
  await vi.waitFor(
    async () => {
      let isThere = false
      const material = RSA_2048.generate()
      asked.push(material)
      void material.then(() => {
        isThere = true
      })
      // No key is made between two turns of the microtask queue.
      for (let i = 0; i < 5; i++) await Promise.resolve()
      expect(isThere).toBe(true)
    },
    { timeout: 60_000 },
  )
  const all = await Promise.all([...asked, RSA_2048.generate()])
  for (const material of all) expect(await accepts(material, 2048)).toBe(true)
  expect(new Set(all.map((material) => Buffer.from(material).toString('base64'))).size).toBe(all.length)
})

test.each(BACKENDS)('%s does not take a ciphertext or a signature whose leading zero was cut off', async (backend) => {
  use(backend)
  /** What begins with a zero, once in 256 tries. */
  const withZero = async (make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    for (;;) {
      const bytes = await make()
      if (bytes[0] === 0) return bytes
    }
  }
  const ciphertext = await withZero(() => encrypt(spki, 'SHA-256', message))
  expect(await decrypt(material, 'SHA-256', ciphertext)).toEqual(message)
  expect(await decrypt(material, 'SHA-256', ciphertext.subarray(1))).toBeUndefined()
  use('WebCrypto')
  const signature = await withZero(() => sign(material, 'RSA-PSS', 'SHA-256', message, 'RAW'))
  use(backend)
  expect(await verify(spki, 'RSA-PSS', 'SHA-256', message, 'RAW', signature)).toBe(true)
  expect(await verify(spki, 'RSA-PSS', 'SHA-256', message, 'RAW', signature.subarray(1))).toBe(false)
})
