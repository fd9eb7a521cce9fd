import { expect, test } from 'vitest'
import { EXPLAIN_HEADER, traceIn } from '../../facts/trace.ts'
import { arnOf, createClient, requestTo, SANDBOX, signedFor } from '../test-client.ts'

const OTHER = '444455556666'
const BOB = `arn:aws:iam::${OTHER}:user/bob`
const KEY = arnOf(SANDBOX.app)

const client = () => {
  const made = createClient({ principals: { BOB } })
  return { ...made, bob: made.as('BOB') }
}

test('a key that is shared can be used by the other account, and no more once it is not', async () => {
  const { emulator, bob } = client()
  const request = { KeyId: KEY, Plaintext: 'aGk=' }
  expect(await bob.refuse('Encrypt', request)).toMatch(/^AccessDeniedException/)
  await emulator.share(KEY, [OTHER])
  const { CiphertextBlob = '' } = await bob.send('Encrypt', request)
  expect((await bob.send('Decrypt', { CiphertextBlob })).Plaintext).toBe('aGk=')
  expect(await bob.refuse('DisableKey', { KeyId: KEY })).toMatch(/^AccessDeniedException/)
  await emulator.share(KEY, [])
  expect(await bob.refuse('Encrypt', request)).toMatch(/^AccessDeniedException/)
})

test('a denial in the key’s own policy wins over the share, and the trace tells which policy let in', async () => {
  const { emulator, bob, send } = client()
  await emulator.share(KEY, [OTHER])
  const headers = { ...signedFor('us-east-1', 'BOB'), [EXPLAIN_HEADER]: 'true' }
  const steps = traceIn(await emulator.fetch(requestTo('DescribeKey', { KeyId: KEY }, headers)))
  expect(steps?.find(({ check }) => check === 'access')).toMatchObject({
    weighed: [{ source: 'key policy', effect: 'Allow', statement: { policy: 'AWS_RAM', index: 0, sid: 'SharedThroughRam' } }],
  })
  const statement = (Effect: string, AWS: string) => ({ Effect, Principal: { AWS }, Action: 'kms:*', Resource: '*' })
  const Statement = [statement('Allow', 'arn:aws:iam::111122223333:root'), statement('Deny', BOB)]
  await send('PutKeyPolicy', { KeyId: KEY, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) })
  expect(await bob.refuse('DescribeKey', { KeyId: KEY })).toMatch(/^AccessDeniedException/)
})

test('ListKeys lists keys of the own account, those that are shared with it, or both', async () => {
  const { emulator, bob, send } = client()
  await emulator.share(KEY, [OTHER])
  const shared = [{ KeyId: SANDBOX.app, KeyArn: KEY }]
  const { KeyMetadata } = await bob.send('CreateKey', {})
  const own = [{ KeyId: KeyMetadata?.KeyId, KeyArn: KeyMetadata?.Arn }]
  expect((await bob.send('ListKeys', {})).Keys).toEqual(own)
  expect((await bob.send('ListKeys', { ResourceOwners: ['SELF'] })).Keys).toEqual(own)
  expect((await bob.send('ListKeys', { ResourceOwners: ['OTHER_ACCOUNTS_VIA_RAM'] })).Keys).toEqual(shared)
  const both = { ResourceOwners: ['SELF', 'OTHER_ACCOUNTS_VIA_RAM'] as const, Limit: 1 }
  const first = await bob.send('ListKeys', both)
  expect(first).toMatchObject({ Keys: shared, Truncated: true })
  expect(await bob.send('ListKeys', { ...both, Marker: first.NextMarker })).toEqual({ Keys: own, Truncated: false })
  expect((await send('ListKeys', { ResourceOwners: ['OTHER_ACCOUNTS_VIA_RAM'] })).Keys).toEqual([])
})

test('the policy of the share stands beside the key’s own, and cannot be written', async () => {
  const { emulator, send, refuse } = client()
  const named = { KeyId: KEY, PolicyName: 'AWS_RAM' }
  expect(await refuse('GetKeyPolicy', named)).toBe('NotFoundException: No such policy exists')
  await emulator.share(KEY, [OTHER])
  const { Policy = '', PolicyName } = await send('GetKeyPolicy', named)
  expect(PolicyName).toBe('AWS_RAM')
  expect(JSON.parse(Policy).Statement[0].Principal.AWS).toEqual([`arn:aws:iam::${OTHER}:root`])
  expect(await send('ListKeyPolicies', { KeyId: KEY })).toEqual({ PolicyNames: ['default', 'AWS_RAM'], Truncated: false })
  const page = await send('ListKeyPolicies', { KeyId: KEY, Limit: 1 })
  expect(page).toMatchObject({ PolicyNames: ['default'], Truncated: true })
  expect(await send('ListKeyPolicies', { KeyId: KEY, Marker: page.NextMarker })).toEqual({
    PolicyNames: ['AWS_RAM'],
    Truncated: false,
  })
  expect(await refuse('PutKeyPolicy', { ...named, Policy })).toBe(
    'ValidationException: The AWS_RAM policy can only be managed by the RAM service.',
  )
})

test('refuses to share what is not there, or with what is no other account', async () => {
  const { emulator } = client()
  const absent = arnOf('00000000-0000-4000-8000-000000000000')
  await expect(emulator.share(absent, [OTHER])).rejects.toThrow(`Failed to share ${absent}: there is no such key.`)
  for (const account of ['1', '111122223333'])
    await expect(emulator.share(KEY, [account])).rejects.toThrow(`'${account}' is not the number of another account.`)
})
