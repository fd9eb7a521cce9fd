/**
 * The contract of a cryptographic back end: all of them make keys, ciphertexts, signatures, MACs and secrets that the others read, and refuse
 * the same input. A third one is what is left on a page without WebCrypto.
 */
import { createPrivateKey } from 'node:crypto'
import { concatBytes, hexToBytes } from '@noble/ciphers/utils.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { beforeAll, expect, test, vi } from 'vitest'
import {
  algorithm,
  derInteger,
  derItems,
  element,
  numberOf,
  octetString,
  oid,
  pkcs8,
  readSpki,
  sequence,
  spki,
} from '../src/emulator/crypto/der.ts'
import { portable } from '../src/emulator/crypto/portable.ts'
import type { Cryptography, MessageKind, Suite } from '../src/emulator/crypto/suite.ts'
import { DIGEST_LENGTHS } from '../src/emulator/crypto/suites.ts'
import { algorithmsOf, KEY_SPECS, type KeySpec } from '../src/facts/key-specs.ts'
import { keyPairOf } from '../src/server/crypto/keys.ts'
import { nodeCryptography } from '../src/server/crypto/suites.ts'
import vectors from './vectors/wycheproof.json' with { type: 'json' }

/** As on a page of plain http: WebCrypto's random values are there, the rest is not. */
const bare = { getRandomValues: crypto.getRandomValues.bind(crypto) }

/** A suite whose every call runs without WebCrypto. */
const withoutWebCrypto = (suite: Suite): Suite => {
  const wrapped = Object.entries(suite).map(([name, call]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      vi.stubGlobal('crypto', bare)
      const restore = () => vi.unstubAllGlobals()
      const result = call(...args)
      if (result instanceof Promise) return result.finally(restore)
      restore()
      return result
    },
  ])
  return Object.fromEntries(wrapped)
}

const BACK_ENDS: Readonly<Record<string, Cryptography>> = {
  'node:crypto': nodeCryptography,
  'WebCrypto and JavaScript': portable,
  'JavaScript alone': { ...portable, suiteOf: async (spec) => withoutWebCrypto(await portable.suiteOf(spec)) },
}
const names = Object.keys(BACK_ENDS)
const PAIRS = names.flatMap((maker) => names.filter((name) => name !== maker).map((reader) => ({ maker, reader })))

const backEnd = (name: string): Cryptography => {
  const found = BACK_ENDS[name]
  if (!found) throw new Error(`There is no back end ${name}.`)
  return found
}
const suiteOf = async (name: string, spec: KeySpec): Promise<Required<Suite>> =>
  (await backEnd(name).suiteOf(spec)) as Required<Suite>

const SPECS = (Object.keys(KEY_SPECS) as KeySpec[]).filter((spec) => spec !== 'SM2' && spec !== 'SYMMETRIC_DEFAULT')
const specsFor = (usage: Parameters<typeof algorithmsOf>[1]) => SPECS.filter((spec) => algorithmsOf(spec, usage).length > 0)
const isPrivate = (spec: KeySpec) => !spec.startsWith('HMAC')

const message = new TextEncoder().encode('the message')
const flipped = (bytes: Uint8Array, at: number) => bytes.with(at, (bytes.at(at) ?? 0) ^ 1)

/** One key of each spec, by either back end that is quick to make it. */
const keys = new Map<string, Uint8Array>()
const keyOf = (spec: KeySpec): Uint8Array => keys.get(spec) ?? new Uint8Array()
beforeAll(async () => {
  for (const spec of SPECS) keys.set(spec, await (await suiteOf('node:crypto', spec)).generate())
})

/** What every back end makes of the same call; it is one answer. */
const agreed = async <T>(spec: KeySpec, call: (suite: Required<Suite>) => T | Promise<T>): Promise<T> => {
  const answers: T[] = []
  for (const name of names) answers.push(await call(await suiteOf(name, spec)))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  return answers[0] as T
}

