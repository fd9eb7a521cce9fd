import {
  ConnectCustomKeyStoreCommand,
  CreateCustomKeyStoreCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteCustomKeyStoreCommand,
  DescribeCustomKeyStoresCommand,
  DescribeKeyCommand,
  DisableKeyRotationCommand,
  DisconnectCustomKeyStoreCommand,
  DryRunOperationException,
  EnableKeyRotationCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GetKeyRotationStatusCommand,
  KMSInvalidStateException,
  ListResourceTagsCommand,
  paginateDescribeCustomKeyStores,
  paginateListGrants,
  paginateListKeyPolicies,
  paginateListKeyRotations,
  paginateListKeys,
  paginateListResourceTags,
  paginateListRetirableGrants,
  ReplicateKeyCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateCustomKeyStoreCommand,
  UpdateKeyDescriptionCommand,
  UpdatePrimaryRegionCommand,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { arnOf, SANDBOX, STORES } from '../../src/emulator/test-client.ts'
import { createEnclave } from '../../src/emulator/test-enclave.ts'
import { bytesOf, createSdk, refusalOf } from './client.ts'

const SECOND = 1000
const DAY = 86_400_000
const Plaintext = bytesOf('attack at dawn')

/** What a paginator finds on all its pages, and how many there are. */
const collect = async <P, I>(pages: AsyncIterable<P>, itemsOf: (page: P) => readonly I[] | undefined) => {
  const items: I[] = []
  let count = 0
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []))
    count++
  }
  return { items, count }
}

test('rotation: every 90 days by the clock, once on demand, and old ciphertexts still open', async () => {
  const { kms, emulator } = createSdk()
  const KeyId = SANDBOX.app
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }))
  await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }))
  const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId }))
  expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 })
  expect(status.NextRotationDate?.getTime()).toBeGreaterThan(emulator.clock.now())

  await emulator.clock.advance(181 * DAY)
  await kms.send(new RotateKeyOnDemandCommand({ KeyId }))
  await kms.send(new DisableKeyRotationCommand({ KeyId }))
  await emulator.clock.advance(365 * DAY)
  const { items, count } = await collect(
    paginateListKeyRotations({ client: kms, pageSize: 2 }, { KeyId }),
    ({ Rotations }) => Rotations,
  )
  expect(items.map(({ RotationType }) => RotationType)).toEqual(['AUTOMATIC', 'AUTOMATIC', 'ON_DEMAND'])
  expect(count).toBe(2)
  expect(items[0]?.RotationDate).toBeInstanceOf(Date)

  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
  expect(KeyMetadata?.CurrentKeyMaterialId).toBe(items[2]?.KeyMaterialId)
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob }))
  expect(opened.Plaintext).toEqual(Plaintext)
  expect(opened.KeyMaterialId).not.toBe(KeyMetadata?.CurrentKeyMaterialId)
})

test('multi-Region keys: encrypts in one Region, decrypts in another, and moves the primary', async () => {
  const { kms, emulator } = createSdk()
  const { kms: paris } = createSdk({ emulator, region: 'eu-west-3' })
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ MultiRegion: true }))
  const KeyId = KeyMetadata?.KeyId
  const { ReplicaKeyMetadata } = await kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-west-3' }))
  expect(ReplicaKeyMetadata).toMatchObject({ KeyState: 'Creating', KeyId })
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }))
  expect(await refusalOf(paris.send(new DecryptCommand({ CiphertextBlob })))).toBeInstanceOf(KMSInvalidStateException)
  await emulator.clock.advance(SECOND)
  const opened = await paris.send(new DecryptCommand({ CiphertextBlob }))
  expect(opened).toMatchObject({ Plaintext, KeyId: ReplicaKeyMetadata?.Arn })

  await kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: 'eu-west-3' }))
  await emulator.clock.advance(SECOND)
  const moved = await paris.send(new DescribeKeyCommand({ KeyId }))
  expect(moved.KeyMetadata?.MultiRegionConfiguration).toMatchObject({
    MultiRegionKeyType: 'PRIMARY',
    PrimaryKey: { Region: 'eu-west-3' },
    ReplicaKeys: [{ Region: 'us-east-1' }],
  })
  const waiting = await paris.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
  expect(waiting).toMatchObject({ KeyState: 'PendingReplicaDeletion', PendingWindowInDays: 7 })
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
  await emulator.clock.advance(7 * DAY)
  expect((await paris.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('PendingDeletion')
})

