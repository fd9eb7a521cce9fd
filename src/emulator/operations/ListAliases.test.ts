import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const SERVICES =
  'acm backup codecommit connect dms dynamodb ebs elasticfilesystem es fsx glue kafka kinesis kinesisvideo lambda rds redshift s3 secretsmanager sns sqs ssm workspaces xray'
const names = [...Object.keys(SANDBOX), ...SERVICES.split(' ').map((service) => `aws/${service}`)]
  .map((alias) => `alias/${alias}`)
  .sort()

test('lists every alias in the order of their names', async () => {
  const { send } = createClient()
  const { Aliases, ...more } = await send('ListAliases', {})
  expect(more).toEqual({ Truncated: false })
  expect(Aliases?.map(({ AliasName }) => AliasName)).toEqual(names)
  expect(Aliases?.[names.indexOf('alias/app')]).toEqual({
    AliasName: 'alias/app',
    AliasArn: aliasArnOf('alias/app'),
    TargetKeyId: SANDBOX.app,
    CreationDate: Date.UTC(2026, 0, 6, 9) / 1000,
    LastUpdatedDate: Date.UTC(2026, 0, 6, 9) / 1000,
  })
})

test('lists a predefined alias before its first use, without a key', async () => {
  const { send } = createClient()
  const found = async () => (await send('ListAliases', {})).Aliases?.find(({ AliasName }) => AliasName === 'alias/aws/s3')
  expect(await found()).toEqual({ AliasName: 'alias/aws/s3', AliasArn: aliasArnOf('alias/aws/s3') })
  const { KeyMetadata } = await send('DescribeKey', { KeyId: 'alias/aws/s3' })
  expect(await found()).toMatchObject({ TargetKeyId: KeyMetadata?.KeyId, CreationDate: KeyMetadata?.CreationDate })
})

test.each([SANDBOX.app, arnOf(SANDBOX.app)])('lists the aliases of the key %s alone', async (KeyId) => {
  const { send } = createClient()
  for (const AliasName of ['alias/z', 'alias/a']) await send('CreateAlias', { AliasName, TargetKeyId: SANDBOX.app })
  const { Aliases } = await send('ListAliases', { KeyId })
  expect(Aliases?.map(({ AliasName }) => AliasName)).toEqual(['alias/a', 'alias/app', 'alias/z'])
})

test('returns an empty list for a key without aliases', async () => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', {})
  expect(await send('ListAliases', { KeyId: KeyMetadata?.KeyId })).toEqual({ Aliases: [], Truncated: false })
})

test.each([1, 2, 4, 8])('gives pages of %i with a marker between them', async (Limit) => {
  const { send } = createClient()
  const found = []
  let Marker: string | undefined
  do {
    const page = await send('ListAliases', { Limit, Marker })
    expect(page.Aliases?.length).toBe(Math.min(Limit, names.length - found.length))
    expect(page.Truncated).toBe(page.NextMarker !== undefined)
    found.push(...(page.Aliases ?? []))
    Marker = page.NextMarker
  } while (Marker !== undefined)
  expect(found.map(({ AliasName }) => AliasName)).toEqual(names)
})

test('gives 50 aliases where there is no limit, and never more than 100', async () => {
  const { send } = createClient()
  const targets = [SANDBOX.app, SANDBOX.imported, SANDBOX.rsa]
  for (const [row, TargetKeyId] of targets.entries())
    await Promise.all(Array.from({ length: 40 }, (_, i) => send('CreateAlias', { AliasName: `alias/n${row}-${i}`, TargetKeyId })))
  const sizeAt = async (Limit?: number) => (await send('ListAliases', { Limit })).Aliases?.length
  expect([await sizeAt(), await sizeAt(51), await sizeAt(100), await sizeAt(101), await sizeAt(1000)]).toEqual([
    50, 51, 100, 100, 100,
  ])
})

test('goes on behind an alias that was deleted between two pages', async () => {
  const { send } = createClient()
  const { Aliases, NextMarker } = await send('ListAliases', { Limit: 2 })
  await send('DeleteAlias', { AliasName: Aliases?.[1]?.AliasName ?? '' })
  const rest = await send('ListAliases', { Marker: NextMarker })
  expect(rest.Aliases?.map(({ AliasName }) => AliasName)).toEqual(names.slice(2))
})

test('refuses the marker of another listing', async () => {
  const { send, refuse } = createClient()
  for (const AliasName of ['alias/a', 'alias/b']) await send('CreateAlias', { AliasName, TargetKeyId: SANDBOX.app })
  const everything = await send('ListAliases', { Limit: 1 })
  const ofKey = await send('ListAliases', { KeyId: SANDBOX.app, Limit: 1 })
  const keys = await send('ListKeys', { Limit: 1 })
  const invalid = 'InvalidMarkerException: The marker is not one that this listing returned.'
  for (const Marker of ['x', ofKey.NextMarker, keys.NextMarker]) expect(await refuse('ListAliases', { Marker })).toBe(invalid)
  for (const Marker of ['x', everything.NextMarker, keys.NextMarker])
    expect(await refuse('ListAliases', { KeyId: SANDBOX.app, Marker })).toBe(invalid)
  expect(await refuse('ListAliases', { KeyId: SANDBOX.rsa, Marker: ofKey.NextMarker })).toBe(invalid)
  await send('ListAliases', { KeyId: arnOf(SANDBOX.app), Marker: ofKey.NextMarker })
})

test('refuses an alias in place of a key, an unknown key, and limits outside of 1 to 1,000', async () => {
  const { refuse } = createClient()
  expect(await refuse('ListAliases', { KeyId: 'alias/app' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('ListAliases', { KeyId: unknown })).toBe(`NotFoundException: Key '${arnOf(unknown)}' does not exist`)
  expect(await refuse('ListAliases', { Limit: 0 })).toBe(
    "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  )
  expect(await refuse('ListAliases', { Limit: 1001 })).toBe(
    "ValidationException: 1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000",
  )
})
