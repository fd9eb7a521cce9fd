import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const sizeOf = (base64 = '') => Buffer.from(base64, 'base64').length

test.each([SANDBOX.app, arnOf(SANDBOX.app), 'alias/app', aliasArnOf('alias/app')])(
  'returns a key in plain and encrypted under %s',
  async (KeyId) => {
    const { send } = createClient()
    const answer = await send('GenerateDataKey', { KeyId, KeySpec: 'AES_256' })
    expect(answer).toEqual({
      CiphertextBlob: expect.stringMatching(/^AQICAH/),
      Plaintext: expect.any(String),
      KeyId: arnOf(SANDBOX.app),
      KeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const { CiphertextBlob } = answer
    expect(await send('Decrypt', { CiphertextBlob })).toEqual({
      KeyId: arnOf(SANDBOX.app),
      Plaintext: answer.Plaintext,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyMaterialId: answer.KeyMaterialId,
    })
  },
)

test.each([
  [{ KeySpec: 'AES_128' }, 16],
  [{ KeySpec: 'AES_256' }, 32],
  [{ NumberOfBytes: 1 }, 1],
  [{ NumberOfBytes: 64 }, 64],
  [{ NumberOfBytes: 1024 }, 1024],
] as const)('makes a key for %o of %i bytes', async (length, bytes) => {
  const { send } = createClient()
  const { Plaintext } = await send('GenerateDataKey', { KeyId: 'alias/app', ...length })
  expect(sizeOf(Plaintext)).toBe(bytes)
})

test('makes another key each time, and changes nothing but the last use', async () => {
  const { send, emulator } = createClient()
  const rest = async () => (await emulator.snapshot()).filter(({ table }) => table !== 'usages')
  const before = await rest()
  const made = await Promise.all(
    Array.from({ length: 20 }, () => send('GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' })),
  )
  expect(new Set(made.map(({ Plaintext }) => Plaintext)).size).toBe(20)
  expect(await rest()).toEqual(before)
})

test('authenticates the encryption context', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob, Plaintext } = await send('GenerateDataKey', {
    KeyId: 'alias/app',
    KeySpec: 'AES_256',
    EncryptionContext: { tenant: 'x', purpose: 'y' },
  })
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe('InvalidCiphertextException')
  const EncryptionContext = { purpose: 'y', tenant: 'x' }
  expect((await send('Decrypt', { CiphertextBlob, EncryptionContext })).Plaintext).toBe(Plaintext)
})

test('needs exactly one of KeySpec and NumberOfBytes, before it looks at usage and state', async () => {
  const { refuse } = createClient()
  const text = 'ValidationException: Please specify either number of bytes or key spec.'
  for (const KeyId of [SANDBOX.app, SANDBOX.disabled, SANDBOX.mac, SANDBOX.rsa, SANDBOX['pending-import']]) {
    expect(await refuse('GenerateDataKey', { KeyId })).toBe(text)
    expect(await refuse('GenerateDataKey', { KeyId, KeySpec: 'AES_256', NumberOfBytes: 32 })).toBe(text)
  }
  expect(await refuse('GenerateDataKey', { KeyId: 'alias/no-such' })).toBe(
    `NotFoundException: Alias ${aliasArnOf('alias/no-such')} is not found.`,
  )
})

test('refuses lengths outside of 1 to 1,024, and prints the whole KeySpec set for a spec that is none', async () => {
  const { refuse } = createClient()
  const KeyId = 'alias/app'
  expect(await refuse('GenerateDataKey', { KeyId, NumberOfBytes: 0 })).toBe(
    "ValidationException: 1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1",
  )
  expect(await refuse('GenerateDataKey', { KeyId, NumberOfBytes: 1025 })).toBe(
    "ValidationException: 1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
  )
  expect(await refuse('GenerateDataKey', { KeyId, KeySpec: 'AES_512' })).toBe(
    "ValidationException: 1 validation error detected: Value 'AES_512' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: [RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, ECC_SECG_P256K1, ECC_NIST_EDWARDS25519, SYMMETRIC_DEFAULT, HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2, ML_DSA_44, ML_DSA_65, ML_DSA_87, ML_KEM_512, ML_KEM_768, ML_KEM_1024]",
  )
})

test('refuses keys of another usage, and RSA keys', async () => {
  const { send, refuse } = createClient()
  const KeySpec = 'AES_256'
  for (const [KeyId, usage] of [
    [SANDBOX.mac, 'GENERATE_VERIFY_MAC'],
    [SANDBOX.signing, 'SIGN_VERIFY'],
  ] as const)
    expect(await refuse('GenerateDataKey', { KeyId, KeySpec })).toBe(
      `InvalidKeyUsageException: ${arnOf(KeyId)} key usage is ${usage} which is not valid for GenerateDataKey.`,
    )
  expect(await refuse('GenerateDataKey', { KeyId: SANDBOX.rsa, KeySpec })).toBe(
    'InvalidKeyUsageException: You cannot generate a data key with an asymmetric CMK',
  )
  await send('DisableKey', { KeyId: SANDBOX.rsa })
  expect(await refuse('GenerateDataKey', { KeyId: SANDBOX.rsa, KeySpec })).toBe(
    `DisabledException: ${arnOf(SANDBOX.rsa)} is disabled.`,
  )
})

test('reports the success of a dry run as an error, and a failure as itself', async () => {
  const { refuse } = createClient()
  const request = { KeySpec: 'AES_256', DryRun: true }
  expect(await refuse('GenerateDataKey', { ...request, KeyId: SANDBOX.app })).toBe(
    'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
  )
  expect(await refuse('GenerateDataKey', { ...request, KeyId: SANDBOX['pending-import'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-import'])} is pending import.`,
  )
})