test('this Node.js reads keys of every spec, so that node:crypto is what is tested here', () => {
  expect(SPECS.filter((spec) => isPrivate(spec) && !keyPairOf(keyOf(spec)))).toEqual([])
})

test.each(SPECS)(
  '%s: each back end accepts the keys of the others, writes them alike, and derives the same public key',
  async (spec) => {
    const made = [keyOf(spec), await (await suiteOf('WebCrypto and JavaScript', spec)).generate()]
    for (const material of made) {
      expect(material.constructor).toBe(Uint8Array)
      expect(await agreed(spec, ({ accepts }) => accepts(material))).toBe(true)
      expect(await agreed(spec, ({ accepts }) => accepts(material.subarray(1)))).toBe(false)
      if (!isPrivate(spec)) continue
      expect((await agreed(spec, ({ publicKey }) => publicKey(material))).constructor).toBe(Uint8Array)
      const read = createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' })
      // OpenSSL writes the expanded key beside a seed.
      if (!spec.startsWith('ML_')) expect(new Uint8Array(read.export({ type: 'pkcs8', format: 'der' }))).toEqual(material)
    }
    expect(made[0]).not.toEqual(made[1])
    // The integers of an RSA key begin with a zero, or not.
    if (!spec.startsWith('RSA')) expect(made[1]?.length).toBe(made[0]?.length)
  },
)

/** What a scheme takes: messages, ready digests, or both. */
const kindsOf = (algorithm: string): readonly MessageKind[] => {
  if (algorithm === 'ED25519_SHA_512') return ['RAW']
  if (algorithm === 'ED25519_PH_SHA_512') return ['DIGEST']
  return algorithm.startsWith('ML_DSA') ? ['RAW', 'EXTERNAL_MU'] : ['RAW', 'DIGEST']
}
const SIGNATURES = specsFor('SIGN_VERIFY').flatMap((spec) =>
  algorithmsOf(spec, 'SIGN_VERIFY').flatMap((algorithm) => kindsOf(algorithm).map((kind) => ({ spec, algorithm, kind }))),
)

test.each(SIGNATURES)(
  '$spec, $algorithm, $kind: each verifies what the others sign, and all refuse the same',
  async ({ spec, algorithm, kind }) => {
    const material = keyOf(spec)
    const length = DIGEST_LENGTHS[algorithm as keyof typeof DIGEST_LENGTHS]
    const input = kind === 'RAW' ? message : new Uint8Array(length).fill(3)
    const verify = (given: Uint8Array, signature: Uint8Array) =>
      agreed(spec, ({ verify }) => verify(material, algorithm, given, kind, signature))
    for (const name of names) {
      const { sign } = await suiteOf(name, spec)
      const signature = await sign(material, algorithm, input, kind)
      expect(signature.constructor).toBe(Uint8Array)
      expect(await verify(input, signature)).toBe(true)
      expect(await verify(flipped(input, 0), signature)).toBe(false)
    }
    const signature = await (await suiteOf('node:crypto', spec)).sign(material, algorithm, input, kind)
    const wrong = [
      flipped(signature, 0),
      flipped(signature, signature.length >> 1),
      flipped(signature, -1),
      signature.subarray(1),
      signature.subarray(0, -1),
      concatBytes(signature, Uint8Array.of(0)),
      concatBytes(Uint8Array.of(0), signature),
      new Uint8Array(signature.length),
      new Uint8Array(signature.length).fill(0xff),
      new Uint8Array(),
    ]
    for (const each of wrong) expect(await verify(input, each)).toBe(false)
  },
)

/** Of the groups of points. */
const ORDERS: Readonly<Partial<Record<KeySpec, bigint>>> = {
  ECC_NIST_P256: p256.Point.Fn.ORDER,
  ECC_NIST_P384: p384.Point.Fn.ORDER,
  ECC_NIST_P521: p521.Point.Fn.ORDER,
  ECC_SECG_P256K1: secp256k1.Point.Fn.ORDER,
}

