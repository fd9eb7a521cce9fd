import { createCipheriv, createDecipheriv } from 'node:crypto'
import {
  AlreadyExistsException,
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisabledException,
  DisableKeyCommand,
  DryRunOperationException,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateRandomCommand,
  InvalidArnException,
  InvalidCiphertextException,
  KMSInvalidStateException,
  KMSServiceException,
  ListKeysCommand,
  NotFoundException,
  paginateListAliases,
  paginateListKeys,
  ScheduleKeyDeletionCommand,
  TagException,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, SANDBOX } from '../../src/emulator/test-client.ts'
import { bytesOf, createSdk, refusalOf } from './client.ts'

const DAY = 24 * 3600 * 1000

test('keys: makes, switches, describes and pages through them', async () => {
  const { kms } = createSdk()
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC', Tags: [{ TagKey: 'team', TagValue: 'red' }] }),
  )
  const KeyId = KeyMetadata?.KeyId
  await kms.send(new DisableKeyCommand({ KeyId }))
  expect((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata).toMatchObject({
    KeyState: 'Disabled',
    Enabled: false,
    MacAlgorithms: ['HMAC_SHA_256'],
  })
  await kms.send(new EnableKeyCommand({ KeyId }))
  const ids = []
  for await (const { Keys } of paginateListKeys({ client: kms, pageSize: 3 }, {}))
    ids.push(...(Keys ?? []).map((key) => key.KeyId))
  expect(ids).toEqual([...Object.values(SANDBOX), KeyId])
})

test('aliases: makes, moves, lists and deletes them', async () => {
  const { kms } = createSdk()
  const AliasName = 'alias/orders'
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: SANDBOX.app }))
  const taken = await refusalOf(kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: SANDBOX.app })))
  expect(taken).toBeInstanceOf(AlreadyExistsException)
  await kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: SANDBOX.imported }))
  const found = []
  for await (const { Aliases } of paginateListAliases({ client: kms, pageSize: 1 }, { KeyId: SANDBOX.imported }))
    found.push(...(Aliases ?? []))
  expect(found.map((alias) => alias.AliasName)).toEqual(['alias/imported', AliasName])
  expect(found[1]?.LastUpdatedDate).toBeInstanceOf(Date)
  await kms.send(new DeleteAliasCommand({ AliasName }))
  const gone = await refusalOf(kms.send(new DeleteAliasCommand({ AliasName })))
  expect(gone).toBeInstanceOf(NotFoundException)
  expect(gone).toMatchObject({ message: `Alias ${aliasArnOf(AliasName)} is not found.` })
})

test('deletion: schedules it, cancels it, and lets it happen', async () => {
  const { kms, emulator } = createSdk()
  const KeyId = SANDBOX.app
  const { DeletionDate } = await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
  expect(DeletionDate).toBeInstanceOf(Date)
  const refused = await refusalOf(kms.send(new EncryptCommand({ KeyId, Plaintext: bytesOf('x') })))
  expect(refused).toBeInstanceOf(KMSInvalidStateException)
  expect((await kms.send(new CancelKeyDeletionCommand({ KeyId }))).KeyId).toBe(arnOf(KeyId))
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
  await emulator.clock.advance(7 * DAY)
  expect(await refusalOf(kms.send(new DescribeKeyCommand({ KeyId })))).toBeInstanceOf(NotFoundException)
})

test('cryptography: encrypts with a context, and by RSA', async () => {
  const { kms } = createSdk()
  const Plaintext = bytesOf('attack at dawn')
  const EncryptionContext = { tenant: 'red', purpose: 'test' }
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: 'alias/app', Plaintext, EncryptionContext }))
  expect((await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext).toEqual(Plaintext)
  expect(await refusalOf(kms.send(new DecryptCommand({ CiphertextBlob })))).toBeInstanceOf(InvalidCiphertextException)

  const rsa = { KeyId: 'alias/rsa', EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const
  const sealed = await kms.send(new EncryptCommand({ ...rsa, Plaintext }))
  expect(sealed.CiphertextBlob?.length).toBe(256)
  const opened = await kms.send(new DecryptCommand({ ...rsa, CiphertextBlob: sealed.CiphertextBlob }))
  expect(opened.Plaintext).toEqual(Plaintext)
})

test('data keys: encrypts data outside, and opens it with the stored copy', async () => {
  const { kms } = createSdk()
  const { Plaintext = new Uint8Array(), CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({ KeyId: 'alias/app', KeySpec: 'AES_256' }),
  )
  const nonce = new Uint8Array(12)
  const cipher = createCipheriv('aes-256-gcm', Plaintext, nonce)
  const data = Buffer.concat([cipher.update('much data'), cipher.final()])
  const dataKey = await kms.send(new DecryptCommand({ CiphertextBlob }))
  const decipher = createDecipheriv('aes-256-gcm', dataKey.Plaintext ?? new Uint8Array(), nonce).setAuthTag(cipher.getAuthTag())
  expect(Buffer.concat([decipher.update(data), decipher.final()]).toString()).toBe('much data')
})

test('random: makes bytes', async () => {
  const { kms } = createSdk()
  expect((await kms.send(new GenerateRandomCommand({ NumberOfBytes: 48 }))).Plaintext?.length).toBe(48)
})

test('errors: come as the SDK’s classes, with code, text and request id', async () => {
  const { kms } = createSdk()
  const Plaintext = bytesOf('x')
  const disabled = await refusalOf(kms.send(new EncryptCommand({ KeyId: 'alias/disabled', Plaintext })))
  expect(disabled).toBeInstanceOf(DisabledException)
  expect(disabled).toMatchObject({
    message: `${arnOf(SANDBOX.disabled)} is disabled.`,
    $fault: 'client',
    $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), attempts: 1 },
  })
  const dryRun = await refusalOf(kms.send(new EncryptCommand({ KeyId: 'alias/app', Plaintext, DryRun: true })))
  expect(dryRun).toBeInstanceOf(DryRunOperationException)
  expect(await refusalOf(kms.send(new EnableKeyCommand({ KeyId: 'alias/app' })))).toBeInstanceOf(InvalidArnException)
  const Tags = [{ TagKey: 'aws:x', TagValue: '' }]
  expect(await refusalOf(kms.send(new CreateKeyCommand({ Tags })))).toBeInstanceOf(TagException)
})

test('errors: a refused member comes as a ValidationException, which the SDK has no class for', async () => {
  const { kms } = createSdk()
  const refused = await refusalOf(kms.send(new ListKeysCommand({ Limit: 0 })))
  expect(refused).toBeInstanceOf(KMSServiceException)
  expect(refused).toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  })
})
