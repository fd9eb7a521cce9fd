import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const Message = 'aGVsbG8='

test.each([
  ['HMAC_224', 'HMAC_SHA_224', 28],
  ['HMAC_256', 'HMAC_SHA_256', 32],
  ['HMAC_384', 'HMAC_SHA_384', 48],
  ['HMAC_512', 'HMAC_SHA_512', 64],
] as const)('%s makes a MAC that is the same each time', async (KeySpec, MacAlgorithm, length) => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', { KeySpec, KeyUsage: 'GENERATE_VERIFY_MAC' })
  const request = { KeyId: KeyMetadata?.KeyId ?? '', Message, MacAlgorithm }
  const answer = await send('GenerateMac', request)
  expect(Buffer.from(answer.Mac ?? '', 'base64')).toHaveLength(length)
  expect(answer).toMatchObject({ KeyId: KeyMetadata?.Arn, MacAlgorithm })
  expect(await send('GenerateMac', request)).toEqual(answer)
})

test('refuses another algorithm, another usage and a disabled key, in the order that the service has', async () => {
  const { send, refuse } = createClient()
  const errorOf = (KeyId: string, MacAlgorithm = 'HMAC_SHA_512') => refuse('GenerateMac', { KeyId, Message, MacAlgorithm })
  expect(await errorOf('alias/mac')).toBe(
    'InvalidKeyUsageException: Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.',
  )
  expect(await errorOf('alias/disabled')).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.disabled)} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`,
  )
  await send('DisableKey', { KeyId: SANDBOX.mac })
  expect(await errorOf('alias/mac')).toBe(`DisabledException: ${arnOf(SANDBOX.mac)} is disabled.`)
})

test('a dry run makes no MAC', async () => {
  const { refuse } = createClient()
  const request = { KeyId: 'alias/mac', Message, MacAlgorithm: 'HMAC_SHA_256', DryRun: true }
  expect(await refuse('GenerateMac', request)).toMatch('DryRunOperationException')
  expect(await refuse('GenerateMac', { ...request, MacAlgorithm: 'HMAC_SHA_224' })).toMatch('InvalidKeyUsageException')
})