test.each(specsFor('SIGN_VERIFY').filter((spec) => ORDERS[spec]))(
  '%s: a high s verifies, and no encoding but the one of DER, nor r or s out of range',
  async (spec) => {
    const n = ORDERS[spec] ?? 0n
    const [signing = ''] = algorithmsOf(spec, 'SIGN_VERIFY')
    const material = keyOf(spec)
    const signature = await (await suiteOf('node:crypto', spec)).sign(material, signing, message, 'RAW')
    const [r = 0n, s = 0n] = derItems(signature).map(numberOf)
    const of = (r: bigint, s: bigint) => sequence(derInteger(r), derInteger(s))
    const verdict = (bytes: Uint8Array) => agreed(spec, ({ verify }) => verify(material, signing, message, 'RAW', bytes))
    expect(await verdict(of(r, s))).toBe(true)
    expect(await verdict(of(r, n - s))).toBe(true)

    const content = concatBytes(derInteger(r), derInteger(s))
    const long = (...length: number[]) => concatBytes(Uint8Array.of(0x30, ...length), content)
    const size = Math.ceil(n.toString(16).length / 2)
    const fixed = (value: bigint) => hexToBytes(value.toString(16).padStart(2 * size, '0'))
    const negative = element(0x02, flipped(fixed(r), 0).with(0, 0x80 | (fixed(r)[0] ?? 0)))
    const wrong = [
      ...(
        [
          [0n, s],
          [r, 0n],
          [n, s],
          [r, n],
          [r + n, s],
          [r, s + n],
          [s, r],
          [n - r, s],
          [1n, 1n],
        ] as const
      ).map(([r, s]) => of(r, s)),
      ...(content.length < 0x80 ? [long(0x81, content.length)] : []),
      long(0x82, 0, content.length),
      concatBytes(Uint8Array.of(0x30, 0x80), content, Uint8Array.of(0, 0)),
      sequence(derInteger(r), derInteger(s), derInteger(1n)),
      sequence(derInteger(r), derInteger(s), Uint8Array.of(5, 0)),
      sequence(element(0x02, Uint8Array.of(0), derInteger(r).subarray(2)), derInteger(s)),
      sequence(element(0x02, Uint8Array.of(0), fixed(r)), derInteger(s)).with(3, 0x81),
      sequence(negative, derInteger(s)),
      sequence(derInteger(r)),
      element(0x31, content),
      concatBytes(fixed(r), fixed(s)),
    ]
    for (const each of wrong) expect(await verdict(each)).toBe(false)
  },
)

test('Ed25519: R has to be the very point, not one that differs by a point of low order', async () => {
  const seed = new Uint8Array(32).fill(9)
  const material = pkcs8(algorithm('1.3.101.112'), octetString(seed))
  const { scalar } = ed25519.utils.getExtendedPublicKey(seed)
  const publicKey = ed25519.getPublicKey(seed)
  const { Point } = ed25519
  const [order, nonce] = [Point.Fn.ORDER, 12345n]
  const signed = (R: Uint8Array, nonce: bigint) => {
    const k = bytesToNumberLE(sha512(concatBytes(R, publicKey, message))) % order
    return concatBytes(R, numberToBytesLE((nonce + k * scalar) % order, 32))
  }
  const verdict = (signature: Uint8Array) =>
    agreed('ECC_NIST_EDWARDS25519', ({ verify }) => verify(material, 'ED25519_SHA_512', message, 'RAW', signature))
  const honest = Point.BASE.multiply(nonce)
  expect(await verdict(signed(honest.toBytes(), nonce))).toBe(true)
  // The points of order 2, 4 and 8.
  const low = [
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '00'.repeat(32),
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ]
  for (const point of low) {
    const T = Point.fromHex(point)
    expect(await verdict(signed(honest.add(T).toBytes(), nonce))).toBe(false)
    expect(await verdict(signed(T.toBytes(), 0n))).toBe(false)
  }
  // The identity, in its own form and in one that is not canonical.
  const identity = Uint8Array.of(1, ...new Uint8Array(31))
  expect(await verdict(signed(identity, 0n))).toBe(false)
  expect(await verdict(signed(identity.with(31, 0x80), 0n))).toBe(false)
  expect(await verdict(signed(hexToBytes(`ee${'ff'.repeat(30)}7f`), 0n))).toBe(false)
  // s has to be below the order of the group.
  const good = signed(honest.toBytes(), nonce)
  const high = numberToBytesLE(bytesToNumberLE(good.subarray(32)) + order, 32)
  expect(await verdict(concatBytes(good.subarray(0, 32), high))).toBe(false)
})

