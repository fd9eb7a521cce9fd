import * as node from 'node:crypto'
import {
  CreateKeyCommand,
  DecapsulateCommand,
  DecryptCommand,
  DeriveSharedSecretCommand,
  EncapsulateCommand,
  EncryptCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyPairWithoutPlaintextCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetKeyLastUsageCommand,
  GetPublicKeyCommand,
  type KeySpec,
  type KeyUsageType,
  KMSInvalidMacException,
  KMSInvalidSignatureException,
  ReEncryptCommand,
  SignCommand,
  type SigningAlgorithmSpec,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { arnOf, SANDBOX } from '../../src/emulator/test-client.ts'
import { bytesOf, createSdk, refusalOf } from './client.ts'

const Message = bytesOf('attack at dawn')

const makeKey = async (kms: ReturnType<typeof createSdk>['kms'], KeySpec: KeySpec, KeyUsage: KeyUsageType) => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec, KeyUsage }))
  return KeyMetadata?.KeyId ?? ''
}
const publicKeyOf = (spki: Uint8Array | undefined) =>
  node.createPublicKey({ key: Buffer.from(spki ?? []), format: 'der', type: 'spki' })

const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING } = node.constants
/** What signs a message, and how node:crypto verifies that. */
const SIGNATURES: readonly {
  readonly spec: KeySpec
  readonly SigningAlgorithm: SigningAlgorithmSpec
  readonly hash: string | null
  readonly options?: object
}[] = [
  {
    spec: 'RSA_2048',
    SigningAlgorithm: 'RSASSA_PSS_SHA_256',
    hash: 'sha256',
    options: { padding: RSA_PKCS1_PSS_PADDING, saltLength: 32 },
  },
  { spec: 'RSA_2048', SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_512', hash: 'sha512', options: { padding: RSA_PKCS1_PADDING } },
  { spec: 'ECC_NIST_P256', SigningAlgorithm: 'ECDSA_SHA_256', hash: 'sha256' },
  { spec: 'ECC_NIST_P384', SigningAlgorithm: 'ECDSA_SHA_384', hash: 'sha384' },
  { spec: 'ECC_NIST_P521', SigningAlgorithm: 'ECDSA_SHA_512', hash: 'sha512' },
  { spec: 'ECC_SECG_P256K1', SigningAlgorithm: 'ECDSA_SHA_256', hash: 'sha256' },
  { spec: 'ECC_NIST_EDWARDS25519', SigningAlgorithm: 'ED25519_SHA_512', hash: null },
]

test.each(SIGNATURES)('signs with $spec and $SigningAlgorithm', async ({ spec, SigningAlgorithm, hash, options }) => {
  const { kms } = createSdk()
  const KeyId = await makeKey(kms, spec, 'SIGN_VERIFY')
  const request = { KeyId, SigningAlgorithm, Message }
  const { Signature = new Uint8Array() } = await kms.send(new SignCommand(request))
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }))
  expect(node.verify(hash, Message, { key: publicKeyOf(PublicKey), ...options }, Signature)).toBe(true)
  expect((await kms.send(new VerifyCommand({ ...request, Signature }))).SignatureValid).toBe(true)
  const other = new VerifyCommand({ ...request, Signature, Message: bytesOf('attack at noon') })
  expect(await refusalOf(kms.send(other))).toBeInstanceOf(KMSInvalidSignatureException)
})

test.each(['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'] as const)('signs with %s, the message or its representative', async (spec) => {
  const { kms } = createSdk()
  const KeyId = await makeKey(kms, spec, 'SIGN_VERIFY')
  const algorithm = { KeyId, SigningAlgorithm: 'ML_DSA_SHAKE_256' } as const
  const { Signature } = await kms.send(new SignCommand({ ...algorithm, Message }))
  expect((await kms.send(new VerifyCommand({ ...algorithm, Message, Signature }))).SignatureValid).toBe(true)

  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId }))
  // FIPS 204, sections 5.2 and 6.2: μ = H(H(pk) ‖ 0 ‖ |ctx| ‖ ctx ‖ M); the key is the SPKI without its header of 22 bytes.
  const shake = (...parts: readonly Uint8Array[]) =>
    node.createHash('shake256', { outputLength: 64 }).update(Buffer.concat(parts)).digest()
  const mu = shake(shake(PublicKey.subarray(22)), new Uint8Array(2), Message)
  const external = { ...algorithm, Message: new Uint8Array(mu), MessageType: 'EXTERNAL_MU' } as const
  expect((await kms.send(new VerifyCommand({ ...external, Signature }))).SignatureValid).toBe(true)
})

test.each([
  ['HMAC_224', 'HMAC_SHA_224', 28],
  ['HMAC_256', 'HMAC_SHA_256', 32],
  ['HMAC_384', 'HMAC_SHA_384', 48],
  ['HMAC_512', 'HMAC_SHA_512', 64],
] as const)('makes MACs with %s', async (spec, MacAlgorithm, length) => {
  const { kms } = createSdk()
  const KeyId = await makeKey(kms, spec, 'GENERATE_VERIFY_MAC')
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, MacAlgorithm, Message }))
  expect(Mac).toHaveLength(length)
  expect((await kms.send(new VerifyMacCommand({ KeyId, MacAlgorithm, Message, Mac }))).MacValid).toBe(true)
  const other = new VerifyMacCommand({ KeyId, MacAlgorithm, Message: bytesOf('attack at noon'), Mac })
  expect(await refusalOf(kms.send(other))).toBeInstanceOf(KMSInvalidMacException)
})

