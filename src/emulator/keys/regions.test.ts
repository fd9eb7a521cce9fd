import { expect, test } from 'vitest'
import { DAY } from '../clock.ts'
import { createClient, importMaterial } from '../test-client.ts'

/** What related keys do to each other; their operations have tests of their own. */

const clock = { now: () => Date.UTC(2026, 0, 20) }
const REPLICA = 'eu-west-1'
const arnIn = (region: string, id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`
const material = (byte: number) => new Uint8Array(32).fill(byte)

type Client = ReturnType<typeof createClient>

const replicate = async (client: Client, KeyId: string, ...regions: readonly string[]) => {
  for (const ReplicaRegion of regions) await client.send('ReplicateKey', { KeyId, ReplicaRegion })
  await client.emulator.clock.advance(1000)
}

/** A primary key in us-east-1 and its replicas. */
const family = async (regions: readonly string[], input: Parameters<typeof create>[1] = {}) => {
  const client = createClient({ clock })
  const KeyId = await create(client, input)
  if (input.Origin === 'EXTERNAL') await importMaterial(client, KeyId, material(1))
  await replicate(client, KeyId, ...regions)
  return { client, KeyId, stateIn: (region: string) => stateOf(client.inRegion(region), KeyId) }
}

const create = async ({ send }: Client, input: { readonly Origin?: 'EXTERNAL' }) =>
  (await send('CreateKey', { MultiRegion: true, ...input })).KeyMetadata?.KeyId ?? ''

const stateOf = async ({ send }: Pick<Client, 'send'>, KeyId: string) =>
  (await send('DescribeKey', { KeyId })).KeyMetadata?.KeyState

const materialsOf = async ({ send }: Pick<Client, 'send'>, KeyId: string) => {
  const { Rotations = [] } = await send('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })
  return Rotations.map(({ KeyMaterialState, ImportState }) =>
    ImportState ? `${KeyMaterialState} ${ImportState}` : KeyMaterialState,
  )
}

test('a rotation of the primary reaches the replicas, whatever their state', async () => {
  const { client, KeyId } = await family([REPLICA, 'eu-west-2'])
  const [europe, britain] = [client.inRegion(REPLICA), client.inRegion('eu-west-2')]
  await europe.send('DisableKey', { KeyId })
  await client.send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await client.emulator.clock.advance(90 * DAY)
  await client.send('RotateKeyOnDemand', { KeyId })
  for (const { send } of [europe, britain]) {
    expect((await send('ListKeyRotations', { KeyId })).Rotations).toHaveLength(2)
    expect(await send('GetKeyRotationStatus', { KeyId })).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 })
  }
  expect(await stateOf(europe, KeyId)).toBe('Disabled')
  const { CiphertextBlob = '' } = await britain.send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect(await client.send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=' })
})

test('a replica does not set rotation', async () => {
  const { client, KeyId } = await family([REPLICA])
  const { refuse } = client.inRegion(REPLICA)
  for (const operation of ['EnableKeyRotation', 'DisableKeyRotation', 'RotateKeyOnDemand'] as const)
    expect(await refuse(operation, { KeyId })).toBe(
      `UnsupportedOperationException: ${arnIn(REPLICA, KeyId)} is not a multi-region primary key.`,
    )
})

test('a primary with replicas waits for them, and its own waiting period begins when the last is gone', async () => {
  const { client, KeyId, stateIn } = await family([REPLICA, 'eu-west-2'])
  const { send, refuse, emulator } = client
  const start = emulator.clock.now()
  const answer = await send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 8 })
  expect(answer).toEqual({ KeyId: arnIn('us-east-1', KeyId), KeyState: 'PendingReplicaDeletion', PendingWindowInDays: 8 })
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingReplicaDeletion', PendingDeletionWindowInDays: 8 })
  expect(KeyMetadata).not.toHaveProperty('DeletionDate')
  expect(await refuse('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })).toBe(
    `KMSInvalidStateException: ${arnIn('us-east-1', KeyId)} is pending replica deletion.`,
  )
  expect(await refuse('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-3' })).toMatch(/is pending replica deletion\.$/)

  await client.inRegion(REPLICA).send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 20 })
  await client.inRegion('eu-west-2').send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await emulator.clock.advance(7 * DAY)
  expect(await stateIn('us-east-1')).toBe('PendingReplicaDeletion')
  expect((await send('DescribeKey', { KeyId })).KeyMetadata?.MultiRegionConfiguration?.ReplicaKeys).toHaveLength(1)
  await emulator.clock.advance(14 * DAY)
  const last = await send('DescribeKey', { KeyId })
  expect(last.KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion', DeletionDate: (start + 28 * DAY) / 1000 })
  expect(last.KeyMetadata).not.toHaveProperty('PendingDeletionWindowInDays')
  await emulator.clock.advance(7 * DAY)
  expect(await refuse('DescribeKey', { KeyId })).toBe(`NotFoundException: Key '${arnIn('us-east-1', KeyId)}' does not exist`)
})

test('all of it happens in one leap of the clock too', async () => {
  const { client, KeyId } = await family([REPLICA])
  await client.send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await client.inRegion(REPLICA).send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await client.emulator.clock.advance(14 * DAY)
  expect(await client.refuse('DescribeKey', { KeyId })).toMatch(/^NotFoundException/)
})

test('a primary that waits for its replicas can be kept', async () => {
  const { client, KeyId, stateIn } = await family([REPLICA])
  await client.send('ScheduleKeyDeletion', { KeyId })
  await client.send('CancelKeyDeletion', { KeyId })
  await client.inRegion(REPLICA).send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await client.emulator.clock.advance(8 * DAY)
  expect(await stateIn('us-east-1')).toBe('Disabled')
  expect((await client.send('DescribeKey', { KeyId })).KeyMetadata).not.toHaveProperty('PendingDeletionWindowInDays')
})

test('a replica is deleted on its own, even while it is made, and can be made again', async () => {
  const { client, KeyId, stateIn } = await family([])
  await client.send('ReplicateKey', { KeyId, ReplicaRegion: REPLICA })
  await client.inRegion(REPLICA).send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await client.emulator.clock.advance(6 * DAY)
  expect(await stateIn(REPLICA)).toBe('PendingDeletion')
  expect(await client.refuse('ReplicateKey', { KeyId, ReplicaRegion: REPLICA })).toMatch(/^AlreadyExistsException/)
  await client.emulator.clock.advance(DAY)
  expect(await stateIn('us-east-1')).toBe('Enabled')
  await replicate(client, KeyId, REPLICA)
  expect(await stateIn(REPLICA)).toBe('Enabled')
})

test('a replica of a key with imported material waits for the very same material', async () => {
  const { client, KeyId, stateIn } = await family([REPLICA], { Origin: 'EXTERNAL' })
  const europe = client.inRegion(REPLICA)
  expect(await stateIn(REPLICA)).toBe('PendingImport')
  await expect(importMaterial(europe, KeyId, material(2))).rejects.toThrow('IncorrectKeyMaterialException')
  await expect(importMaterial(europe, KeyId, material(1), { ImportType: 'NEW_KEY_MATERIAL' })).rejects.toThrow(
    `${arnIn(REPLICA, KeyId)} is not a multi-region primary key.`,
  )
  await importMaterial(europe, KeyId, material(1))
  expect(await stateIn(REPLICA)).toBe('Enabled')
  const { CiphertextBlob = '' } = await client.send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect(await europe.send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=' })
  await client.send('DeleteImportedKeyMaterial', { KeyId })
  expect([await stateIn('us-east-1'), await stateIn(REPLICA)]).toEqual(['PendingImport', 'Enabled'])
})

test('new material can be rotated to once every related key has it', async () => {
  const { client, KeyId } = await family([REPLICA], { Origin: 'EXTERNAL' })
  const europe = client.inRegion(REPLICA)
  await importMaterial(europe, KeyId, material(1))
  await importMaterial(client, KeyId, material(2), { ImportType: 'NEW_KEY_MATERIAL' })
  expect(await materialsOf(client, KeyId)).toEqual(['CURRENT IMPORTED', 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION IMPORTED'])
  expect(await client.refuse('RotateKeyOnDemand', { KeyId })).toBe(
    `KMSInvalidStateException: No available key material pending rotation for the key: ${arnIn('us-east-1', KeyId)}.`,
  )
  await importMaterial(europe, KeyId, material(2))
  for (const { send } of [client, europe])
    expect(await materialsOf({ send }, KeyId)).toEqual(['CURRENT IMPORTED', 'PENDING_ROTATION IMPORTED'])
  await client.send('RotateKeyOnDemand', { KeyId })
  for (const { send } of [client, europe])
    expect(await materialsOf({ send }, KeyId)).toEqual(['NON_CURRENT IMPORTED', 'CURRENT IMPORTED'])
})

test('a replica that lost the material before the rotation waits for it afterwards', async () => {
  const { client, KeyId, stateIn } = await family([REPLICA], { Origin: 'EXTERNAL' })
  const europe = client.inRegion(REPLICA)
  await importMaterial(europe, KeyId, material(1))
  const { KeyMaterialId } = await importMaterial(client, KeyId, material(2), { ImportType: 'NEW_KEY_MATERIAL' })
  await importMaterial(europe, KeyId, material(2))
  await europe.send('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId })
  expect(await materialsOf(client, KeyId)).toEqual(['CURRENT IMPORTED', 'PENDING_ROTATION IMPORTED'])
  expect(await materialsOf(europe, KeyId)).toEqual(['CURRENT IMPORTED'])
  await client.send('RotateKeyOnDemand', { KeyId })
  expect([await stateIn('us-east-1'), await stateIn(REPLICA)]).toEqual(['Enabled', 'PendingImport'])
  expect(await materialsOf(europe, KeyId)).toEqual(['NON_CURRENT IMPORTED', 'CURRENT PENDING_IMPORT'])
  await importMaterial(europe, KeyId, material(2))
  expect(await stateIn(REPLICA)).toBe('Enabled')
})

test('pending material of the primary takes that of its replicas with it, deleted or expired', async () => {
  const { client, KeyId } = await family([REPLICA], { Origin: 'EXTERNAL' })
  const europe = client.inRegion(REPLICA)
  await importMaterial(europe, KeyId, material(1))
  const { KeyMaterialId } = await importMaterial(client, KeyId, material(2), { ImportType: 'NEW_KEY_MATERIAL' })
  await importMaterial(europe, KeyId, material(2))
  await client.send('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId })
  for (const { send } of [client, europe]) expect(await materialsOf({ send }, KeyId)).toEqual(['CURRENT IMPORTED'])

  const ValidTo = client.emulator.clock.now() / 1000 + 3600
  await importMaterial(client, KeyId, material(3), { ImportType: 'NEW_KEY_MATERIAL', ValidTo })
  await importMaterial(europe, KeyId, material(3))
  await client.emulator.clock.advance(DAY)
  for (const { send } of [client, europe]) expect(await materialsOf({ send }, KeyId)).toEqual(['CURRENT IMPORTED'])
})

test('a replica that joins or goes decides whether the material is everywhere', async () => {
  const { client, KeyId } = await family([], { Origin: 'EXTERNAL' })
  await importMaterial(client, KeyId, material(2), { ImportType: 'NEW_KEY_MATERIAL' })
  expect(await materialsOf(client, KeyId)).toEqual(['CURRENT IMPORTED', 'PENDING_ROTATION IMPORTED'])
  await replicate(client, KeyId, REPLICA)
  expect(await materialsOf(client, KeyId)).toEqual(['CURRENT IMPORTED', 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION IMPORTED'])
  expect(await materialsOf(client.inRegion(REPLICA), KeyId)).toEqual(['CURRENT PENDING_IMPORT'])
  await client.inRegion(REPLICA).send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await client.emulator.clock.advance(7 * DAY)
  expect(await materialsOf(client, KeyId)).toEqual(['CURRENT IMPORTED', 'PENDING_ROTATION IMPORTED'])
})

test('material that expires while a key is Updating leaves it waiting for import', async () => {
  const client = createClient({ clock })
  const KeyId = await create(client, { Origin: 'EXTERNAL' })
  await importMaterial(client, KeyId, material(1), { ValidTo: clock.now() / 1000 + 10 })
  await replicate(client, KeyId, REPLICA)
  await importMaterial(client.inRegion(REPLICA), KeyId, material(1))
  await client.emulator.clock.advance(8500)
  await client.send('UpdatePrimaryRegion', { KeyId, PrimaryRegion: REPLICA })
  await client.emulator.clock.advance(600)
  expect(await stateOf(client, KeyId)).toBe('Updating')
  expect(await client.refuse('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })).toMatch(/is pending import\.$/)
  await client.emulator.clock.advance(400)
  expect(await stateOf(client, KeyId)).toBe('PendingImport')
  expect(await stateOf(client.inRegion(REPLICA), KeyId)).toBe('Enabled')
})
