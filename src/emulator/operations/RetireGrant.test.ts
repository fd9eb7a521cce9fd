import { expect, test } from 'vitest'
import { RetireGrant } from '../../facts/operations/RetireGrant.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const { request } = RetireGrant.example
const PRINCIPALS = {
  partner: 'arn:aws:iam::444455556666:user/partner',
  worker: 'arn:aws:iam::777788889999:role/worker',
  stranger: 'arn:aws:iam::000011112222:root',
}
const KeyId = arnOf(SANDBOX.app)
const grant = { KeyId, GranteePrincipal: PRINCIPALS.worker, RetiringPrincipal: PRINCIPALS.partner } as const

test('takes a token, or key and id', async () => {
  const { send, attempt, refuse } = createClient()
  const { GrantToken = '' } = await send('CreateGrant', { ...grant, Operations: ['Decrypt'] })
  expect(await attempt('RetireGrant', { GrantToken })).toEqual({ status: 200, body: undefined })
  expect(await refuse('RetireGrant', { GrantToken })).toBe(
    'InvalidGrantTokenException: The grant token is not one of a grant in this Region.',
  )
  expect(await attempt('RetireGrant', request)).toEqual({ status: 200, body: undefined })
  expect((await send('ListGrants', { KeyId })).Grants).toEqual([])
})

test('is for the retiring principal and the account, and for the grantee where the grant says so', async () => {
  const { send, as } = createClient({ principals: PRINCIPALS })
  const { GrantToken = '' } = await send('CreateGrant', { ...grant, Operations: ['Decrypt'] })
  expect(await as('worker').refuse('RetireGrant', { GrantToken })).toMatch(/^AccessDeniedException/)
  expect(await as('stranger').refuse('RetireGrant', { GrantToken })).toBe(
    `AccessDeniedException: User: ${PRINCIPALS.stranger} is not authorized to perform: kms:RetireGrant on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  )
  await as('partner').send('RetireGrant', { GrantToken })

  const own = await send('CreateGrant', { ...grant, Operations: ['RetireGrant', 'Decrypt'] })
  const other = await send('CreateGrant', { ...grant, Operations: ['Decrypt'] })
  // RetireGrant in one grant is not RetireGrant in another.
  expect(await as('worker').refuse('RetireGrant', { KeyId, GrantId: other.GrantId })).toMatch(/^AccessDeniedException/)
  await as('worker').send('RetireGrant', { KeyId, GrantId: own.GrantId })
})

test('is for the account that handed the grant on', async () => {
  const { send, as } = createClient({ principals: PRINCIPALS })
  await send('CreateGrant', { ...grant, Operations: ['CreateGrant', 'Decrypt'] })
  const { GrantToken = '' } = await as('worker').send('CreateGrant', {
    KeyId,
    GranteePrincipal: PRINCIPALS.stranger,
    Operations: ['Decrypt'],
  })
  const { Grants = [] } = await send('ListGrants', { KeyId, GranteePrincipal: PRINCIPALS.stranger })
  expect(Grants[0]?.IssuingAccount).toBe('arn:aws:iam::777788889999:root')
  await as('worker').send('RetireGrant', { GrantToken })
})

test('wants a token or both of the others', async () => {
  const { refuse, send } = createClient()
  const { GrantToken = '' } = await send('CreateGrant', { ...grant, Operations: ['Decrypt'] })
  for (const body of [{}, { KeyId: request.KeyId }, { GrantId: request.GrantId }, { ...request, GrantToken }])
    expect(await refuse('RetireGrant', body)).toBe(
      'ValidationException: Specify either a GrantToken, or both a KeyId and a GrantId.',
    )
})

test('refuses a key by its id alone', async () => {
  const { refuse } = createClient()
  expect(await refuse('RetireGrant', { ...request, KeyId: SANDBOX.app })).toBe(`NotFoundException: Invalid arn ${SANDBOX.app}`)
  expect(await refuse('RetireGrant', { ...request, KeyId: 'alias/app' })).toMatch(/^InvalidArnException/)
})

test('refuses a token of another sandbox and an unknown id', async () => {
  const { refuse } = createClient()
  const { GrantToken = '' } = await createClient().send('CreateGrant', { ...grant, Operations: ['Decrypt'] })
  expect(await refuse('RetireGrant', { GrantToken })).toMatch(/^InvalidGrantTokenException/)
  expect(await refuse('RetireGrant', { ...request, GrantId: 'x' })).toMatch(/^InvalidGrantIdException/)
  expect(await refuse('RetireGrant', { ...request, GrantId: 'a'.repeat(64) })).toMatch(/^NotFoundException/)
})

test('leaves the grant in a dry run', async () => {
  const { refuse, send } = createClient()
  expect(await refuse('RetireGrant', { ...request, DryRun: true })).toMatch(/^DryRunOperationException/)
  expect((await send('ListGrants', { KeyId })).Grants).toHaveLength(1)
})