test.each([
  ['ECC_NIST_P256', 'prime256v1'],
  ['ECC_NIST_P384', 'secp384r1'],
  ['ECC_NIST_P521', 'secp521r1'],
] as const)('agrees on a secret with %s', async (spec, namedCurve) => {
  const { kms } = createSdk()
  const KeyId = await makeKey(kms, spec, 'KEY_AGREEMENT')
  const peer = node.generateKeyPairSync('ec', { namedCurve })
  const PublicKey = peer.publicKey.export({ type: 'spki', format: 'der' })
  const { SharedSecret } = await kms.send(new DeriveSharedSecretCommand({ KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey }))
  const own = publicKeyOf((await kms.send(new GetPublicKeyCommand({ KeyId }))).PublicKey)
  const outside = node.diffieHellman({ privateKey: peer.privateKey, publicKey: own })
  expect(SharedSecret).toEqual(new Uint8Array(outside))
})

test.each(['ML_KEM_512', 'ML_KEM_768', 'ML_KEM_1024'] as const)('encapsulates a secret with %s', async (spec) => {
  const { kms } = createSdk()
  const KeyId = await makeKey(kms, spec, 'ENCAPSULATE_DECAPSULATE')
  const algorithm = { KeyId, EncapsulationAlgorithm: 'ML_KEM' } as const
  const { SharedSecret, SharedSecretCiphertextBlob } = await kms.send(new EncapsulateCommand(algorithm))
  const opened = await kms.send(new DecapsulateCommand({ ...algorithm, SharedSecretCiphertextBlob }))
  expect(opened.SharedSecret).toEqual(SharedSecret)
  expect(SharedSecret).toHaveLength(32)
})

test('takes what was encrypted outside with the public key', async () => {
  const { kms } = createSdk()
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: 'alias/rsa' }))
  const CiphertextBlob = node.publicEncrypt({ key: publicKeyOf(PublicKey), oaepHash: 'sha1' }, Message)
  const request = { KeyId: 'alias/rsa', EncryptionAlgorithm: 'RSAES_OAEP_SHA_1', CiphertextBlob } as const
  expect((await kms.send(new DecryptCommand(request))).Plaintext).toEqual(Message)
})

test('moves a ciphertext to another key and context, and says which key was used last', async () => {
  const { kms } = createSdk()
  const context = { tenant: 'red' }
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: 'alias/app', Plaintext: Message, EncryptionContext: context }),
  )
  const moved = await kms.send(
    new ReEncryptCommand({ CiphertextBlob, SourceEncryptionContext: context, DestinationKeyId: 'alias/imported' }),
  )
  expect(moved).toMatchObject({ SourceKeyId: arnOf(SANDBOX.app), KeyId: arnOf(SANDBOX.imported) })
  expect((await kms.send(new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob }))).Plaintext).toEqual(Message)
  const { KeyLastUsage } = await kms.send(new GetKeyLastUsageCommand({ KeyId: SANDBOX.app }))
  expect(KeyLastUsage?.Operation).toBe('ReEncrypt')
  expect(KeyLastUsage?.Timestamp).toBeInstanceOf(Date)
})

test('data keys: hands out a copy that is opened later', async () => {
  const { kms } = createSdk()
  const { CiphertextBlob } = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId: 'alias/app', NumberOfBytes: 24 }))
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toHaveLength(24)
})

test.each(['RSA_2048', 'ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519'] as const)(
  'data key pairs: makes a pair of %s that node:crypto signs and verifies with',
  async (KeyPairSpec) => {
    const { kms } = createSdk()
    const pair = await kms.send(new GenerateDataKeyPairCommand({ KeyId: 'alias/app', KeyPairSpec }))
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob: pair.PrivateKeyCiphertextBlob }))
    expect(opened.Plaintext).toEqual(pair.PrivateKeyPlaintext)
    const privateKey = node.createPrivateKey({ key: Buffer.from(opened.Plaintext ?? []), format: 'der', type: 'pkcs8' })
    const hash = KeyPairSpec === 'ECC_NIST_EDWARDS25519' ? null : 'sha256'
    expect(node.verify(hash, Message, publicKeyOf(pair.PublicKey), node.sign(hash, Message, privateKey))).toBe(true)
  },
)

test('data key pairs: keeps the private key to itself', async () => {
  const { kms } = createSdk()
  const request = { KeyId: 'alias/app', KeyPairSpec: 'ML_KEM_768' } as const
  const pair = await kms.send(new GenerateDataKeyPairWithoutPlaintextCommand(request))
  expect(pair).not.toHaveProperty('PrivateKeyPlaintext')
  expect(pair.PublicKey).toHaveLength(1206)
  expect((await kms.send(new DecryptCommand({ CiphertextBlob: pair.PrivateKeyCiphertextBlob }))).Plaintext).toBeDefined()
})
