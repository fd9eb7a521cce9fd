import { expect, test } from 'vitest'
import { GetKeyPolicy } from '../../facts/operations/GetKeyPolicy.ts'
import { createClient, SANDBOX } from '../test-client.ts'

test('answers the default policy of a key that was given none', async () => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', {})
  expect(await send('GetKeyPolicy', { KeyId: KeyMetadata?.KeyId ?? '' })).toEqual(GetKeyPolicy.example.response)
})

test('answers a policy as it was stored, in every state of the key', async () => {
  const { send } = createClient()
  const KeyId = SANDBOX['pending-deletion']
  const Policy = '{"Statement":{"Effect":"Allow", "Principal":"*","Action":"kms:*",\t"Resource":"*"}}\n'
  await send('PutKeyPolicy', { KeyId, Policy })
  expect(await send('GetKeyPolicy', { KeyId, PolicyName: 'default' })).toEqual({ Policy, PolicyName: 'default' })
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
