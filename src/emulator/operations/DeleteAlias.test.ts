import { expect, test } from 'vitest'
import { aliasArnOf, createClient, SANDBOX } from '../test-client.ts'

test('has no body, and leaves the key as it is', async () => {
  const { attempt, send, refuse } = createClient()
  const before = await send('DescribeKey', { KeyId: SANDBOX.app })
  expect(await attempt('DeleteAlias', { AliasName: 'alias/app' })).toEqual({ status: 200, body: undefined })
  expect(await send('DescribeKey', { KeyId: SANDBOX.app })).toEqual(before)
  expect(await send('ListAliases', { KeyId: SANDBOX.app })).toEqual({ Aliases: [], Truncated: false })
  expect(await refuse('DescribeKey', { KeyId: 'alias/app' })).toBe(
    `NotFoundException: Alias ${aliasArnOf('alias/app')} is not found.`,
  )
})

test('frees the name for another key', async () => {
  const { send } = createClient()
  await send('DeleteAlias', { AliasName: 'alias/app' })
  await send('CreateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.mac })
  expect((await send('DescribeKey', { KeyId: 'alias/app' })).KeyMetadata?.KeyId).toBe(SANDBOX.mac)
})

test('takes aliases of keys in every state', async () => {
  const { send } = createClient()
  for (const alias of Object.keys(SANDBOX)) await send('DeleteAlias', { AliasName: `alias/${alias}` })
  const { Aliases } = await send('ListAliases', {})
  expect(Aliases?.filter(({ TargetKeyId }) => TargetKeyId)).toEqual([])
})

test('refuses an alias that is not there, or no longer', async () => {
  const { send, refuse } = createClient()
  await send('DeleteAlias', { AliasName: 'alias/app' })
  for (const AliasName of ['alias/app', 'alias/no-such', 'alias/App'])
    expect(await refuse('DeleteAlias', { AliasName })).toBe(`NotFoundException: Alias ${aliasArnOf(AliasName)} is not found.`)
})

test('refuses what is not an alias name', async () => {
  const { refuse } = createClient()
  for (const AliasName of ['app', SANDBOX.app, aliasArnOf('alias/app')])
    expect(await refuse('DeleteAlias', { AliasName })).toBe(
      'ValidationException: Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    )
})
