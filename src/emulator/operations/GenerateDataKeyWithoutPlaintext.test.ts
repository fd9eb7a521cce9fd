import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

test.each([
  [{ KeySpec: 'AES_128' }, 16],
  [{ KeySpec: 'AES_256' }, 32],
  [{ NumberOfBytes: 1024 }, 1024],
] as const)('makes a data key of %o that Decrypt opens', async (size, length) => {
  const { send, refuse } = createClient()
  const EncryptionContext = { purpose: 'test' }
  const request = { KeyId: 'alias/app', EncryptionContext, ...size }
  const { CiphertextBlob, ...rest } = await send('GenerateDataKeyWithoutPlaintext', request)
  const opened = await send('Decrypt', { CiphertextBlob, EncryptionContext })
  expect(Buffer.from(opened.Plaintext ?? '', 'base64')).toHaveLength(length)
  expect(rest).toEqual({ KeyId: arnOf(SANDBOX.app), KeyMaterialId: opened.KeyMaterialId })
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe('InvalidCiphertextException')
})

test('takes either a spec or a length, and says so before it looks at usage and state', async () => {
  const { refuse } = createClient()
  const message = 'ValidationException: Please specify either number of bytes or key spec.'
  for (const KeyId of ['alias/app', 'alias/disabled', 'alias/signing']) {
    expect(await refuse('GenerateDataKeyWithoutPlaintext', { KeyId })).toBe(message)
    expect(await refuse('GenerateDataKeyWithoutPlaintext', { KeyId, KeySpec: 'AES_256', NumberOfBytes: 32 })).toBe(message)
  }
})

test('refuses keys of another kind or in the wrong state, and a dry run makes nothing', async () => {
  const { refuse } = createClient()
  const errorOf = (KeyId: string, more = {}) => refuse('GenerateDataKeyWithoutPlaintext', { KeyId, KeySpec: 'AES_256', ...more })
  expect(await errorOf('alias/rsa')).toBe('InvalidKeyUsageException: You cannot generate a data key with an asymmetric CMK')
  expect(await errorOf('alias/mac')).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.mac)} key usage is GENERATE_VERIFY_MAC which is not valid for GenerateDataKeyWithoutPlaintext.`,
  )
  expect(await errorOf('alias/pending-import')).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-import'])} is pending import.`,
  )
  expect(await errorOf('alias/app', { DryRun: true })).toMatch('DryRunOperationException')
})
