import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const KeyId = SANDBOX.app

test('takes the named tags away, passes over the others, and returns nothing', async () => {
  const { attempt, send } = createClient()
  expect(await attempt('UntagResource', { KeyId, TagKeys: ['Purpose', 'Absent'] })).toEqual({ status: 200, body: undefined })
  expect((await send('ListResourceTags', { KeyId })).Tags).toEqual([{ TagKey: 'CostCenter', TagValue: '87654' }])
})

test('refuses reserved names, a key on its way out and an alias', async () => {
  const { refuse } = createClient()
  expect(await refuse('UntagResource', { KeyId, TagKeys: ['aws:a'] })).toBe('TagException: Tags beginning with aws: are reserved')
  expect(await refuse('UntagResource', { KeyId: SANDBOX['pending-deletion'], TagKeys: ['A'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
  expect(await refuse('UntagResource', { KeyId: 'alias/app', TagKeys: ['A'] })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
})
