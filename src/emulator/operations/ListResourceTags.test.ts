import { expect, test } from 'vitest'
import { ListResourceTags } from '../../facts/operations/ListResourceTags.ts'
import { createClient, SANDBOX } from '../test-client.ts'

test('lists the tags of the example', async () => {
  const { send } = createClient()
  expect(await send('ListResourceTags', ListResourceTags.example.request)).toEqual(ListResourceTags.example.response)
  expect(await send('ListResourceTags', { KeyId: SANDBOX.rsa })).toEqual({ Tags: [], Truncated: false })
})

test('lists page by page, whatever happens between', async () => {
  const { send } = createClient()
  const KeyId = SANDBOX.app
  const first = await send('ListResourceTags', { KeyId, Limit: 1 })
  expect(first).toMatchObject({ Tags: [{ TagKey: 'CostCenter' }], Truncated: true })
  await send('UntagResource', { KeyId, TagKeys: ['CostCenter'] })
  const second = await send('ListResourceTags', { KeyId, Limit: 1, Marker: first.NextMarker })
  expect(second).toEqual({ Tags: [{ TagKey: 'Purpose', TagValue: 'Orders' }], Truncated: false })
})

test('refuses the marker of another key, and an alias', async () => {
  const { send, refuse } = createClient()
  const { NextMarker } = await send('ListResourceTags', { KeyId: SANDBOX.app, Limit: 1 })
  expect(await refuse('ListResourceTags', { KeyId: SANDBOX.rsa, Marker: NextMarker })).toMatch('InvalidMarkerException: ')
  expect(await refuse('ListResourceTags', { KeyId: 'alias/app' })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})
