import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const Plaintext = 'aGVsbG8='
const context = { purpose: 'test' }

test('moves a ciphertext to another key, and counts as a use of both', async () => {
  const { send, emulator } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext })
  const { CiphertextBlob: moved, ...rest } = await send('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/imported' })
  const { KeyMaterialId, ...opened } = await send('Decrypt', { CiphertextBlob: moved })
  expect(opened).toEqual({ KeyId: arnOf(SANDBOX.imported), Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' })
  expect(rest).toEqual({
    SourceKeyId: arnOf(SANDBOX.app),
    KeyId: arnOf(SANDBOX.imported),
    SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    SourceKeyMaterialId: (await send('Decrypt', { CiphertextBlob })).KeyMaterialId,
    DestinationKeyMaterialId: KeyMaterialId,
  })

  await send('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/expiring' })
  const used = (await emulator.snapshot()).filter(({ table, row }) => table === 'usages' && row?.operation === 'ReEncrypt')
  expect(used.map(({ id }) => id)).toEqual([SANDBOX.app, SANDBOX.expiring].map(arnOf))
})

test('leaves the old encryption context behind and binds the new one', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext, EncryptionContext: context })
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/app' })).toBe('InvalidCiphertextException')

  const source = { CiphertextBlob, SourceEncryptionContext: context, DestinationKeyId: 'alias/app' }
  const plain = await send('ReEncrypt', source)
  expect((await send('Decrypt', { CiphertextBlob: plain.CiphertextBlob })).Plaintext).toBe(Plaintext)
  const bound = await send('ReEncrypt', { ...source, DestinationEncryptionContext: { other: 'one' } })
  expect(await refuse('Decrypt', { CiphertextBlob: bound.CiphertextBlob, EncryptionContext: context })).toBe(
    'InvalidCiphertextException',
  )
  const opened = await send('Decrypt', { CiphertextBlob: bound.CiphertextBlob, EncryptionContext: { other: 'one' } })
  expect(opened.Plaintext).toBe(Plaintext)
})

test('moves between kinds of keys, and names the material of the symmetric side alone', async () => {
  const { send } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext })
  const asymmetric = await send('ReEncrypt', {
    CiphertextBlob,
    DestinationKeyId: 'alias/rsa',
    DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_1',
  })
  expect(asymmetric).toMatchObject({
    SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_1',
    SourceKeyMaterialId: expect.any(String),
  })
  expect(asymmetric).not.toHaveProperty('DestinationKeyMaterialId')
  const symmetric = await send('ReEncrypt', {
    CiphertextBlob: asymmetric.CiphertextBlob,
    SourceKeyId: 'alias/rsa',
    SourceEncryptionAlgorithm: 'RSAES_OAEP_SHA_1',
    DestinationKeyId: 'alias/app',
    DestinationEncryptionContext: context,
  })
  expect(symmetric).not.toHaveProperty('SourceKeyMaterialId')
  const opened = await send('Decrypt', { CiphertextBlob: symmetric.CiphertextBlob, EncryptionContext: context })
  expect(opened.Plaintext).toBe(Plaintext)
})

test('refuses a source key that did not make the ciphertext, whatever else is wrong with that key', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext })
  for (const SourceKeyId of ['alias/imported', 'alias/pending-import', 'alias/signing'])
    expect(await refuse('ReEncrypt', { CiphertextBlob, SourceKeyId, DestinationKeyId: 'alias/app' })).toBe(
      'IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.',
    )
})

test('refuses keys in the wrong state on either side', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/imported', Plaintext })
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/pending-import' })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-import'])} is pending import.`,
  )
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/disabled' })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/signing' })).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.signing)} key usage is SIGN_VERIFY which is not valid for ReEncrypt.`,
  )
  await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/app' })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX.imported)} is pending import.`,
  )
})

test('refuses what is no ciphertext, and a plaintext that the destination cannot take', async () => {
  const { send, refuse } = createClient()
  expect(await refuse('ReEncrypt', { CiphertextBlob: 'AAAA', DestinationKeyId: 'alias/app' })).toBe('InvalidCiphertextException')
  expect(await refuse('ReEncrypt', { DestinationKeyId: 'alias/app' })).toBe(
    "ValidationException: 1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
  )
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext: Buffer.alloc(191).toString('base64') })
  const toRsa = { CiphertextBlob, DestinationKeyId: 'alias/rsa' }
  expect(await refuse('ReEncrypt', toRsa)).toBe(
    'InvalidKeyUsageException: Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.',
  )
  const DestinationEncryptionAlgorithm = 'RSAES_OAEP_SHA_256'
  expect(await refuse('ReEncrypt', { ...toRsa, DestinationEncryptionAlgorithm })).toBe(
    'ValidationException: Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190 bytes.',
  )
  expect(await refuse('ReEncrypt', { ...toRsa, DestinationEncryptionAlgorithm, DestinationEncryptionContext: context })).toBe(
    'ValidationException: EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.',
  )
})

test('a dry run does everything but return a result, and can do without a ciphertext', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext })
  const wouldSucceed = 'DryRunOperationException: The request would have succeeded, but the DryRun option is set.'
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/imported', DryRun: true })).toBe(wouldSucceed)
  expect(await refuse('ReEncrypt', { CiphertextBlob, DestinationKeyId: 'alias/disabled', DryRun: true })).toMatch('Disabled')
  expect(
    await refuse('ReEncrypt', {
      CiphertextBlob,
      SourceEncryptionContext: context,
      DestinationKeyId: 'alias/imported',
      DryRun: true,
    }),
  ).toBe('InvalidCiphertextException')

  const ignoring = { DestinationKeyId: 'alias/imported', DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'] }
  expect(await refuse('ReEncrypt', { ...ignoring, SourceKeyId: 'alias/app' })).toBe(wouldSucceed)
  expect(await refuse('ReEncrypt', { ...ignoring, SourceKeyId: 'alias/disabled' })).toMatch('DisabledException')
  expect(await refuse('ReEncrypt', ignoring)).toBe(
    'ValidationException: SourceKeyId is required where DryRunModifiers has IGNORE_CIPHERTEXT.',
  )
})

test('does not tell a stranger whether there is a key behind a ciphertext', async () => {
  const caller = 'arn:aws:iam::444455556666:user/stranger'
  const { send, attempt } = createClient({ principals: { AKIASTRANGER: caller } })
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', Plaintext })
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIASTRANGER/20260105/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0'
  const { body } = await attempt('ReEncrypt', { CiphertextBlob, DestinationKeyId: SANDBOX.app }, { authorization })
  expect(body).toEqual({
    __type: 'AccessDeniedException',
    message: `User: ${caller} is not authorized to perform: kms:ReEncryptFrom on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  })
})