const ENCRYPTION = specsFor('ENCRYPT_DECRYPT').flatMap((spec) =>
  algorithmsOf(spec, 'ENCRYPT_DECRYPT').map((algorithm) => ({ spec, algorithm })),
)
test.each(ENCRYPTION)(
  '$spec, $algorithm: each decrypts what the others encrypt, and all refuse the same',
  async ({ spec, algorithm }) => {
    const material = keyOf(spec)
    const decrypt = (ciphertext: Uint8Array, by = algorithm) => agreed(spec, ({ decrypt }) => decrypt(material, by, ciphertext))
    const most = await agreed(spec, ({ maxPlaintext }) => maxPlaintext(algorithm))
    for (const name of names) {
      const { encrypt } = await suiteOf(name, spec)
      for (const plaintext of [Uint8Array.of(0), message, new Uint8Array(most).fill(1)]) {
        const ciphertext = await encrypt(material, algorithm, plaintext)
        expect(ciphertext.constructor).toBe(Uint8Array)
        expect(await decrypt(ciphertext)).toEqual(plaintext)
      }
      await expect(encrypt(material, algorithm, new Uint8Array(most + 1))).rejects.toThrow()
    }
    const ciphertext = await (await suiteOf('node:crypto', spec)).encrypt(material, algorithm, message)
    const other = algorithmsOf(spec, 'ENCRYPT_DECRYPT').find((each) => each !== algorithm) ?? ''
    expect(await decrypt(ciphertext, other)).toBeUndefined()
    for (const wrong of [
      flipped(ciphertext, 99),
      ciphertext.subarray(1),
      concatBytes(ciphertext, Uint8Array.of(0)),
      concatBytes(Uint8Array.of(0), ciphertext),
      new Uint8Array(ciphertext.length),
      new Uint8Array(ciphertext.length).fill(0xff),
      new Uint8Array(),
    ])
      expect(await decrypt(wrong)).toBeUndefined()
  },
)

test.each(specsFor('GENERATE_VERIFY_MAC'))('%s: all make the same MACs', async (spec) => {
  const keys = [keyOf(spec), new Uint8Array(64).fill(1), ...(/384|512/.test(spec) ? [new Uint8Array(128).fill(2)] : [])]
  for (const material of keys)
    for (const text of [new Uint8Array(), message, new Uint8Array(4096).fill(7)])
      expect((await agreed(spec, ({ mac }) => mac(material, text))).constructor).toBe(Uint8Array)
})

