import { expect, test } from 'vitest'
import { createClient, SANDBOX } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
/** One in which the sandbox has no key. */
const ReplicaRegion = 'eu-central-1'
const arnIn = (region: string, id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`

const primaryIn = async ({ send }: Pick<ReturnType<typeof createClient>, 'send'>, rest = {}) => {
  const { KeyMetadata } = await send('CreateKey', { MultiRegion: true, Description: 'primary', ...rest })
  return KeyMetadata?.KeyId ?? ''
}

test('a primary key without replicas says so', async () => {
  const { send } = createClient()
  const id = await primaryIn({ send })
  expect(id).toMatch(/^mrk-[0-9a-f]{32}$/)
  expect((await send('DescribeKey', { KeyId: id })).KeyMetadata).toMatchObject({
    MultiRegion: true,
    MultiRegionConfiguration: {
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: arnIn('us-east-1', id), Region: 'us-east-1' },
      ReplicaKeys: [],
    },
  })
})

test('makes a key in the other Region that is Creating at first and then Enabled', async () => {
  const client = createClient({ clock })
  const { send } = client
  const europe = client.inRegion(ReplicaRegion)
  const id = await primaryIn(client, { Tags: [{ TagKey: 'a', TagValue: 'b' }] })
  const family = {
    PrimaryKey: { Arn: arnIn('us-east-1', id), Region: 'us-east-1' },
    ReplicaKeys: [{ Arn: arnIn(ReplicaRegion, id), Region: ReplicaRegion }],
  }

  const answer = await send('ReplicateKey', { KeyId: id, ReplicaRegion })
  expect(answer.ReplicaKeyMetadata).toMatchObject({
    KeyId: id,
    Arn: arnIn(ReplicaRegion, id),
    KeyState: 'Creating',
    Enabled: false,
    Description: '',
    MultiRegion: true,
    MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', ...family },
  })
  expect(answer.ReplicaKeyMetadata).not.toHaveProperty('CurrentKeyMaterialId')
  expect(JSON.parse(answer.ReplicaPolicy ?? '')).toMatchObject({ Id: 'key-default-1' })
  expect(answer).not.toHaveProperty('ReplicaTags')
  expect(await europe.refuse('Encrypt', { KeyId: id, Plaintext: 'aGVsbG8=' })).toBe(
    `KMSInvalidStateException: ${arnIn(ReplicaRegion, id)} is creating.`,
  )

  await client.emulator.clock.advance(1000)
  const primary = await send('DescribeKey', { KeyId: id })
  const replica = await europe.send('DescribeKey', { KeyId: id })
  expect(primary.KeyMetadata?.MultiRegionConfiguration).toEqual({ MultiRegionKeyType: 'PRIMARY', ...family })
  expect(replica.KeyMetadata).toMatchObject({
    KeyState: 'Enabled',
    CurrentKeyMaterialId: primary.KeyMetadata?.CurrentKeyMaterialId,
    MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', ...family },
  })
  expect(await europe.send('ListKeys', {})).toMatchObject({ Keys: [{ KeyId: id, KeyArn: arnIn(ReplicaRegion, id) }] })
})

test('the replica has a policy, tags and a description of its own', async () => {
  const client = createClient({ clock })
  const id = await primaryIn(client)
  const { ReplicaPolicy: Policy } = await client.send('ReplicateKey', { KeyId: id, ReplicaRegion: 'eu-west-2' })
  const Tags = [{ TagKey: 'team', TagValue: 'orders' }]
  const answer = await client.send('ReplicateKey', { KeyId: id, ReplicaRegion, Policy, Tags, Description: 'replica' })
  expect(answer).toMatchObject({ ReplicaKeyMetadata: { Description: 'replica' }, ReplicaPolicy: Policy, ReplicaTags: Tags })
})

test('what one related key encrypts every other decrypts, in its own Region', async () => {
  const client = createClient({ clock })
  const europe = client.inRegion(ReplicaRegion)
  const id = await primaryIn(client)
  await client.send('ReplicateKey', { KeyId: id, ReplicaRegion })
  await client.emulator.clock.advance(1000)
  const { CiphertextBlob = '' } = await client.send('Encrypt', { KeyId: id, Plaintext: 'aGVsbG8=' })
  for (const KeyId of [undefined, id, arnIn(ReplicaRegion, id)])
    expect(await europe.send('Decrypt', { CiphertextBlob, ...(KeyId && { KeyId }) })).toMatchObject({
      KeyId: arnIn(ReplicaRegion, id),
      Plaintext: 'aGVsbG8=',
    })
  expect(await client.inRegion('eu-west-3').refuse('Decrypt', { CiphertextBlob })).toMatch(/^AccessDeniedException/)
  expect(await client.inRegion('eu-west-3').refuse('DescribeKey', { KeyId: id })).toBe(
    `NotFoundException: Key '${arnIn('eu-west-3', id)}' does not exist`,
  )
})

test('an asymmetric key signs as the same key in every Region', async () => {
  const client = createClient({ clock })
  const europe = client.inRegion(ReplicaRegion)
  const KeyId = await primaryIn(client, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' })
  await client.send('ReplicateKey', { KeyId, ReplicaRegion })
  await client.emulator.clock.advance(1000)
  const request = { KeyId, Message: 'aGVsbG8=', SigningAlgorithm: 'ECDSA_SHA_256' } as const
  const { Signature = '' } = await client.send('Sign', request)
  expect(await europe.send('Verify', { ...request, Signature })).toMatchObject({ SignatureValid: true })
})

test('refuses a second replica in a Region, and one beside the primary', async () => {
  const { send, refuse } = createClient({ clock })
  const KeyId = await primaryIn({ send })
  await send('ReplicateKey', { KeyId, ReplicaRegion })
  for (const region of [ReplicaRegion, 'us-east-1'])
    expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion: region })).toBe(
      `AlreadyExistsException: Key '${arnIn(region, KeyId)}' already exists`,
    )
})

test('refuses what is no primary key, and another partition', async () => {
  const client = createClient({ clock })
  const { send, refuse } = client
  const KeyId = await primaryIn(client)
  await send('ReplicateKey', { KeyId, ReplicaRegion })
  // First while the replica is being made, then when it is ready.
  for (let second = 0; second < 2; second++) {
    expect(await client.inRegion(ReplicaRegion).refuse('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-2' })).toBe(
      `UnsupportedOperationException: ${arnIn(ReplicaRegion, KeyId)} is not a multi-region primary key.`,
    )
    await client.emulator.clock.advance(1000)
  }
  expect(await refuse('ReplicateKey', { KeyId: SANDBOX.app, ReplicaRegion })).toBe(
    `UnsupportedOperationException: ${arnIn('us-east-1', SANDBOX.app)} is not a multi-region primary key.`,
  )
  expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion: 'cn-north-1' })).toBe(
    `UnsupportedOperationException: Region cn-north-1 is not in the partition of ${arnIn('us-east-1', KeyId)}.`,
  )
  expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion: 'Europe' })).toContain("at 'replicaRegion' failed to satisfy")
})

test('refuses a primary key that is not enabled, and bad policies and tags, and makes nothing', async () => {
  const client = createClient({ clock })
  const { send, refuse } = client
  const KeyId = await primaryIn(client)
  expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion, Policy: '{}' })).toMatch(/^MalformedPolicyDocumentException/)
  expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion, Tags: [{ TagKey: 'aws:a', TagValue: '' }] })).toBe(
    'TagException: Tags beginning with aws: are reserved',
  )
  await send('DisableKey', { KeyId })
  expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion })).toBe(
    `DisabledException: ${arnIn('us-east-1', KeyId)} is disabled.`,
  )
  expect(await client.inRegion(ReplicaRegion).send('ListKeys', {})).toEqual({ Keys: [], Truncated: false })
})
