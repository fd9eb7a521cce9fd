import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const request = { KeyId: 'alias/encapsulation', EncapsulationAlgorithm: 'ML_KEM' } as const

test.each([
  ['ML_KEM_512', 768],
  ['ML_KEM_768', 1088],
  ['ML_KEM_1024', 1568],
] as const)('%s encapsulates another secret each time', async (KeySpec, length) => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', { KeySpec, KeyUsage: 'ENCAPSULATE_DECAPSULATE' })
  const KeyId = KeyMetadata?.KeyId ?? ''
  const { SharedSecret, SharedSecretCiphertextBlob, ...rest } = await send('Encapsulate', { ...request, KeyId })
  expect(rest).toEqual({ KeyId: KeyMetadata?.Arn, EncapsulationAlgorithm: 'ML_KEM' })
  expect(Buffer.from(SharedSecret ?? '', 'base64')).toHaveLength(32)
  expect(Buffer.from(SharedSecretCiphertextBlob ?? '', 'base64')).toHaveLength(length)
  expect((await send('Encapsulate', { ...request, KeyId })).SharedSecret).not.toBe(SharedSecret)
})

test('refuses keys of another usage and in the wrong state, and a dry run makes no secret', async () => {
  const { send, refuse } = createClient()
  expect(await refuse('Encapsulate', { ...request, KeyId: 'alias/agreement' })).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.agreement)} key usage is KEY_AGREEMENT which is not valid for Encapsulate.`,
  )
  expect(await refuse('Encapsulate', { ...request, DryRun: true })).toMatch('DryRunOperationException')
  await send('ScheduleKeyDeletion', { KeyId: SANDBOX.encapsulation })
  expect(await refuse('Encapsulate', request)).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX.encapsulation)} is pending deletion.`,
  )
})