test.each(specsFor('KEY_AGREEMENT'))('%s: all agree on the same secret, and with the same peers alone', async (spec) => {
  const material = keyOf(spec)
  const agree = (peer: Uint8Array) => agreed(spec, ({ agree }) => agree(material, peer))
  for (const { maker, reader } of PAIRS) {
    const [ours, theirs] = [await suiteOf(maker, spec), await suiteOf(reader, spec)]
    const other = await theirs.generate()
    expect(ours.agree(material, theirs.publicKey(other))).toEqual(theirs.agree(other, ours.publicKey(material)))
  }
  const { publicKey, generate } = await suiteOf('node:crypto', spec)
  const peer = publicKey(await generate())
  const [identifier] = derItems(peer)
  if (!identifier) throw new Error('The public key names no algorithm.')
  const point = readSpki(identifier.whole, peer) ?? new Uint8Array()
  const half = (point.length - 1) / 2
  const odd = (point.at(-1) ?? 0) % 2
  const carrying = (...parts: Uint8Array[]) => spki(identifier.whole, concatBytes(...parts))
  const [x, y] = [point.subarray(1, 1 + half), point.subarray(1 + half)]
  expect((await agree(peer))?.length).toBe(half)
  expect(await agree(carrying(Uint8Array.of(2 + odd), x))).toEqual(await agree(peer))
  expect(await agree(carrying(Uint8Array.of(3 - odd), x))).toEqual(await agree(peer))
  const others = await Promise.all(
    SPECS.filter((each) => isPrivate(each) && each !== spec).map(async (each) =>
      (await suiteOf('node:crypto', each)).publicKey(keyOf(each)),
    ),
  )
  for (const wrong of [
    ...others,
    material,
    flipped(peer, -1),
    concatBytes(peer, Uint8Array.of(0)),
    peer.subarray(0, -1),
    carrying(Uint8Array.of(6 + odd), x, y),
    carrying(Uint8Array.of(4), x),
    carrying(Uint8Array.of(2 + odd), x, y),
    carrying(Uint8Array.of(0)),
    carrying(Uint8Array.of(4), new Uint8Array(2 * half)),
    carrying(Uint8Array.of(4), new Uint8Array(2 * half).fill(0xff)),
    carrying(Uint8Array.of(2), new Uint8Array(half).fill(0xff)),
    carrying(),
    sequence(algorithm('1.2.840.10045.2.1'), derItems(peer)[1]?.whole ?? new Uint8Array()),
    new Uint8Array(8),
    new Uint8Array(),
  ])
    expect(await agree(wrong)).toBeUndefined()
})

test.each(specsFor('ENCAPSULATE_DECAPSULATE'))(
  '%s: each opens what the others encapsulate, and a wrong ciphertext alike',
  async (spec) => {
    const material = keyOf(spec)
    const open = (ciphertext: Uint8Array) => agreed(spec, ({ decapsulate }) => decapsulate(material, ciphertext))
    for (const name of names) {
      const { encapsulate } = await suiteOf(name, spec)
      const { sharedSecret, ciphertext } = encapsulate(material)
      expect([sharedSecret.constructor, ciphertext.constructor]).toEqual([Uint8Array, Uint8Array])
      expect(await open(ciphertext)).toEqual(sharedSecret)
      expect(await open(flipped(ciphertext, 0))).not.toEqual(sharedSecret)
      expect(await open(ciphertext.subarray(1))).toBeUndefined()
      expect(await open(concatBytes(ciphertext, Uint8Array.of(0)))).toBeUndefined()
      expect(await open(new Uint8Array())).toBeUndefined()
    }
  },
)

test.each(PAIRS)('AES-256-GCM: $reader opens what $maker seals, and nothing else', ({ maker, reader }) => {
  const [{ seal }, { open }] = [backEnd(maker), backEnd(reader)]
  const key = Uint8Array.from({ length: 32 }, (_, at) => at)
  for (const plaintext of [new Uint8Array(), message, new Uint8Array(4096).fill(1)])
    for (const aad of [new Uint8Array(), message]) {
      const sealed = seal(key, plaintext, aad)
      expect(sealed.constructor).toBe(Uint8Array)
      expect(sealed.length).toBe(plaintext.length + 28)
      const opened = open(key, sealed, aad)
      expect(opened).toEqual(plaintext)
      expect(opened?.constructor).toBe(Uint8Array)
      expect(open(key.toReversed(), sealed, aad)).toBeUndefined()
      expect(open(key, sealed, Uint8Array.of(...aad, 0))).toBeUndefined()
      for (let at = 0; at < Math.min(sealed.length, 60); at++) {
        expect(open(key, flipped(sealed, at), aad)).toBeUndefined()
        expect(open(key, flipped(sealed, -1 - at), aad)).toBeUndefined()
        expect(open(key, sealed.subarray(0, at), aad)).toBeUndefined()
      }
      expect(open(key, concatBytes(sealed, Uint8Array.of(0)), aad)).toBeUndefined()
    }
})

