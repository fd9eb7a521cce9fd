import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const KeyId = SANDBOX.app
const tag = (TagKey: string, TagValue = '') => ({ TagKey, TagValue })

test('adds tags, overwrites the ones that are there, and returns nothing', async () => {
  const { attempt, send } = createClient()
  expect(await attempt('TagResource', { KeyId, Tags: [tag('Stage', 'Test'), tag('Purpose', 'Bills')] })).toEqual({
    status: 200,
    body: undefined,
  })
  const { Tags } = await send('ListResourceTags', { KeyId })
  expect(Tags).toEqual([tag('CostCenter', '87654'), tag('Purpose', 'Bills'), tag('Stage', 'Test')])
})

test('refuses duplicates, reserved names and more than fifty', async () => {
  const { refuse, send } = createClient()
  expect(await refuse('TagResource', { KeyId, Tags: [tag('A'), tag('A')] })).toBe('TagException: Duplicate tag keys')
  expect(await refuse('TagResource', { KeyId, Tags: [tag('AWS:a')] })).toBe('TagException: Tags beginning with aws: are reserved')
  const many = Array.from({ length: 49 }, (_, n) => tag(`${n}`))
  expect(await refuse('TagResource', { KeyId, Tags: many })).toBe('TagException: Too many tags')
  await send('TagResource', { KeyId, Tags: many.slice(1) })
  expect((await send('ListResourceTags', { KeyId })).Tags).toHaveLength(50)
})

test.each([tag('Owner', 'My & My Team'), tag('a,b'), tag('x', 'line\nbreak'), tag('x', '50%')])(
  'refuses the characters of %j',
  async (Tag) => {
    const { refuse, send } = createClient()
    expect(await refuse('TagResource', { KeyId, Tags: [Tag] })).toBe('TagException: Invalid tag')
    expect(await refuse('CreateKey', { Tags: [Tag] })).toBe('TagException: Invalid tag')
    const ReplicaRegion = 'ap-south-1'
    expect(await refuse('ReplicateKey', { KeyId: SANDBOX.global, ReplicaRegion, Tags: [Tag] })).toBe('TagException: Invalid tag')
    await send('TagResource', { KeyId, Tags: [tag('Größe', '部署 1_.:/=+-@')] })
  },
)

test('names the tag that breaks a constraint', async () => {
  const { refuse } = createClient()
  const TagKey = 'k'.repeat(129)
  expect(await refuse('TagResource', { KeyId, Tags: [tag(TagKey)] })).toBe(
    `ValidationException: 1 validation error detected: Value '${TagKey}' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length less than or equal to 128`,
  )
})

test('refuses a key that is on its way out, an alias, and an unknown key', async () => {
  const { refuse } = createClient()
  const Tags = [tag('A')]
  expect(await refuse('TagResource', { KeyId: SANDBOX['pending-deletion'], Tags })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
  expect(await refuse('TagResource', { KeyId: 'alias/app', Tags })).toBe(
    'InvalidArnException: Key Aliases are not supported for this operation.',
  )
  expect(await refuse('TagResource', { KeyId: 'x', Tags })).toBe("NotFoundException: Invalid keyId 'x'")
})
