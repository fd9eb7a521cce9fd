import { expect, test } from 'vitest'
import { createClient, SANDBOX } from '../test-client.ts'

test('lists the one policy of a key', async () => {
  const { send } = createClient()
  expect(await send('ListKeyPolicies', { KeyId: SANDBOX.app, Limit: 1 })).toEqual({ PolicyNames: ['default'], Truncated: false })
})

test('takes no marker, for it gives none', async () => {
  const { refuse } = createClient()
  expect(await refuse('ListKeyPolicies', { KeyId: SANDBOX.app, Marker: 'x' })).toBe(
    'ValidationException: The marker is not one that this listing returned.',
  )
})
