import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const key = { KeyId: 'alias/mac', MacAlgorithm: 'HMAC_SHA_256' } as const
const Message = 'aGVsbG8='

test('accepts the MAC that GenerateMac made', async () => {
  const { send } = createClient()
  const { Mac = '' } = await send('GenerateMac', { ...key, Message })
  expect(await send('VerifyMac', { ...key, Message, Mac })).toEqual({
    KeyId: arnOf(SANDBOX.mac),
    MacValid: true,
    MacAlgorithm: 'HMAC_SHA_256',
  })
})

test('refuses another message, a cut MAC and a long one, without a text; in a dry run too', async () => {
  const { send, refuse } = createClient()
  const { Mac = '' } = await send('GenerateMac', { ...key, Message })
  const bytes = Buffer.from(Mac, 'base64')
  const cut = bytes.subarray(0, 16).toString('base64')
  const long = Buffer.concat([bytes, bytes]).toString('base64')
  for (const wrong of [{ Message: 'SGVsbG8=' }, { Mac: cut }, { Mac: long }, { Mac: cut, DryRun: true }])
    expect(await refuse('VerifyMac', { ...key, Message, Mac, ...wrong })).toBe('KMSInvalidMacException')
  expect(await refuse('VerifyMac', { ...key, Message, Mac, DryRun: true })).toMatch('DryRunOperationException')
})

test('refuses another algorithm, another usage and a disabled key', async () => {
  const { send, refuse } = createClient()
  const errorOf = (KeyId: string, MacAlgorithm = 'HMAC_SHA_384') =>
    refuse('VerifyMac', { KeyId, MacAlgorithm, Message, Mac: 'AAAA' })
  expect(await errorOf('alias/mac')).toBe(
    'InvalidKeyUsageException: Algorithm HMAC_SHA_384 is incompatible with key spec HMAC_256.',
  )
  expect(await errorOf('alias/signing')).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.signing)} key usage is SIGN_VERIFY which is not valid for VerifyMac.`,
  )
  await send('DisableKey', { KeyId: SANDBOX.mac })
  expect(await errorOf('alias/mac')).toBe(`DisabledException: ${arnOf(SANDBOX.mac)} is disabled.`)
})
