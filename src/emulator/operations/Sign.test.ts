import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const zeros = (length: number) => Buffer.alloc(length).toString('base64')
const Message = 'aGVsbG8='

test('signs with the key that an alias names', async () => {
  const { send } = createClient()
  const { Signature, ...rest } = await send('Sign', {
    KeyId: 'alias/rsa-signing',
    Message,
    SigningAlgorithm: 'RSASSA_PSS_SHA_384',
  })
  expect(Buffer.from(Signature ?? '', 'base64')).toHaveLength(256)
  expect(rest).toEqual({ KeyId: arnOf(SANDBOX['rsa-signing']), SigningAlgorithm: 'RSASSA_PSS_SHA_384' })
})

test('refuses an algorithm of another spec before it looks at the message, SYMMETRIC_DEFAULT among them', async () => {
  const { refuse } = createClient()
  for (const SigningAlgorithm of ['ECDSA_SHA_384', 'RSASSA_PSS_SHA_256', 'ML_DSA_SHAKE_256', 'SM2DSA', 'SYMMETRIC_DEFAULT'])
    expect(await refuse('Sign', { KeyId: 'alias/signing', Message, MessageType: 'DIGEST', SigningAlgorithm })).toBe(
      `InvalidKeyUsageException: Algorithm ${SigningAlgorithm} is incompatible with key spec ECC_NIST_P256.`,
    )
  expect(await refuse('Sign', { KeyId: 'alias/signing', Message, SigningAlgorithm: 'ECDSA' })).toBe(
    "ValidationException: 1 validation error detected: Value 'ECDSA' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512, RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512, ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512, ED25519_SHA_512, ED25519_PH_SHA_512, SM2DSA, ML_DSA_SHAKE_256]",
  )
})

test.each([
  ['alias/signing', 'ECDSA_SHA_256', 32],
  ['alias/rsa-signing', 'RSASSA_PKCS1_V1_5_SHA_256', 32],
  ['alias/rsa-signing', 'RSASSA_PKCS1_V1_5_SHA_384', 48],
  ['alias/rsa-signing', 'RSASSA_PSS_SHA_512', 64],
] as const)('%s with %s takes a digest of its hash’s length alone', async (KeyId, SigningAlgorithm, length) => {
  const { send, refuse } = createClient()
  const digest = { KeyId, SigningAlgorithm, MessageType: 'DIGEST' } as const
  await send('Sign', { ...digest, Message: zeros(length) })
  for (const other of [length - 1, length + 1])
    expect(await refuse('Sign', { ...digest, Message: zeros(other) })).toBe(
      `ValidationException: Digest is invalid length for algorithm ${SigningAlgorithm}.`,
    )
  expect(await refuse('Sign', { ...digest, MessageType: 'EXTERNAL_MU', Message: zeros(64) })).toMatch(
    /^ValidationException: Message type EXTERNAL_MU is incompatible with key spec (ECC_NIST_P256|RSA_2048)\.$/,
  )
})

test('Ed25519 takes a message, Ed25519ph a digest of 64 bytes', async () => {
  const { send, refuse } = createClient()
  const { KeyMetadata } = await send('CreateKey', { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' })
  const errorOf = (SigningAlgorithm: string, MessageType: string, length = 64) =>
    refuse('Sign', { KeyId: KeyMetadata?.KeyId, SigningAlgorithm, MessageType, Message: zeros(length) })
  for (const MessageType of ['DIGEST', 'EXTERNAL_MU'])
    expect(await errorOf('ED25519_SHA_512', MessageType)).toBe(
      `ValidationException: Message type ${MessageType} is incompatible with algorithm ED25519_SHA_512.`,
    )
  for (const MessageType of ['RAW', 'EXTERNAL_MU'])
    expect(await errorOf('ED25519_PH_SHA_512', MessageType)).toBe(
      `ValidationException: Message type ${MessageType} is incompatible with algorithm ED25519_PH_SHA_512.`,
    )
  expect(await errorOf('ED25519_PH_SHA_512', 'DIGEST', 63)).toBe(
    'ValidationException: Digest is invalid length for algorithm ED25519_PH_SHA_512.',
  )
})

test('ML-DSA takes a message or its μ of 64 bytes', async () => {
  const { send, refuse } = createClient()
  const request = { KeyId: 'alias/post-quantum-signing', SigningAlgorithm: 'ML_DSA_SHAKE_256' } as const
  const { Signature = '' } = await send('Sign', { ...request, MessageType: 'EXTERNAL_MU', Message: zeros(64) })
  expect(Buffer.from(Signature, 'base64')).toHaveLength(3309)
  expect(await refuse('Sign', { ...request, MessageType: 'EXTERNAL_MU', Message: zeros(63) })).toBe(
    'ValidationException: Digest is invalid length for algorithm ML_DSA_SHAKE_256.',
  )
  expect(await refuse('Sign', { ...request, MessageType: 'DIGEST', Message: zeros(64) })).toBe(
    'ValidationException: Message type DIGEST is incompatible with key spec ML_DSA_65.',
  )
})

test('refuses keys that cannot sign, and a dry run signs nothing', async () => {
  const { send, refuse } = createClient()
  const errorOf = (KeyId: string, more = {}) => refuse('Sign', { KeyId, Message, SigningAlgorithm: 'ECDSA_SHA_256', ...more })
  expect(await errorOf('alias/app')).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.app)} key usage is ENCRYPT_DECRYPT which is not valid for Sign.`,
  )
  expect(await errorOf('alias/signing', { DryRun: true })).toMatch('DryRunOperationException')
  await send('DisableKey', { KeyId: SANDBOX.signing })
  expect(await errorOf('alias/signing', { SigningAlgorithm: 'ECDSA_SHA_512' })).toBe(
    `DisabledException: ${arnOf(SANDBOX.signing)} is disabled.`,
  )
})
