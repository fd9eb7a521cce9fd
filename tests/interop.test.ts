import { spawnSync } from 'node:child_process'
import * as node from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import { algorithmsOf, type KeySpec, type KeyUsage } from '../src/facts/key-specs.ts'
import type { SigningAlgorithm } from '../src/facts/members.ts'
import type { Value } from '../src/vocabulary/shapes.ts'

/** The emulator's cryptography against two independent ones: node:crypto and, where it is installed, the openssl command. */

const { send, refuse } = createClient()
const message = Buffer.from('hello, outside world')
const Message = message.toString('base64')
const bytes = (base64: string | undefined): Buffer<ArrayBuffer> => Buffer.from(base64 ?? '', 'base64')

/** Short names of sandbox keys, so that not every test makes an RSA key of its own. */
const SANDBOX_KEYS: Readonly<Record<string, string>> = {
  'RSA_2048 ENCRYPT_DECRYPT': 'alias/rsa',
  'RSA_2048 SIGN_VERIFY': 'alias/rsa-signing',
}
const keyFor = async (KeySpec: KeySpec, KeyUsage: KeyUsage): Promise<string> =>
  SANDBOX_KEYS[`${KeySpec} ${KeyUsage}`] ?? (await send('CreateKey', { KeySpec, KeyUsage })).KeyMetadata?.KeyId ?? ''

const publicKeyOf = async (KeyId: string): Promise<node.KeyObject> => {
  const { PublicKey } = await send('GetPublicKey', { KeyId })
  return node.createPublicKey({ key: bytes(PublicKey), format: 'der', type: 'spki' })
}

/** The hash in an algorithm’s name, as node:crypto calls it. */
const hashOf = (algorithm: string): string => `sha${algorithm.split('_').at(-1)}`

/** What node:crypto needs to know beside the key, to sign or verify with an algorithm. */
const outside = (algorithm: string, key: node.KeyObject) => {
  if (algorithm.startsWith('RSASSA_PSS'))
    return { key, padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength: node.constants.RSA_PSS_SALTLEN_DIGEST }
  return { key, dsaEncoding: 'der' as const }
}
/** Ed25519 and ML-DSA have their hash within. */
const outsideHash = (algorithm: string): string | null => (/^(ED25519|ML_DSA)/.test(algorithm) ? null : hashOf(algorithm))

type Algorithm = Value<typeof SigningAlgorithm>

const SIGNATURES = (
  [
    'RSA_2048',
    'ECC_NIST_P256',
    'ECC_NIST_P384',
    'ECC_NIST_P521',
    'ECC_SECG_P256K1',
    'ECC_NIST_EDWARDS25519',
    'ML_DSA_44',
    'ML_DSA_65',
    'ML_DSA_87',
  ] as const
).flatMap((spec) =>
  algorithmsOf(spec, 'SIGN_VERIFY')
    // Ed25519ph is in neither.
    .filter((algorithm) => algorithm !== 'ED25519_PH_SHA_512')
    .map((algorithm) => [spec, algorithm as Algorithm] as const),
)

test.each(SIGNATURES)('what %s signs here by %s verifies in node:crypto', async (spec, SigningAlgorithm) => {
  const KeyId = await keyFor(spec, 'SIGN_VERIFY')
  const publicKey = await publicKeyOf(KeyId)
  const hash = outsideHash(SigningAlgorithm)
  const verifies = (signature: string | undefined) =>
    node.verify(hash, message, outside(SigningAlgorithm, publicKey), bytes(signature))

  const raw = await send('Sign', { KeyId, Message, SigningAlgorithm })
  expect(verifies(raw.Signature)).toBe(true)
  if (hash) {
    const digest = node.createHash(hash).update(message).digest('base64')
    const signed = await send('Sign', { KeyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm })
    expect(verifies(signed.Signature)).toBe(true)
  }
  if (SigningAlgorithm === 'ML_DSA_SHAKE_256') {
    // μ = SHAKE256(SHAKE256(public key) ‖ 0 ‖ length of the context ‖ message), FIPS 204, algorithms 2 and 7.
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(22)
    const shake = (...parts: readonly Uint8Array[]) =>
      node.createHash('shake256', { outputLength: 64 }).update(Buffer.concat(parts)).digest()
    const mu = shake(shake(raw), Uint8Array.of(0, 0), message).toString('base64')
    const signed = await send('Sign', { KeyId, Message: mu, MessageType: 'EXTERNAL_MU', SigningAlgorithm })
    expect(verifies(signed.Signature)).toBe(true)
  }
})

