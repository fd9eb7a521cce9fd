import { expect, test } from 'vitest'
import { GetKeyPolicy } from '../../facts/operations/GetKeyPolicy.ts'
import { createClient, SANDBOX } from '../test-client.ts'

test('returns the default policy of a key that was created without one', async () => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', {})
  expect(await send('GetKeyPolicy', { KeyId: KeyMetadata?.KeyId ?? '' })).toEqual(GetKeyPolicy.example.response)
})

test('returns a policy as it was stored, in every state of the key', async () => {
  const { send } = createClient()
  const KeyId = SANDBOX['pending-deletion']
  const Policy = '{"Statement":{"Effect":"Allow", "Principal":"*","Action":"kms:*",\t"Resource":"*"}}\n'
  await send('PutKeyPolicy', { KeyId, Policy })
  expect(await send('GetKeyPolicy', { KeyId, PolicyName: 'default' })).toEqual({ Policy, PolicyName: 'default' })
})

test('returns the principals of a policy as the service resolves them', async () => {
  const { send } = createClient()
  const KeyId = SANDBOX.app
  const statement = (AWS: unknown) => ({ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' })
  const ROOT = 'arn:aws:iam::111122223333:root'
  const put = ['111122223333', [ROOT], ['444455556666', 'arn:aws:iam::111122223333:role/z']]
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: put.map(statement) })
  await send('PutKeyPolicy', { KeyId, Policy })
  const kept = async (KeyId: string) => JSON.parse((await send('GetKeyPolicy', { KeyId })).Policy ?? '')
  const expected = [ROOT, ROOT, ['arn:aws:iam::444455556666:root', 'arn:aws:iam::111122223333:role/z']]
  expect(await kept(KeyId)).toEqual({ Version: '2012-10-17', Statement: expected.map(statement) })
  const { KeyMetadata } = await send('CreateKey', { Policy })
  expect(await kept(KeyMetadata?.KeyId ?? '')).toEqual(await kept(KeyId))
})

test('knows no other policy', async () => {
  const { refuse } = createClient()
  expect(await refuse('GetKeyPolicy', { KeyId: SANDBOX.app, PolicyName: 'other' })).toBe(
    'NotFoundException: No such policy exists',
  )
  expect(await refuse('GetKeyPolicy', { KeyId: 'alias/app' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})