test('custom key stores: connects one, makes a key in it, and loses it while it is disconnected', async () => {
  const { kms, emulator } = createSdk()
  const { CustomKeyStoreId } = await kms.send(
    new CreateCustomKeyStoreCommand({
      CustomKeyStoreName: 'Vault',
      CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
      XksProxyConnectivity: 'PUBLIC_ENDPOINT',
      XksProxyUriEndpoint: 'https://vault.example',
      XksProxyUriPath: '/kms/xks/v1',
      XksProxyAuthenticationCredential: { AccessKeyId: 'A'.repeat(20), RawSecretAccessKey: 's'.repeat(43) },
    }),
  )
  const stateNow = async () =>
    (await kms.send(new DescribeCustomKeyStoresCommand({ CustomKeyStoreId }))).CustomKeyStores?.[0]?.ConnectionState
  expect(await stateNow()).toBe('DISCONNECTED')
  await kms.send(new ConnectCustomKeyStoreCommand({ CustomKeyStoreId }))
  expect(await stateNow()).toBe('CONNECTING')
  await emulator.clock.advance(SECOND)
  expect(await stateNow()).toBe('CONNECTED')

  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'one' }),
  )
  expect(KeyMetadata).toMatchObject({ CustomKeyStoreId, XksKeyConfiguration: { Id: 'one' } })
  const KeyId = KeyMetadata?.KeyId
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }))
  await kms.send(new DisconnectCustomKeyStoreCommand({ CustomKeyStoreId }))
  expect(await refusalOf(kms.send(new DecryptCommand({ CiphertextBlob })))).toMatchObject({
    name: 'KMSInvalidStateException',
    message: `${KeyMetadata?.Arn} is unavailable.`,
  })
  await emulator.clock.advance(SECOND)
  await kms.send(new UpdateCustomKeyStoreCommand({ CustomKeyStoreId, NewCustomKeyStoreName: 'Safe' }))
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
  await emulator.clock.advance(7 * DAY)
  await kms.send(new DeleteCustomKeyStoreCommand({ CustomKeyStoreId }))
  const { items, count } = await collect(
    paginateDescribeCustomKeyStores({ client: kms, pageSize: 2 }, {}),
    ({ CustomKeyStores }) => CustomKeyStores,
  )
  expect(items.map((store) => store.CustomKeyStoreId)).toEqual(Object.values(STORES))
  expect(count).toBe(2)
})

test('tags and descriptions: sets, lists and removes them', async () => {
  const { kms } = createSdk()
  const KeyId = SANDBOX.imported
  const Tags = ['a', 'b', 'c', 'd', 'e'].map((TagKey) => ({ TagKey, TagValue: TagKey.toUpperCase() }))
  await kms.send(new TagResourceCommand({ KeyId, Tags }))
  await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['b'] }))
  const { items, count } = await collect(paginateListResourceTags({ client: kms, pageSize: 2 }, { KeyId }), (page) => page.Tags)
  expect(items.map(({ TagKey }) => TagKey)).toEqual(['a', 'c', 'd', 'e'])
  expect(count).toBe(2)
  expect((await kms.send(new ListResourceTagsCommand({ KeyId }))).Truncated).toBe(false)
  await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'Ours' }))
  expect((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.Description).toBe('Ours')
})

test('pages: the paginators come to an end, with everything once', async () => {
  const { kms } = createSdk()
  const client = kms
  const KeyId = SANDBOX.app
  const keys = await collect(paginateListKeys({ client, pageSize: 5 }, {}), ({ Keys }) => Keys)
  expect(keys.items.map((key) => key.KeyId)).toEqual(Object.values(SANDBOX))
  expect(keys.count).toBe(Math.ceil(Object.keys(SANDBOX).length / 5))
  const policies = await collect(paginateListKeyPolicies({ client, pageSize: 1 }, { KeyId }), ({ PolicyNames }) => PolicyNames)
  expect(policies.items).toEqual(['default'])

  const RetiringPrincipal = 'arn:aws:iam::111122223333:role/retirer'
  for (let n = 0; n < 5; n++) {
    const GranteePrincipal = `arn:aws:iam::111122223333:role/${n}`
    await kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal, RetiringPrincipal, Operations: ['Encrypt'] }))
  }
  const grants = await collect(paginateListGrants({ client, pageSize: 2 }, { KeyId }), ({ Grants }) => Grants)
  expect(new Set(grants.items.map(({ GrantId }) => GrantId)).size).toBe(6)
  expect(grants.count).toBe(3)
  const retirable = await collect(
    paginateListRetirableGrants({ client, pageSize: 4 }, { RetiringPrincipal }),
    ({ Grants }) => Grants,
  )
  expect(retirable.items).toHaveLength(5)
  expect(retirable.count).toBe(2)
})

test('dry runs: tell what would happen, and do nothing', async () => {
  const { kms } = createSdk()
  const KeyId = SANDBOX.app
  const DryRun = true
  const GrantId = '5d1c0f3b8e7a49266c2f91d4e0b7a853c4f6e1d20987b5a3f2e1c4d6b8a90375'
  const refusals = [
    kms.send(new EncryptCommand({ KeyId, Plaintext, DryRun })),
    kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', DryRun })),
    kms.send(new SignCommand({ KeyId: 'alias/signing', Message: Plaintext, SigningAlgorithm: 'ECDSA_SHA_256', DryRun })),
    kms.send(new GenerateMacCommand({ KeyId: 'alias/mac', Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256', DryRun })),
    kms.send(new RevokeGrantCommand({ KeyId, GrantId, DryRun })),
    kms.send(new RetireGrantCommand({ KeyId: arnOf(KeyId), GrantId, DryRun })),
  ].map(refusalOf)
  for (const refusal of await Promise.all(refusals)) expect(refusal).toBeInstanceOf(DryRunOperationException)
  const { items } = await collect(paginateListGrants({ client: kms }, { KeyId }), ({ Grants }) => Grants)
  expect(items.map((grant) => grant.GrantId)).toEqual([GrantId])
  const IGNORE = { KeyId, DryRun, DryRunModifiers: ['IGNORE_CIPHERTEXT' as const], CiphertextBlob: undefined }
  expect(await refusalOf(kms.send(new DecryptCommand(IGNORE)))).toBeInstanceOf(DryRunOperationException)
})

test('recipients: the enclave alone reads the response', async () => {
  const { kms } = createSdk()
  const { document, read } = createEnclave()
  const Recipient = { KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256', AttestationDocument: document } as const
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: 'alias/app', Plaintext }))
  const answer = await kms.send(new DecryptCommand({ CiphertextBlob, Recipient }))
  expect(answer.Plaintext).toBeUndefined()
  expect(read(answer.CiphertextForRecipient ?? new Uint8Array())).toEqual(Plaintext)
})