test.each(['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const)(
  'what node:crypto encrypts by %s decrypts here, by that algorithm alone',
  async (EncryptionAlgorithm) => {
    const key = await publicKeyOf('alias/rsa')
    const oaepHash = hashOf(EncryptionAlgorithm)
    const ciphertext = node.publicEncrypt({ key, padding: node.constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, message)
    const request = { KeyId: 'alias/rsa', EncryptionAlgorithm, CiphertextBlob: ciphertext.toString('base64') }
    expect((await send('Decrypt', request)).Plaintext).toBe(Message)
    const other = EncryptionAlgorithm === 'RSAES_OAEP_SHA_1' ? 'RSAES_OAEP_SHA_256' : 'RSAES_OAEP_SHA_1'
    expect(await refuse('Decrypt', { ...request, EncryptionAlgorithm: other })).toBe('InvalidCiphertextException')
    expect(await refuse('Decrypt', { CiphertextBlob: request.CiphertextBlob })).toBe('InvalidCiphertextException')
  },
)

test.each([
  ['ECC_NIST_P256', 'P-256'],
  ['ECC_NIST_P384', 'P-384'],
  ['ECC_NIST_P521', 'P-521'],
] as const)('the secret that %s derives here is the one that node:crypto derives', async (spec, namedCurve) => {
  const KeyId = await keyFor(spec, 'KEY_AGREEMENT')
  const peer = node.generateKeyPairSync('ec', { namedCurve })
  const PublicKey = peer.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const { SharedSecret } = await send('DeriveSharedSecret', { KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey })
  const secret = node.diffieHellman({ privateKey: peer.privateKey, publicKey: await publicKeyOf(KeyId) })
  expect(SharedSecret).toBe(secret.toString('base64'))
})

test.each(['ML_KEM_512', 'ML_KEM_768', 'ML_KEM_1024'] as const)(
  'what node:crypto encapsulates to %s opens here',
  async (spec) => {
    const KeyId = await keyFor(spec, 'ENCAPSULATE_DECAPSULATE')
    const { sharedKey, ciphertext } = node.encapsulate(await publicKeyOf(KeyId))
    const { SharedSecret } = await send('Decapsulate', {
      KeyId,
      EncapsulationAlgorithm: 'ML_KEM',
      SharedSecretCiphertextBlob: Buffer.from(ciphertext).toString('base64'),
    })
    expect(SharedSecret).toBe(Buffer.from(sharedKey).toString('base64'))
  },
)

test('a data key pair of ML-KEM opens outside what was encapsulated to its public half', async () => {
  const pair = await send('GenerateDataKeyPair', { KeyId: 'alias/app', KeyPairSpec: 'ML_KEM_768' })
  const publicKey = node.createPublicKey({ key: bytes(pair.PublicKey), format: 'der', type: 'spki' })
  const privateKey = node.createPrivateKey({ key: bytes(pair.PrivateKeyPlaintext), format: 'der', type: 'pkcs8' })
  const { sharedKey, ciphertext } = node.encapsulate(publicKey)
  expect(node.decapsulate(privateKey, ciphertext)).toEqual(sharedKey)
})

/** Imports a private key as a client does: under a one-time AES key, which is wrapped with the public key of the import. */
const importKey = async (spec: KeySpec, usage: KeyUsage, privateKey: node.KeyObject): Promise<string> => {
  const { KeyMetadata } = await send('CreateKey', { KeySpec: spec, KeyUsage: usage, Origin: 'EXTERNAL' })
  const KeyId = KeyMetadata?.KeyId ?? ''
  const WrappingAlgorithm = 'RSA_AES_KEY_WRAP_SHA_256'
  const { ImportToken = '', PublicKey } = await send('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm,
    WrappingKeySpec: 'RSA_2048',
  })
  const aesKey = node.randomBytes(32)
  const key = node.createPublicKey({ key: bytes(PublicKey), format: 'der', type: 'spki' })
  const padding = node.constants.RSA_PKCS1_OAEP_PADDING
  const wrappedKey = node.publicEncrypt({ key, padding, oaepHash: 'sha256' }, aesKey)
  const cipher = node.createCipheriv('id-aes256-wrap-pad', aesKey, Buffer.from('a65959a6', 'hex'))
  const material = privateKey.export({ format: 'der', type: 'pkcs8' })
  const EncryptedKeyMaterial = Buffer.concat([wrappedKey, cipher.update(material), cipher.final()]).toString('base64')
  const ExpirationModel = 'KEY_MATERIAL_DOES_NOT_EXPIRE'
  await send('ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel })
  return KeyId
}

test('an imported RSA key signs as it does outside, byte for byte, and decrypts what it decrypts outside', async () => {
  const { privateKey, publicKey } = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signer = await importKey('RSA_2048', 'SIGN_VERIFY', privateKey)
  expect((await publicKeyOf(signer)).equals(publicKey)).toBe(true)
  for (const SigningAlgorithm of ['RSASSA_PKCS1_V1_5_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_512'] as const) {
    const { Signature } = await send('Sign', { KeyId: signer, Message, SigningAlgorithm })
    expect(Signature).toBe(node.sign(hashOf(SigningAlgorithm), message, privateKey).toString('base64'))
  }
  const decrypter = await importKey('RSA_2048', 'ENCRYPT_DECRYPT', privateKey)
  const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256'
  const { CiphertextBlob } = await send('Encrypt', { KeyId: decrypter, Plaintext: Message, EncryptionAlgorithm })
  const padding = node.constants.RSA_PKCS1_OAEP_PADDING
  expect(node.privateDecrypt({ key: privateKey, padding, oaepHash: 'sha256' }, bytes(CiphertextBlob))).toEqual(message)
})

test.each([
  ['ECC_NIST_P256', 'P-256', 'ECDSA_SHA_256'],
  ['ECC_NIST_P384', 'P-384', 'ECDSA_SHA_384'],
  ['ECC_NIST_P521', 'P-521', 'ECDSA_SHA_512'],
  ['ECC_SECG_P256K1', 'secp256k1', 'ECDSA_SHA_256'],
] as const)(
  'an imported %s key signs for its owner outside, and verifies what is signed there',
  async (spec, namedCurve, SigningAlgorithm) => {
    const { privateKey, publicKey } = node.generateKeyPairSync('ec', { namedCurve })
    const KeyId = await importKey(spec, 'SIGN_VERIFY', privateKey)
    const { Signature } = await send('Sign', { KeyId, Message, SigningAlgorithm })
    expect(node.verify(hashOf(SigningAlgorithm), message, publicKey, bytes(Signature))).toBe(true)
    const made = node.sign(hashOf(SigningAlgorithm), message, privateKey).toString('base64')
    const verified = await send('Verify', { KeyId, Message, SigningAlgorithm, Signature: made })
    expect(verified.SignatureValid).toBe(true)
  },
)

test('an imported Ed25519 key signs as it does outside, byte for byte', async () => {
  const { privateKey } = node.generateKeyPairSync('ed25519')
  const KeyId = await importKey('ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', privateKey)
  const { Signature } = await send('Sign', { KeyId, Message, SigningAlgorithm: 'ED25519_SHA_512' })
  expect(Signature).toBe(node.sign(null, message, privateKey).toString('base64'))
})

const folder = mkdtempSync(join(tmpdir(), 'interop-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content?: string | Uint8Array): string => {
  const path = join(folder, name)
  if (content) writeFileSync(path, content)
  return path
}
/** Runs openssl; the test fails where that does. */
const openssl = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('openssl', args)
  if (status !== 0) throw new Error(`Failed to run openssl ${args[0]}: ${stderr}`)
}
const pem = async (KeyId: string): Promise<string> =>
  file('public.pem', (await publicKeyOf(KeyId)).export({ format: 'pem', type: 'spki' }))
const installed = spawnSync('openssl', ['version']).status === 0

test.runIf(installed).each([
  ['RSAES_OAEP_SHA_1', 'sha1'],
  ['RSAES_OAEP_SHA_256', 'sha256'],
] as const)('what openssl encrypts offline by %s decrypts here', async (EncryptionAlgorithm, hash) => {
  const input = ['-inkey', await pem('alias/rsa'), '-in', file('message', message), '-out', file('ciphertext')]
  const oaep = ['rsa_padding_mode:oaep', `rsa_oaep_md:${hash}`, `rsa_mgf1_md:${hash}`].flatMap((option) => ['-pkeyopt', option])
  openssl('pkeyutl', '-encrypt', '-pubin', ...input, ...oaep)
  const CiphertextBlob = readFileSync(file('ciphertext')).toString('base64')
  expect((await send('Decrypt', { KeyId: 'alias/rsa', EncryptionAlgorithm, CiphertextBlob })).Plaintext).toBe(Message)
})

test.runIf(installed).each([
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256', []],
  ['RSA_2048', 'RSASSA_PSS_SHA_512', ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest']],
  ['ECC_NIST_P384', 'ECDSA_SHA_384', []],
  ['ECC_SECG_P256K1', 'ECDSA_SHA_256', []],
] as const)('what %s signs here by %s verifies with openssl', async (spec, SigningAlgorithm, options) => {
  const KeyId = await keyFor(spec, 'SIGN_VERIFY')
  const { Signature } = await send('Sign', { KeyId, Message, SigningAlgorithm })
  const signature = ['-verify', await pem(KeyId), '-signature', file('signature', bytes(Signature))]
  openssl('dgst', `-${hashOf(SigningAlgorithm)}`, ...options, ...signature, file('message', message))
})

test.runIf(installed)('the secret that is derived here is the one that openssl derives', async () => {
  const peer = node.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const PublicKey = peer.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const request = { KeyId: 'alias/agreement', KeyAgreementAlgorithm: 'ECDH', PublicKey } as const
  const { SharedSecret } = await send('DeriveSharedSecret', request)
  const inkey = file('peer.pem', peer.privateKey.export({ format: 'pem', type: 'pkcs8' }))
  openssl('pkeyutl', '-derive', '-inkey', inkey, '-peerkey', await pem('alias/agreement'), '-out', file('secret'))
  expect(SharedSecret).toBe(readFileSync(file('secret')).toString('base64'))
})
