import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const request = { KeyId: 'alias/encapsulation', EncapsulationAlgorithm: 'ML_KEM' } as const

test('opens the secret that Encapsulate made', async () => {
  const { send } = createClient()
  const { SharedSecret, SharedSecretCiphertextBlob = '' } = await send('Encapsulate', request)
  expect(await send('Decapsulate', { ...request, SharedSecretCiphertextBlob })).toEqual({
    KeyId: arnOf(SANDBOX.encapsulation),
    SharedSecret,
    EncapsulationAlgorithm: 'ML_KEM',
  })
})

test('opens an altered ciphertext to another secret, the same each time', async () => {
  const { send } = createClient()
  const { SharedSecret, SharedSecretCiphertextBlob = '' } = await send('Encapsulate', request)
  const altered = Buffer.from(SharedSecretCiphertextBlob, 'base64')
  altered[0] = (altered[0] ?? 0) ^ 1
  const wrong = { ...request, SharedSecretCiphertextBlob: altered.toString('base64') }
  const answer = await send('Decapsulate', wrong)
  expect(Buffer.from(answer.SharedSecret ?? '', 'base64')).toHaveLength(32)
  expect(answer.SharedSecret).not.toBe(SharedSecret)
  expect(await send('Decapsulate', wrong)).toEqual(answer)
})

test('refuses a ciphertext of another length without a text', async () => {
  const { refuse } = createClient()
  for (const length of [1, 1087, 1089, 1568])
    expect(await refuse('Decapsulate', { ...request, SharedSecretCiphertextBlob: Buffer.alloc(length).toString('base64') })).toBe(
      'InvalidCiphertextException',
    )
})

test('refuses keys of another usage and in the wrong state, and a dry run returns no secret', async () => {
  const { send, refuse } = createClient()
  const SharedSecretCiphertextBlob = Buffer.alloc(1088).toString('base64')
  const errorOf = (more: object) => refuse('Decapsulate', { ...request, SharedSecretCiphertextBlob, ...more })
  expect(await errorOf({ KeyId: 'alias/app' })).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.app)} key usage is ENCRYPT_DECRYPT which is not valid for Decapsulate.`,
  )
  expect(await errorOf({ DryRun: true })).toMatch('DryRunOperationException')
  expect(await errorOf({ DryRun: true, SharedSecretCiphertextBlob: 'AAAA' })).toBe('InvalidCiphertextException')
  await send('DisableKey', { KeyId: SANDBOX.encapsulation })
  expect(await errorOf({})).toBe(`DisabledException: ${arnOf(SANDBOX.encapsulation)} is disabled.`)
})
