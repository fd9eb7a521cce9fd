import * as node from 'node:crypto'
import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const message = Buffer.from('hello')
const Message = message.toString('base64')

test('a signature of a message fits its digest, and the reverse', async () => {
  const { send } = createClient()
  const key = { KeyId: 'alias/signing', SigningAlgorithm: 'ECDSA_SHA_256' } as const
  const raw = { ...key, Message } as const
  const digest = {
    ...key,
    Message: node.createHash('sha256').update(message).digest('base64'),
    MessageType: 'DIGEST',
  } as const
  const valid = { KeyId: arnOf(SANDBOX.signing), SignatureValid: true, SigningAlgorithm: 'ECDSA_SHA_256' }
  const { Signature: ofMessage = '' } = await send('Sign', raw)
  const { Signature: ofDigest = '' } = await send('Sign', digest)
  expect(await send('Verify', { ...digest, Signature: ofMessage })).toEqual(valid)
  expect(await send('Verify', { ...raw, Signature: ofDigest })).toEqual(valid)
})

test.each([
  ['alias/signing', 'ECDSA_SHA_256'],
  ['alias/rsa-signing', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ['alias/rsa-signing', 'RSASSA_PSS_SHA_512'],
  ['alias/post-quantum-signing', 'ML_DSA_SHAKE_256'],
] as const)('%s with %s refuses what does not fit, without a text', async (KeyId, SigningAlgorithm) => {
  const { send, refuse } = createClient()
  const key = { KeyId, SigningAlgorithm }
  const { Signature = '' } = await send('Sign', { ...key, Message })
  const cut = Buffer.from(Signature, 'base64').subarray(1).toString('base64')
  for (const wrong of [{ Message: 'SGVsbG8=' }, { Signature: cut }, { Signature: 'AAAA' }])
    expect(await refuse('Verify', { ...key, Message, Signature, ...wrong })).toBe('KMSInvalidSignatureException')
})

test('refuses another algorithm of the key, and the message types that Sign refuses', async () => {
  const { send, refuse } = createClient()
  const KeyId = 'alias/rsa-signing'
  const { Signature } = await send('Sign', { KeyId, Message, SigningAlgorithm: 'RSASSA_PSS_SHA_256' })
  const errorOf = (SigningAlgorithm: string, more = {}) =>
    refuse('Verify', { KeyId, Message, Signature, SigningAlgorithm, ...more })
  expect(await errorOf('RSASSA_PSS_SHA_384')).toBe('KMSInvalidSignatureException')
  expect(await errorOf('RSASSA_PKCS1_V1_5_SHA_256')).toBe('KMSInvalidSignatureException')
  expect(await errorOf('ECDSA_SHA_256', { MessageType: 'DIGEST' })).toBe(
    'InvalidKeyUsageException: Algorithm ECDSA_SHA_256 is incompatible with key spec RSA_2048.',
  )
  expect(await errorOf('RSASSA_PSS_SHA_256', { MessageType: 'DIGEST' })).toBe(
    'ValidationException: Digest is invalid length for algorithm RSASSA_PSS_SHA_256.',
  )
  expect(await errorOf('RSASSA_PSS_SHA_256', { DryRun: true })).toMatch('DryRunOperationException')
  expect(await errorOf('RSASSA_PSS_SHA_384', { DryRun: true })).toBe('KMSInvalidSignatureException')
})

test('refuses a disabled key before it looks at the algorithm', async () => {
  const { send, refuse } = createClient()
  await send('DisableKey', { KeyId: SANDBOX.signing })
  const request = { KeyId: 'alias/signing', Message, Signature: 'AAAA', SigningAlgorithm: 'RSASSA_PSS_SHA_256' }
  expect(await refuse('Verify', request)).toBe(`DisabledException: ${arnOf(SANDBOX.signing)} is disabled.`)
})
