import { expect, test } from 'vitest'
import type { OperationName } from '../../facts/index.ts'
import { createClient, SANDBOX } from '../test-client.ts'
import { attest, createEnclave } from '../test-enclave.ts'

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const enclave = createEnclave()
const Recipient = { KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256', AttestationDocument: base64(enclave.document) } as const
const read = (ciphertext = ''): string => base64(enclave.read(new Uint8Array(Buffer.from(ciphertext, 'base64'))))

test('Decrypt returns the plaintext to the enclave alone, for symmetric and RSA ciphertexts', async () => {
  const { send } = createClient()
  const Plaintext = 'aGVsbG8='
  for (const key of [
    { KeyId: 'alias/app', EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    { KeyId: 'alias/rsa', EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
  ] as const) {
    const { CiphertextBlob } = await send('Encrypt', { ...key, Plaintext })
    const answer = await send('Decrypt', { ...key, CiphertextBlob, Recipient })
    expect(read(answer.CiphertextForRecipient)).toBe(Plaintext)
    expect(Object.keys(answer).toSorted()).toEqual(['CiphertextForRecipient', 'EncryptionAlgorithm', 'KeyId'])
  }
})

test('GenerateDataKey returns the data key to the enclave, and its encrypted copy', async () => {
  const { send } = createClient()
  const answer = await send('GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256', Recipient })
  const { Plaintext } = await send('Decrypt', { CiphertextBlob: answer.CiphertextBlob })
  expect(read(answer.CiphertextForRecipient)).toBe(Plaintext)
  expect(Object.keys(answer).toSorted()).toEqual(['CiphertextBlob', 'CiphertextForRecipient', 'KeyId'])
})

test('GenerateDataKeyPair returns the private key to the enclave', async () => {
  const { send } = createClient()
  const answer = await send('GenerateDataKeyPair', { KeyId: 'alias/app', KeyPairSpec: 'ECC_NIST_P256', Recipient })
  const { Plaintext } = await send('Decrypt', { CiphertextBlob: answer.PrivateKeyCiphertextBlob })
  expect(read(answer.CiphertextForRecipient)).toBe(Plaintext)
  expect(answer).not.toHaveProperty('PrivateKeyPlaintext')
  expect(answer).not.toHaveProperty('KeyMaterialId')
})

test('GenerateRandom returns the bytes to the enclave', async () => {
  const { send } = createClient()
  const answer = await send('GenerateRandom', { NumberOfBytes: 100, Recipient })
  expect(Buffer.from(read(answer.CiphertextForRecipient), 'base64')).toHaveLength(100)
  expect(Object.keys(answer)).toEqual(['CiphertextForRecipient'])
})

test('DeriveSharedSecret returns the secret to the enclave', async () => {
  const { send } = createClient()
  const { PublicKey = '' } = await send('GetPublicKey', { KeyId: 'alias/agreement' })
  const request = { KeyId: 'alias/agreement', KeyAgreementAlgorithm: 'ECDH', PublicKey } as const
  const { SharedSecret, ...open } = await send('DeriveSharedSecret', request)
  const { CiphertextForRecipient, ...sealed } = await send('DeriveSharedSecret', { ...request, Recipient })
  expect(read(CiphertextForRecipient)).toBe(SharedSecret)
  expect(sealed).toEqual(open)
})

const REQUESTS: readonly (readonly [OperationName, object])[] = [
  ['Decrypt', { KeyId: 'alias/app', DryRun: true }],
  ['GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256', DryRun: true }],
  ['GenerateDataKeyPair', { KeyId: 'alias/app', KeyPairSpec: 'RSA_4096', DryRun: true }],
  ['GenerateRandom', { NumberOfBytes: 32 }],
  ['DeriveSharedSecret', { KeyId: 'alias/agreement', KeyAgreementAlgorithm: 'ECDH', DryRun: true }],
]

test.each(REQUESTS)(
  '%s refuses a recipient without a document, or whose document shows no RSA key',
  async (operation, request) => {
    const { send, refuse } = createClient()
    const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })
    const { PublicKey } = await send('GetPublicKey', { KeyId: 'alias/agreement' })
    const errorOf = (AttestationDocument?: string) =>
      refuse(operation, { CiphertextBlob, PublicKey, ...request, Recipient: { ...Recipient, AttestationDocument } })
    expect(await errorOf()).toBe('ValidationException: AttestationDocument is required where Recipient is given.')
    for (const document of [new Uint8Array(3), attest(null), attest(new Uint8Array(32)), Buffer.alloc(200_000, 0x81)])
      expect(await errorOf(base64(document))).toBe(
        'ValidationException: AttestationDocument is not an attestation document with an RSA public key.',
      )
  },
)

test('a recipient does not open what its caller may not', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/imported', Plaintext: 'aGVsbG8=' })
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  expect(await refuse('Decrypt', { CiphertextBlob, Recipient })).toMatch('KMSInvalidStateException')
})
