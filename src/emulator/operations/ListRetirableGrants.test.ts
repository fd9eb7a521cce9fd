import { expect, test } from 'vitest'
import { ListRetirableGrants } from '../../facts/operations/ListRetirableGrants.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const PARTNER = 'arn:aws:iam::444455556666:user/partner'
const ADMIN = 'arn:aws:iam::111122223333:role/admin'
const WORKER = 'arn:aws:iam::111122223333:role/worker'

test('lists the grants that name exactly this principal', async () => {
  const { send } = createClient()
  const { RetiringPrincipal } = ListRetirableGrants.example.request
  expect(await send('ListRetirableGrants', { RetiringPrincipal })).toEqual(ListRetirableGrants.example.response)
  expect((await send('ListRetirableGrants', { RetiringPrincipal: 'arn:aws:iam::111122223333:root' })).Grants).toEqual([])
})

test('lists over keys, of other accounts too, and pages', async () => {
  const { send, as } = createClient({ principals: { partner: PARTNER } })
  for (const KeyId of [SANDBOX.app, SANDBOX.imported])
    await send('CreateGrant', { KeyId, GranteePrincipal: WORKER, RetiringPrincipal: PARTNER, Operations: ['Decrypt'] })
  const partner = as('partner')
  const first = await partner.send('ListRetirableGrants', { RetiringPrincipal: PARTNER, Limit: 1 })
  const second = await partner.send('ListRetirableGrants', { RetiringPrincipal: PARTNER, Marker: first.NextMarker })
  expect([...(first.Grants ?? []), ...(second.Grants ?? [])].map(({ KeyId }) => KeyId).sort()).toEqual(
    [arnOf(SANDBOX.app), arnOf(SANDBOX.imported)].sort(),
  )
  expect([first.Truncated, second.Truncated]).toEqual([true, false])
})

test('refuses a principal of another account', async () => {
  const { refuse } = createClient()
  expect(await refuse('ListRetirableGrants', { RetiringPrincipal: PARTNER })).toBe(
    `AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:ListRetirableGrants on resource: ${PARTNER} because no identity-based policy allows the kms:ListRetirableGrants action`,
  )
})

test('wants one principal', async () => {
  const { refuse } = createClient()
  const service = { RetiringServicePrincipal: 's3.us-east-1.amazonaws.com' }
  const one = 'ValidationException: Specify either RetiringPrincipal or RetiringServicePrincipal, but not both.'
  expect(await refuse('ListRetirableGrants', {})).toBe(one)
  expect(await refuse('ListRetirableGrants', { RetiringPrincipal: ADMIN, ...service })).toBe(one)
  expect(await refuse('ListRetirableGrants', service)).toBe(
    'ValidationException: RetiringServicePrincipal is usable only by callers in a service principal.',
  )
  expect(await refuse('ListRetirableGrants', { RetiringPrincipal: 'admin' })).toBe('InvalidArnException: Invalid arn admin')
})
