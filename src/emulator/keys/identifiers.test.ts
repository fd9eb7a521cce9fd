import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'
import { isAlias } from './identifiers.ts'

const unknown = '12345678-1234-1234-1234-123456789012'
const mrk = 'mrk-1234567890abcdef1234567890abcdef'
const upper = SANDBOX.app.toUpperCase()

/** Of a key of another account, whether it is there or not. */
const OUT_OF_REACH =
  'AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:DescribeKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access'

test.each([
  [unknown, `NotFoundException: Key '${arnOf(unknown)}' does not exist`],
  [arnOf(unknown), `NotFoundException: Key '${arnOf(unknown)}' does not exist`],
  [mrk, `NotFoundException: Key '${arnOf(mrk)}' does not exist`],
  [upper, `NotFoundException: Key '${arnOf(upper)}' does not exist`],
  ['not-an-id', "NotFoundException: Invalid keyId 'not-an-id'"],
  ['app', "NotFoundException: Invalid keyId 'app'"],
  ['alias', "NotFoundException: Invalid keyId 'alias'"],
  ['0987dcba09fe87dc65baab0987654321', "NotFoundException: Invalid keyId '0987dcba09fe87dc65baab0987654321'"],
  [`${SANDBOX.app} `, `NotFoundException: Invalid keyId '${SANDBOX.app} '`],
  ['mrk-1234', "NotFoundException: Invalid keyId 'mrk-1234'"],
  [arnOf('not-an-id'), 'NotFoundException: Invalid keyId not-an-id'],
  [aliasArnOf('grant/x'), 'NotFoundException: Invalid keyId x'],
  ['alias/no-such', `NotFoundException: Alias ${aliasArnOf('alias/no-such')} is not found.`],
  ['alias/aws/none', `NotFoundException: Alias ${aliasArnOf('alias/aws/none')} is not found.`],
  [aliasArnOf('alias/no-such'), `NotFoundException: Alias ${aliasArnOf('alias/no-such')} is not found.`],
  [arnOf(SANDBOX.app).replace('us-east-1', 'eu-west-1'), 'NotFoundException: Invalid arn eu-west-1'],
  [aliasArnOf('alias/app').replace('us-east-1', 'eu-west-1'), 'NotFoundException: Invalid arn eu-west-1'],
  [arnOf(SANDBOX.app).replace('111122223333', '444455556666'), OUT_OF_REACH],
  [aliasArnOf('alias/app').replace('111122223333', '444455556666'), OUT_OF_REACH],
  ['arn:aws-cn:kms:us-east-1:111122223333:key/x', 'InvalidArnException: Invalid arn arn:aws-cn:kms:us-east-1:111122223333:key/x'],
  ['arn:aws:s3:::bucket', 'InvalidArnException: Invalid arn arn:aws:s3:::bucket'],
  [
    `arn:aws:sqs:us-east-1:111122223333:key/${SANDBOX.app}`,
    `InvalidArnException: Invalid arn arn:aws:sqs:us-east-1:111122223333:key/${SANDBOX.app}`,
  ],
  ['arn:', 'InvalidArnException: Invalid arn arn:'],
])('refuses to find %s', async (KeyId, expected) => {
  const { refuse } = createClient()
  expect(await refuse('DescribeKey', { KeyId })).toBe(expected)
})

test('tells an alias by its name or ARN', () => {
  for (const alias of ['alias/x', aliasArnOf('alias/x'), 'arn:aws:kms:eu-west-1:444455556666:alias/x'])
    expect([alias, isAlias(alias)]).toEqual([alias, true])
  for (const other of ['alias', 'key/alias/x', arnOf('alias/x'), 'arn:aws:s3:::alias/x'])
    expect([other, isAlias(other)]).toEqual([other, false])
})

const signedFor = (region: string, accessKey = 'AKIDEXAMPLE') => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260201/${region}/kms/aws4_request, SignedHeaders=host, Signature=0`,
})

test('keeps the Regions apart: a signed request names its own', async () => {
  const { attempt } = createClient()
  const { body } = await attempt('CreateKey', {}, signedFor('eu-central-1'))
  const { Arn, KeyId } = body.KeyMetadata as { Arn: string; KeyId: string }
  expect(Arn).toBe(`arn:aws:kms:eu-central-1:111122223333:key/${KeyId}`)
  const listed = await attempt('ListKeys', {}, signedFor('eu-central-1'))
  expect(listed.body).toEqual({ Keys: [{ KeyArn: Arn, KeyId }], Truncated: false })
  expect((await attempt('DescribeKey', { KeyId })).body).toEqual({
    __type: 'NotFoundException',
    message: `Key '${arnOf(KeyId)}' does not exist`,
  })
  expect((await attempt('DescribeKey', { KeyId: Arn })).body).toEqual({
    __type: 'NotFoundException',
    message: 'Invalid arn eu-central-1',
  })
  await attempt('CreateAlias', { AliasName: 'alias/app', TargetKeyId: KeyId }, signedFor('eu-central-1'))
  const aliases = await attempt('ListAliases', {}, signedFor('eu-central-1'))
  expect(aliases.body.Aliases).toContainEqual(expect.objectContaining({ AliasName: 'alias/app', TargetKeyId: KeyId }))
})

test('does not decrypt in one Region what another one encrypted', async () => {
  const { attempt } = createClient()
  const { body } = await attempt('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })
  const other = await attempt('Decrypt', { CiphertextBlob: body.CiphertextBlob }, signedFor('eu-west-1'))
  expect(other.body.__type).toBe('AccessDeniedException')
})

test('names the caller by its access key', async () => {
  const caller = 'arn:aws:iam::111122223333:user/alice'
  const { attempt } = createClient({ principals: { AKIDALICE: caller } })
  const { body } = await attempt('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })
  const refused = await attempt('Decrypt', { CiphertextBlob: body.CiphertextBlob }, signedFor('eu-west-1', 'AKIDALICE'))
  expect(refused.body.message).toMatch(new RegExp(`^User: ${caller} is not authorized to perform: kms:Decrypt `))
})
