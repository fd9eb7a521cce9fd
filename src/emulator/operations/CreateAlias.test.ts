import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const NOW = Date.UTC(2026, 1, 1)
const create = () => createClient({ clock: { now: () => NOW } })
const TargetKeyId = SANDBOX.app

test.each([SANDBOX.app, arnOf(SANDBOX.app)])('has no body, and names the key %s', async (id) => {
  const { attempt, send } = create()
  const AliasName = 'alias/Orders/2026_eu-west'
  expect(await attempt('CreateAlias', { AliasName, TargetKeyId: id })).toEqual({ status: 200, body: undefined })
  expect((await send('DescribeKey', { KeyId: AliasName })).KeyMetadata?.KeyId).toBe(SANDBOX.app)
  expect((await send('ListAliases', { KeyId: SANDBOX.app })).Aliases).toContainEqual({
    AliasName,
    AliasArn: aliasArnOf(AliasName),
    TargetKeyId: SANDBOX.app,
    CreationDate: NOW / 1000,
    LastUpdatedDate: NOW / 1000,
  })
})

test('takes names of 256 characters, prefix included, and not longer ones', async () => {
  const { send, refuse } = create()
  const longest = `alias/${'a'.repeat(250)}`
  await send('CreateAlias', { AliasName: longest, TargetKeyId })
  expect(await refuse('CreateAlias', { AliasName: `${longest}a`, TargetKeyId })).toBe(
    `ValidationException: 1 validation error detected: Value '${longest}a' at 'aliasName' failed to satisfy constraint: Member must have length less than or equal to 256`,
  )
})

test('tells upper from lower case', async () => {
  const { send } = create()
  await send('CreateAlias', { AliasName: 'alias/App', TargetKeyId: SANDBOX.imported })
  expect((await send('DescribeKey', { KeyId: 'alias/app' })).KeyMetadata?.KeyId).toBe(SANDBOX.app)
})

test('refuses a name that is taken, also by the same key', async () => {
  const { refuse } = create()
  for (const id of [SANDBOX.app, SANDBOX.imported])
    expect(await refuse('CreateAlias', { AliasName: 'alias/app', TargetKeyId: id })).toBe(
      `AlreadyExistsException: An alias with the name ${aliasArnOf('alias/app')} already exists`,
    )
})

test.each(['app', 'Alias/app', 'alias-app', 'key/app'])('refuses the name %s, which lacks the prefix', async (AliasName) => {
  const { refuse } = create()
  expect(await refuse('CreateAlias', { AliasName, TargetKeyId })).toBe(
    'ValidationException: Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  )
})

test.each(['alias/', 'alias/a:b'])('refuses the name %s', async (AliasName) => {
  const { refuse } = create()
  expect(await refuse('CreateAlias', { AliasName, TargetKeyId })).toBe(
    `ValidationException: ${AliasName} contains invalid characters for an alias`,
  )
})

test('refuses characters outside of the pattern', async () => {
  const { refuse } = create()
  expect(await refuse('CreateAlias', { AliasName: 'alias/ä', TargetKeyId })).toBe(
    "ValidationException: 1 validation error detected: Value 'alias/ä' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$",
  )
})

test('keeps alias/aws/ for the service', async () => {
  const { send, refuse } = create()
  expect(await refuse('CreateAlias', { AliasName: 'alias/aws/s3', TargetKeyId })).toBe('NotAuthorizedException')
  await send('CreateAlias', { AliasName: 'alias/aws', TargetKeyId })
})

test('refuses an alias as the target', async () => {
  const { refuse } = create()
  for (const target of ['alias/app', aliasArnOf('alias/app')])
    expect(await refuse('CreateAlias', { AliasName: 'alias/x', TargetKeyId: target })).toBe(
      'ValidationException: Aliases must refer to keys. Not aliases',
    )
})

test('takes keys in any state but one on its way out', async () => {
  const { send, refuse } = create()
  for (const alias of ['disabled', 'pending-import', 'mac', 'signing'] as const)
    await send('CreateAlias', { AliasName: `alias/another-${alias}`, TargetKeyId: SANDBOX[alias] })
  expect(await refuse('CreateAlias', { AliasName: 'alias/x', TargetKeyId: SANDBOX['pending-deletion'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
})

test('refuses an unknown key', async () => {
  const { refuse } = create()
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('CreateAlias', { AliasName: 'alias/x', TargetKeyId: unknown })).toBe(
    `NotFoundException: Key '${arnOf(unknown)}' does not exist`,
  )
})

test('gives a key 50 aliases at most, also when they are asked for at once', async () => {
  const { attempt, send } = create()
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => attempt('CreateAlias', { AliasName: `alias/n${i}`, TargetKeyId })),
  )
  const refused = answers.filter(({ status }) => status !== 200)
  expect(answers.length - refused.length).toBe(49)
  for (const { body } of refused)
    expect(body).toEqual({
      __type: 'LimitExceededException',
      message: 'Aliases per key quota for this account in this region is 50, current usage is 50.',
    })
  expect((await send('ListAliases', { KeyId: TargetKeyId, Limit: 100 })).Aliases?.length).toBe(50)
})
