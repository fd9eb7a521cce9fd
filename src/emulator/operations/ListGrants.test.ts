import { expect, test } from 'vitest'
import { ListGrants } from '../../facts/operations/ListGrants.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const KeyId = SANDBOX.imported
const roleOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`

const withGrants = async (...names: string[]) => {
  const client = createClient()
  for (const Name of names)
    await client.send('CreateGrant', { KeyId, GranteePrincipal: roleOf(Name), Operations: ['Decrypt'], Name })
  return client
}

test('shows all of a grant', async () => {
  const { send } = createClient()
  expect(await send('ListGrants', { KeyId: SANDBOX.app })).toEqual(ListGrants.example.response)
  expect(await send('ListGrants', { KeyId })).toEqual({ Grants: [], Truncated: false })
})

test('shows service principals as such', async () => {
  const { send } = createClient()
  const grant = {
    GranteeServicePrincipal: 'dynamodb.us-east-1.amazonaws.com',
    RetiringServicePrincipal: 'dynamodb.us-east-1.amazonaws.com',
    Operations: ['Decrypt'],
    Constraints: { SourceArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/x' },
  } as const
  const { GrantId } = await send('CreateGrant', { KeyId, ...grant })
  const { Grants = [] } = await send('ListGrants', { KeyId })
  expect(Grants).toEqual([
    {
      KeyId: arnOf(KeyId),
      GrantId,
      CreationDate: expect.any(Number),
      IssuingAccount: 'arn:aws:iam::111122223333:root',
      ...grant,
    },
  ])
})

test('filters by id and by grantee', async () => {
  const { send } = await withGrants('a', 'b', 'a2')
  const { Grants = [] } = await send('ListGrants', { KeyId, GranteePrincipal: roleOf('b') })
  expect(Grants.map(({ Name }) => Name)).toEqual(['b'])
  expect((await send('ListGrants', { KeyId, GrantId: Grants[0]?.GrantId })).Grants).toEqual(Grants)
  expect((await send('ListGrants', { KeyId, GrantId: '0'.repeat(64) })).Grants).toEqual([])
})

test('pages, with a filter or without', async () => {
  const { send, refuse } = await withGrants('a', 'b', 'c')
  await send('CreateGrant', { KeyId, GranteePrincipal: roleOf('a'), Operations: ['Encrypt'], Name: 'd' })
  for (const filter of [{}, { GranteePrincipal: roleOf('a') }]) {
    const all = (await send('ListGrants', { KeyId, ...filter })).Grants ?? []
    const first = await send('ListGrants', { KeyId, ...filter, Limit: 1 })
    expect(first.Truncated).toBe(true)
    const second = await send('ListGrants', { KeyId, ...filter, Limit: all.length - 1, Marker: first.NextMarker })
    expect(second.Truncated).toBe(false)
    expect([...(first.Grants ?? []), ...(second.Grants ?? [])]).toEqual(all)
    expect(await refuse('ListGrants', { KeyId: SANDBOX.app, Marker: first.NextMarker })).toMatch(/^InvalidMarkerException/)
  }
})

test('refuses what is no id, no principal, and a service’s filter', async () => {
  const { refuse } = createClient()
  expect(await refuse('ListGrants', { KeyId, GrantId: 'x' })).toBe("InvalidGrantIdException: Invalid grantId 'x'")
  expect(await refuse('ListGrants', { KeyId, GranteePrincipal: 'x' })).toBe('InvalidArnException: Invalid arn x')
  expect(await refuse('ListGrants', { KeyId, GranteeServicePrincipal: 's3.us-east-1.amazonaws.com' })).toBe(
    'ValidationException: GranteeServicePrincipal is usable only by callers in a service principal.',
  )
})
