import { expect, test } from 'vitest'
import { RevokeGrant } from '../../facts/operations/RevokeGrant.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const { request } = RevokeGrant.example

test('deletes the grant, with an empty response, and the permission with it', async () => {
  const principals = { worker: 'arn:aws:iam::444455556666:role/worker' }
  const { send, attempt, as } = createClient({ principals })
  const KeyId = arnOf(SANDBOX.app)
  const { GrantId = '', GrantToken = '' } = await send('CreateGrant', {
    KeyId,
    GranteePrincipal: principals.worker,
    Operations: ['DescribeKey'],
  })
  await as('worker').send('DescribeKey', { KeyId })
  expect(await attempt('RevokeGrant', { KeyId, GrantId })).toEqual({ status: 200, body: undefined })
  expect(await as('worker').refuse('DescribeKey', { KeyId })).toMatch(/^AccessDeniedException/)
  expect(await as('worker').refuse('DescribeKey', { KeyId, GrantTokens: [GrantToken] })).toMatch(/^InvalidGrantTokenException/)
})

test('refuses what is no id, and a grant of another key', async () => {
  const { refuse } = createClient()
  expect(await refuse('RevokeGrant', { ...request, GrantId: 'x' })).toBe("InvalidGrantIdException: Invalid grantId 'x'")
  expect(await refuse('RevokeGrant', { ...request, KeyId: SANDBOX.imported })).toBe(
    `NotFoundException: Grant '${request.GrantId}' of ${arnOf(SANDBOX.imported)} does not exist`,
  )
})

test('is not for the grantee', async () => {
  const { as, send } = createClient({ principals: { worker: 'arn:aws:iam::444455556666:role/worker' } })
  const KeyId = arnOf(SANDBOX.app)
  const { GrantId = '' } = await send('CreateGrant', {
    KeyId,
    GranteePrincipal: 'arn:aws:iam::444455556666:role/worker',
    Operations: ['RetireGrant', 'Decrypt'],
  })
  expect(await as('worker').refuse('RevokeGrant', { KeyId, GrantId })).toMatch(/^AccessDeniedException/)
  await as('worker').send('RetireGrant', { KeyId, GrantId })
})

test('leaves the grant in a dry run', async () => {
  const { refuse, send } = createClient()
  expect(await refuse('RevokeGrant', { ...request, DryRun: true })).toMatch(/^DryRunOperationException/)
  expect((await send('ListGrants', { KeyId: request.KeyId })).Grants).toHaveLength(1)
})
