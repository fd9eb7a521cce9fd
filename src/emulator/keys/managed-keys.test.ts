import { expect, test } from 'vitest'
import { createTables } from '../store/rows.ts'
import { aliasArnOf, createClient } from '../test-client.ts'
import { countManagedKeys } from './managed-keys.ts'

const NOW = Date.UTC(2026, 5, 1)

const client = () => {
  const made = createClient({ clock: { now: () => NOW } })
  const describe = async (KeyId: string) => (await made.send('DescribeKey', { KeyId })).KeyMetadata
  return { ...made, describe }
}

test('a predefined alias gets its key at first use, and keeps it', async () => {
  const { send, describe } = client()
  const before = (await send('ListKeys', {})).Keys?.length ?? 0
  const key = await describe('alias/aws/s3')
  expect(key).toMatchObject({
    KeyManager: 'AWS',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeySpec: 'SYMMETRIC_DEFAULT',
    CreationDate: NOW / 1000,
  })
  expect(await describe('alias/aws/s3')).toEqual(key)
  expect(await describe(aliasArnOf('alias/aws/s3'))).toEqual(key)
  expect((await send('ListKeys', {})).Keys).toHaveLength(before + 1)
  expect(await send('ListAliases', { KeyId: key?.KeyId })).toMatchObject({ Aliases: [{ AliasName: 'alias/aws/s3' }] })
})

test('the account uses it', async () => {
  const { send, describe } = client()
  const { CiphertextBlob = '', KeyId } = await send('Encrypt', { KeyId: 'alias/aws/ebs', Plaintext: 'aGVsbG8=' })
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ KeyId, Plaintext: 'aGVsbG8=' })
  expect(KeyId).toBe((await describe('alias/aws/ebs'))?.Arn)
})

test('it rotates every year', async () => {
  const { send, describe } = client()
  const KeyId = (await describe('alias/aws/rds'))?.KeyId ?? ''
  expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 })
})

test.each([
  ['DisableKey', {}],
  ['EnableKey', {}],
  ['ScheduleKeyDeletion', {}],
  ['PutKeyPolicy', { Policy: '{"Version":"2012-10-17","Statement":[]}' }],
  ['DisableKeyRotation', {}],
  ['EnableKeyRotation', {}],
  ['RotateKeyOnDemand', {}],
  ['TagResource', { Tags: [] }],
  ['UntagResource', { TagKeys: [] }],
  ['UpdateKeyDescription', { Description: 'Mine' }],
  ['CreateAlias', { AliasName: 'alias/mine' }],
  ['UpdateAlias', { AliasName: 'alias/app' }],
] as const)('nobody changes it with %s', async (operation, rest) => {
  const { refuse, describe } = client()
  const key = await describe('alias/aws/lambda')
  const KeyId = key?.KeyId
  expect(await refuse(operation, { ...rest, KeyId, TargetKeyId: KeyId })).toBe(
    `AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:${operation} on resource: ${key?.Arn} because no resource-based policy allows the kms:${operation} action`,
  )
  expect(await describe('alias/aws/lambda')).toEqual(key)
})

test('its alias cannot be moved or deleted', async () => {
  const { refuse, describe } = client()
  await describe('alias/aws/sqs')
  expect(await refuse('DeleteAlias', { AliasName: 'alias/aws/sqs' })).toBe('NotAuthorizedException')
})

test('a refused first use makes no key', async () => {
  const { send, refuse } = client()
  const before = await send('ListKeys', {})
  expect(await refuse('Sign', { KeyId: 'alias/aws/s3', Message: 'aGVsbG8=', SigningAlgorithm: 'ECDSA_SHA_256' })).toMatch(
    /^(InvalidKeyUsageException|AccessDeniedException): /,
  )
  expect(await send('ListKeys', {})).toEqual(before)
})

test('a first use that fails later makes no key', async () => {
  const { send, refuse } = client()
  const before = await send('ListKeys', {})
  const request = { KeyId: 'alias/aws/s3', KeyPairSpec: 'ECC_NIST_P256', Recipient: { AttestationDocument: 'AAAA' } }
  expect(await refuse('GenerateDataKeyPair', request)).toMatch(/^ValidationException: /)
  expect(await refuse('ReEncrypt', { CiphertextBlob: 'AAAA', DestinationKeyId: 'alias/aws/s3' })).toMatch(/^Inv/)
  expect(await send('ListKeys', {})).toEqual(before)
})

test('first uses at once share one key', async () => {
  const { send } = client()
  const use = () => send('GenerateDataKeyPair', { KeyId: 'alias/aws/s3', KeyPairSpec: 'ECC_NIST_P256' })
  const [one, other] = await Promise.all([use(), use()])
  expect(one.KeyId).toBe(other.KeyId)
  for (const { PrivateKeyCiphertextBlob = '', PrivateKeyPlaintext } of [one, other])
    expect((await send('Decrypt', { CiphertextBlob: PrivateKeyCiphertextBlob })).Plaintext).toBe(PrivateKeyPlaintext)
})

test.each(['alias/aws/unknown', 'alias/aws/toString', 'alias/aws/s3/x', 'alias/x/alias/aws/s3'])(
  '%s is not there',
  async (name) => {
    const { refuse } = client()
    expect(await refuse('DescribeKey', { KeyId: name })).toBe(`NotFoundException: Alias ${aliasArnOf(name)} is not found.`)
  },
)

test('another account’s alias makes no key there', async () => {
  const { refuse, emulator } = client()
  const arn = 'arn:aws:kms:us-east-1:444455556666:alias/aws/s3'
  expect(await refuse('DescribeKey', { KeyId: arn })).toMatch(/^AccessDeniedException: /)
  expect((await emulator.snapshot()).filter(({ id }) => id.includes('aws/s3'))).toEqual([])
})

test('the quota of keys leaves them out', () => {
  const tables = createTables()
  const row = { account: '1', region: 'r', target: 't', createdAt: 0, updatedAt: 0 }
  for (const name of ['alias/app', 'alias/aws/s3', 'alias/aws/ssm', 'alias/aws-like', 'alias/b'])
    tables.aliases.set(name, { ...row, arn: name, name })
  expect(countManagedKeys(tables, '1/r')).toBe(2)
})