const rsa = hexToBytes(vectors.rsa.pkcs8)
const sha256 = async (bytes: Uint8Array) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

test.each(vectors.rsa.oaep.tests)('RSAES-OAEP, Wycheproof case $tcId', async ({ msg, ct }) => {
  const decrypted = await agreed('RSA_2048', ({ decrypt }) => decrypt(rsa, 'RSAES_OAEP_SHA_256', hexToBytes(ct)))
  expect(decrypted).toEqual(hexToBytes(msg))
})

test.each([
  ...vectors.rsa.pkcs1.tests.map((test) => ({ scheme: 'RSASSA_PKCS1_V1_5_SHA_256', ...test })),
  ...vectors.rsa.pss.tests.map((test) => ({ scheme: 'RSASSA_PSS_SHA_256', ...test })),
])('$scheme, Wycheproof case $tcId: $result', async ({ scheme, msg, sig, result }) => {
  const [text, signature] = [hexToBytes(msg), hexToBytes(sig)]
  const digest = await sha256(text)
  expect(await agreed('RSA_2048', ({ verify }) => verify(rsa, scheme, text, 'RAW', signature))).toBe(result === 'valid')
  expect(await agreed('RSA_2048', ({ verify }) => verify(rsa, scheme, digest, 'DIGEST', signature))).toBe(result === 'valid')
})

test.each(vectors.ecdh.tests)(
  'ECDH on P-256, Wycheproof case $tcId: $comment',
  async ({ public: peer, private: secret, shared }) => {
    const identifier = algorithm('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7'))
    const material = pkcs8(identifier, sequence(derInteger(1n), octetString(hexToBytes(secret))))
    expect(await agreed('ECC_NIST_P256', ({ agree }) => agree(material, hexToBytes(peer)))).toEqual(hexToBytes(shared))
  },
)

/** The seed of the public key in Wycheproof's file, which older versions of it give. */
const SEED = 'add4bb8103785baf9ac534258e8aaf65f5f1adb5ef5f3df19bb80ab989c4d64b'
test.each(vectors.ed25519.tests)('Ed25519 refuses Wycheproof case $tcId: $comment', async ({ msg, sig }) => {
  const material = pkcs8(algorithm('1.3.101.112'), octetString(hexToBytes(SEED)))
  const publicKey = await agreed('ECC_NIST_EDWARDS25519', ({ publicKey }) => publicKey(material))
  expect(publicKey.subarray(-32)).toEqual(hexToBytes(vectors.ed25519.publicKey))
  const [text, signature] = [hexToBytes(msg), hexToBytes(sig)]
  const verdict = agreed('ECC_NIST_EDWARDS25519', ({ verify }) => verify(material, 'ED25519_SHA_512', text, 'RAW', signature))
  expect(await verdict).toBe(false)
})

test.each(vectors.mlKem512.tests)('ML-KEM-512, Wycheproof case $tcId: $comment', async ({ seed, c, K }) => {
  const material = pkcs8(algorithm('2.16.840.1.101.3.4.4.1'), element(0x80, hexToBytes(seed)))
  expect(await agreed('ML_KEM_512', ({ decapsulate }) => decapsulate(material, hexToBytes(c)))).toEqual(hexToBytes(K))
})
