import { expect, test } from 'vitest'
import { DAY } from '../clock.ts'
import { createClient, SANDBOX } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
const PrimaryRegion = 'eu-west-1'
const arnIn = (region: string, id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`

/** A primary in us-east-1 with replicas in two Regions of Europe, all of them ready. */
const family = async () => {
  const client = createClient({ clock })
  const { KeyMetadata } = await client.send('CreateKey', { MultiRegion: true })
  const KeyId = KeyMetadata?.KeyId ?? ''
  for (const ReplicaRegion of [PrimaryRegion, 'eu-west-2']) await client.send('ReplicateKey', { KeyId, ReplicaRegion })
  await client.emulator.clock.advance(1000)
  const metadataIn = async (region: string) =>
    (await client.inRegion(region).send('DescribeKey', { KeyId })).KeyMetadata ?? { KeyId }
  return { client, KeyId, metadataIn }
}

test('swaps the roles, with both keys Updating for a moment', async () => {
  const { client, KeyId, metadataIn } = await family()
  expect(await client.attempt('UpdatePrimaryRegion', { KeyId, PrimaryRegion })).toEqual({ status: 200, body: undefined })
  expect((await metadataIn('us-east-1')).KeyState).toBe('Updating')
  expect((await metadataIn(PrimaryRegion)).KeyState).toBe('Updating')
  expect((await metadataIn('eu-west-2')).KeyState).toBe('Enabled')
  expect(await client.refuse('DisableKey', { KeyId })).toBe(`KMSInvalidStateException: ${arnIn('us-east-1', KeyId)} is updating.`)
  await client.send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })

  await client.emulator.clock.advance(1000)
  for (const [region, type] of [
    ['us-east-1', 'REPLICA'],
    [PrimaryRegion, 'PRIMARY'],
    ['eu-west-2', 'REPLICA'],
  ] as const)
    expect(await metadataIn(region)).toMatchObject({
      KeyState: 'Enabled',
      MultiRegionConfiguration: {
        MultiRegionKeyType: type,
        PrimaryKey: { Arn: arnIn(PrimaryRegion, KeyId), Region: PrimaryRegion },
        ReplicaKeys: [
          { Arn: arnIn('eu-west-2', KeyId), Region: 'eu-west-2' },
          { Arn: arnIn('us-east-1', KeyId), Region: 'us-east-1' },
        ],
      },
    })
})

test('the new primary can be replicated and rotated, the old one no more', async () => {
  const { client, KeyId } = await family()
  const europe = client.inRegion(PrimaryRegion)
  await client.send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await client.send('UpdatePrimaryRegion', { KeyId, PrimaryRegion })
  expect(await europe.refuse('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-3' })).toMatch(/is updating\.$/)
  await client.emulator.clock.advance(1000)
  await europe.send('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-3' })
  const replica = `UnsupportedOperationException: ${arnIn('us-east-1', KeyId)} is not a multi-region primary key.`
  expect(await client.refuse('ReplicateKey', { KeyId, ReplicaRegion: 'eu-north-1' })).toBe(replica)
  expect(await client.refuse('RotateKeyOnDemand', { KeyId })).toBe(replica)
  await client.emulator.clock.advance(90 * DAY)
  expect((await client.send('ListKeyRotations', { KeyId })).Rotations).toHaveLength(1)
})

test('goes back while the keys are still Updating', async () => {
  const { client, KeyId, metadataIn } = await family()
  await client.send('UpdatePrimaryRegion', { KeyId, PrimaryRegion })
  await client.inRegion(PrimaryRegion).send('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'us-east-1' })
  await client.emulator.clock.advance(1000)
  expect(await metadataIn('us-east-1')).toMatchObject({
    KeyState: 'Enabled',
    MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY' },
  })
})

test('refuses a Region without a replica, the primary’s own, and keys that are not primary', async () => {
  const { client, KeyId } = await family()
  const { refuse, inRegion } = client
  expect(await refuse('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-3' })).toBe(
    `NotFoundException: Key '${arnIn('eu-west-3', KeyId)}' does not exist`,
  )
  expect(await refuse('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'us-east-1' })).toBe(
    `UnsupportedOperationException: ${arnIn('us-east-1', KeyId)} is the multi-region primary key already.`,
  )
  expect(await inRegion('eu-west-2').refuse('UpdatePrimaryRegion', { KeyId, PrimaryRegion })).toBe(
    `UnsupportedOperationException: ${arnIn('eu-west-2', KeyId)} is not a multi-region primary key.`,
  )
  expect(await refuse('UpdatePrimaryRegion', { KeyId: SANDBOX.app, PrimaryRegion })).toBe(
    `UnsupportedOperationException: ${arnIn('us-east-1', SANDBOX.app)} is not a multi-region primary key.`,
  )
})

test('refuses where either key is not enabled, and changes nothing', async () => {
  const { client, KeyId, metadataIn } = await family()
  await client.inRegion(PrimaryRegion).send('DisableKey', { KeyId })
  expect(await client.refuse('UpdatePrimaryRegion', { KeyId, PrimaryRegion })).toBe(
    `DisabledException: ${arnIn(PrimaryRegion, KeyId)} is disabled.`,
  )
  expect(await metadataIn('us-east-1')).toMatchObject({
    KeyState: 'Enabled',
    MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY' },
  })
})

test('needs the permission on the replica too', async () => {
  const { client, KeyId } = await family()
  const Statement = [
    { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
    { Effect: 'Deny', Principal: '*', Action: 'kms:UpdatePrimaryRegion', Resource: '*' },
  ]
  await client
    .inRegion(PrimaryRegion)
    .send('PutKeyPolicy', { KeyId, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) })
  expect(await client.refuse('UpdatePrimaryRegion', { KeyId, PrimaryRegion })).toBe(
    `AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:UpdatePrimaryRegion on resource: ${arnIn(PrimaryRegion, KeyId)} with an explicit deny in a resource-based policy`,
  )
})
