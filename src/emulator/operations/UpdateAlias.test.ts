import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const HOUR = 3600 * 1000
const NOW = Date.UTC(2026, 1, 1)
const create = () => createClient({ clock: { now: () => NOW } })

test.each([SANDBOX.imported, arnOf(SANDBOX.imported)])('has no body, and moves the alias to %s', async (TargetKeyId) => {
  const { attempt, send, emulator } = create()
  await send('CreateAlias', { AliasName: 'alias/moving', TargetKeyId: SANDBOX.app })
  await emulator.clock.advance(HOUR)
  expect(await attempt('UpdateAlias', { AliasName: 'alias/moving', TargetKeyId })).toEqual({ status: 200, body: undefined })
  expect((await send('ListAliases', { KeyId: SANDBOX.imported })).Aliases).toContainEqual({
    AliasName: 'alias/moving',
    AliasArn: aliasArnOf('alias/moving'),
    TargetKeyId: SANDBOX.imported,
    CreationDate: NOW / 1000,
    LastUpdatedDate: (NOW + HOUR) / 1000,
  })
  const left = await send('ListAliases', { KeyId: SANDBOX.app })
  expect(left.Aliases?.map(({ AliasName }) => AliasName)).toEqual(['alias/app'])
})

test('encrypts with the new key, and still decrypts what the old one made', async () => {
  const { send } = create()
  const old = await send('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })
  await send('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.imported })
  expect((await send('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })).KeyId).toBe(arnOf(SANDBOX.imported))
  expect((await send('Decrypt', { CiphertextBlob: old.CiphertextBlob })).KeyId).toBe(arnOf(SANDBOX.app))
})

test('moves an alias away from a key that is on its way out, but not onto one', async () => {
  const { send, refuse } = create()
  await send('UpdateAlias', { AliasName: 'alias/pending-deletion', TargetKeyId: SANDBOX.app })
  expect(await refuse('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX['pending-deletion'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
})

test.each([
  ['rsa', 'symmetric ENCRYPT_DECRYPT', 'asymmetric ENCRYPT_DECRYPT'],
  ['mac', 'symmetric ENCRYPT_DECRYPT', 'HMAC GENERATE_VERIFY_MAC'],
  ['signing', 'symmetric ENCRYPT_DECRYPT', 'asymmetric SIGN_VERIFY'],
] as const)('does not move an alias onto the key %s, which is of another kind', async (alias, from, to) => {
  const { send, refuse } = create()
  expect(await refuse('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX[alias] })).toBe(
    `ValidationException: Alias ${aliasArnOf('alias/app')} cannot move from a ${from} key to a ${to} key.`,
  )
  expect((await send('DescribeKey', { KeyId: 'alias/app' })).KeyMetadata?.KeyId).toBe(SANDBOX.app)
})

test('moves an alias between asymmetric keys of one usage, whatever their specs', async () => {
  const { send, refuse } = create()
  const p384 = await send('CreateKey', { KeySpec: 'ECC_NIST_P384', KeyUsage: 'SIGN_VERIFY' })
  await send('UpdateAlias', { AliasName: 'alias/signing', TargetKeyId: p384.KeyMetadata?.KeyId ?? '' })
  const agreement = await send('CreateKey', { KeySpec: 'ECC_NIST_P384', KeyUsage: 'KEY_AGREEMENT' })
  expect(await refuse('UpdateAlias', { AliasName: 'alias/signing', TargetKeyId: agreement.KeyMetadata?.KeyId ?? '' })).toMatch(
    /^ValidationException: .* cannot move /,
  )
})

test('refuses an unknown alias and an unknown key', async () => {
  const { refuse } = create()
  expect(await refuse('UpdateAlias', { AliasName: 'alias/no-such', TargetKeyId: SANDBOX.app })).toBe(
    `NotFoundException: Alias ${aliasArnOf('alias/no-such')} is not found.`,
  )
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: unknown })).toBe(
    `NotFoundException: Key '${arnOf(unknown)}' does not exist`,
  )
})

test('refuses an alias as the target, and names that CreateAlias refuses', async () => {
  const { refuse } = create()
  expect(await refuse('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: 'alias/imported' })).toBe(
    'ValidationException: Aliases must refer to keys. Not aliases',
  )
  expect(await refuse('UpdateAlias', { AliasName: 'app', TargetKeyId: SANDBOX.app })).toBe(
    'ValidationException: Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  )
  expect(await refuse('UpdateAlias', { AliasName: 'alias/aws/s3', TargetKeyId: SANDBOX.app })).toBe('NotAuthorizedException')
})

test('does not give a key a 51st alias, but updates one of its 50', async () => {
  const { send, refuse } = create()
  for (let i = 0; i < 49; i++) await send('CreateAlias', { AliasName: `alias/n${i}`, TargetKeyId: SANDBOX.app })
  await send('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.app })
  expect(await refuse('UpdateAlias', { AliasName: 'alias/imported', TargetKeyId: SANDBOX.app })).toBe(
    'LimitExceededException: Aliases per key quota for this account in this region is 50, current usage is 50.',
  )
})
