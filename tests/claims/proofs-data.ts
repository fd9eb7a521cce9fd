import { createCipheriv, createDecipheriv, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { createClient, importMaterial, SANDBOX, STORES } from '../../src/emulator/test-client.ts'
import { importOf } from '../../src/emulator/test-import.ts'
import { seedIn } from '../../src/server/seed.ts'
import type { Proof } from './proofs.ts'
import {
  ACCOUNT_STATEMENT,
  allow,
  type Body,
  CALLERS,
  ciphertextOf,
  createWorld,
  keyUnder,
  outcome,
  PLAINTEXT,
  policy,
  REFUSED,
  tried,
} from './world.ts'

const DAY = 24 * 3600 * 1000
const bytes = (base64: string | undefined): Buffer<ArrayBuffer> => Buffer.from(base64 ?? '', 'base64')
const NOBODY_DECRYPTS = /^(AccessDeniedException|NotFoundException|KMSInvalidStateException)$/

/** A key with a ciphertext, and one caller that may do what `actions` say with the key, and nothing else. */
const prey = async (actions: readonly string[], more: Body = {}) => {
  const client = createWorld({ [CALLERS.keyAdmin]: { policies: {} } })
  const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow(actions, 'keyAdmin')), more)
  if (more.Origin) await importMaterial(client.as('root'), KeyId, randomBytes(32))
  const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
  const decrypt = () => tried(client, 'root', 'Decrypt', { CiphertextBlob, KeyId })
  expect(await decrypt()).toBe('allowed')
  return { client, KeyId, decrypt }
}

/** What a request returns, and what the same request returns right after. */
const twice = async (operation: string, body: Body, client = createClient()) => {
  const first = await client.attempt(operation, body)
  expect([operation, outcome(first)]).toEqual([operation, 'allowed'])
  return { client, first, second: await client.attempt(operation, body) }
}

export const DATA: Readonly<Record<string, Proof>> = {
  'setting-twice': async () => {
    const KeyId = SANDBOX.app
    for (const [operation, body] of Object.entries({
      DisableKey: { KeyId },
      EnableKey: { KeyId },
      TagResource: { KeyId, Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] },
      PutKeyPolicy: { KeyId, Policy: JSON.stringify(policy(ACCOUNT_STATEMENT)) },
      UpdateKeyDescription: { KeyId, Description: 'Orders' },
      EnableKeyRotation: { KeyId },
    })) {
      const { client, second } = await twice(operation, body)
      expect([operation, outcome(second)]).toEqual([operation, 'allowed'])
      const once = createClient()
      await once.attempt(operation, body)
      const stateOf = async ({ send }: typeof once) => {
        const { KeyMetadata } = await send('DescribeKey', { KeyId })
        const { Tags } = await send('ListResourceTags', { KeyId })
        const { Policy } = await send('GetKeyPolicy', { KeyId })
        return [KeyMetadata?.KeyState, KeyMetadata?.Description, Tags, Policy]
      }
      expect(await stateOf(client)).toEqual(await stateOf(once))
    }
  },

  'creating-twice': async () => {
    const { first, second } = await twice('CreateKey', {})
    const idOf = ({ body }: typeof first) => (body.KeyMetadata as Body).KeyId
    expect(idOf(second)).not.toBe(idOf(first))
  },

  'naming-a-grant': async () => {
    const grant = { KeyId: SANDBOX.app, GranteePrincipal: CALLERS.orders, Operations: ['Decrypt'] }
    const unnamed = await twice('CreateGrant', grant)
    expect(unnamed.second.body.GrantId).not.toBe(unnamed.first.body.GrantId)
    const named = await twice('CreateGrant', { ...grant, Name: 'orders' })
    expect(named.second.body.GrantId).toBe(named.first.body.GrantId)
  },

  'alias-twice': async () => {
    const { second } = await twice('CreateAlias', { AliasName: 'alias/new', TargetKeyId: SANDBOX.app })
    expect(outcome(second)).toBe('AlreadyExistsException')
  },

  'deletion-twice': async () => {
    const { second } = await twice('ScheduleKeyDeletion', { KeyId: SANDBOX.app, PendingWindowInDays: 7 })
    expect(outcome(second)).toBe('KMSInvalidStateException')
  },

  'refusal-is-no-use': async () => {
    const { send, attempt, emulator } = createClient()
    const { CiphertextBlob } = await send('Encrypt', {
      KeyId: SANDBOX.app,
      Plaintext: PLAINTEXT,
      EncryptionContext: { tenant: '42' },
    })
    const lastUse = () => send('GetKeyLastUsage', { KeyId: SANDBOX.app })
    const before = await lastUse()
    expect(before.KeyLastUsage?.Operation).toBe('Encrypt')
    await emulator.clock.advance(DAY)
    expect(outcome(await attempt('Decrypt', { CiphertextBlob }))).toBe('InvalidCiphertextException')
    expect(await lastUse()).toEqual(before)
    await send('Decrypt', { CiphertextBlob, EncryptionContext: { tenant: '42' } })
    expect((await lastUse()).KeyLastUsage?.Operation).toBe('Decrypt')
  },

  'empty-seed': async () => {
    const place = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
    const { send } = createClient({ fixture: await seedIn('empty.yaml', 'Keys: []', place) })
    expect((await send('ListKeys', {})).Keys).toEqual([])
  },

  'named-key-refuses-others': async () => {
    const { send, attempt } = createClient()
    const { KeyMetadata } = await send('CreateKey', {})
    const { CiphertextBlob } = await send('Encrypt', { KeyId: KeyMetadata?.KeyId ?? '', Plaintext: PLAINTEXT })
    expect(outcome(await attempt('Decrypt', { CiphertextBlob }))).toBe('allowed')
    expect(outcome(await attempt('Decrypt', { CiphertextBlob, KeyId: SANDBOX.app }))).toBe('IncorrectKeyException')
  },

  'stores-are-symmetric': async () => {
    const { attempt } = createClient()
    const store = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: STORES.external, XksKeyId: 'another' }
    const asks = async (more: Body) => (await attempt('CreateKey', { ...store, ...more })).status
    expect(await asks({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })).toBe(400)
    expect(await asks({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })).toBe(400)
    expect(await asks({ KeySpec: 'SYMMETRIC_DEFAULT' })).toBe(200)
  },

  'plaintext-data-key-survives': async () => {
    const { send, refuse } = createClient()
    const { Plaintext, CiphertextBlob } = await send('GenerateDataKey', { KeyId: SANDBOX.app, KeySpec: 'AES_256' })
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', bytes(Plaintext), iv, { authTagLength: 16 })
    const sealed = Buffer.concat([cipher.update('orders'), cipher.final()])
    await send('DisableKey', { KeyId: SANDBOX.app })
    expect(await refuse('Decrypt', { CiphertextBlob })).toContain('DisabledException')
    const decipher = createDecipheriv('aes-256-gcm', bytes(Plaintext), iv, { authTagLength: 16 }).setAuthTag(cipher.getAuthTag())
    expect(Buffer.concat([decipher.update(sealed), decipher.final()]).toString()).toBe('orders')
  },

  'replica-survives': async () => {
    const { send, attempt, inRegion, emulator } = createClient()
    const KeyId = SANDBOX.global
    const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: PLAINTEXT })
    await send('DisableKey', { KeyId })
    expect(outcome(await attempt('Decrypt', { CiphertextBlob }))).toBe('DisabledException')
    expect((await inRegion('eu-west-1').send('Decrypt', { CiphertextBlob })).Plaintext).toBe(PLAINTEXT)
    // Once the replica is the primary, the other can be deleted.
    await send('EnableKey', { KeyId })
    await send('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' })
    await emulator.clock.advance(2000)
    await send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
    await emulator.clock.advance(8 * DAY)
    expect(outcome(await attempt('DescribeKey', { KeyId }))).toBe('NotFoundException')
    expect((await inRegion('eu-west-1').send('Decrypt', { CiphertextBlob })).Plaintext).toBe(PLAINTEXT)
  },

  'copy-of-material-survives': async () => {
    const client = createClient()
    const { send, refuse, emulator } = client
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { KeyMetadata } = await send('CreateKey', { Origin: 'EXTERNAL', KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' })
    const KeyId = KeyMetadata?.KeyId ?? ''
    const material = privateKey.export({ format: 'der', type: 'pkcs8' })
    await send('ImportKeyMaterial', await importOf(client, KeyId, material, 'RSA_AES_KEY_WRAP_SHA_256'))
    const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256'
    const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: PLAINTEXT, EncryptionAlgorithm })
    await send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
    await emulator.clock.advance(8 * DAY)
    expect(await refuse('Decrypt', { KeyId, CiphertextBlob, EncryptionAlgorithm })).toContain('NotFoundException')
    const outside = privateDecrypt({ key: privateKey, oaepHash: 'sha256' }, bytes(CiphertextBlob))
    expect(outside.toString('base64')).toBe(PLAINTEXT)
  },

  'schedule-destroys': async () => {
    const { client, KeyId, decrypt } = await prey(['kms:ScheduleKeyDeletion'])
    await client.as('keyAdmin').send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
    await client.emulator.clock.advance(8 * DAY)
    expect(await decrypt()).toMatch(NOBODY_DECRYPTS)
    expect(await tried(client, 'root', 'CancelKeyDeletion', { KeyId })).toBe('NotFoundException')
  },

  'delete-material-destroys': async () => {
    const { client, KeyId, decrypt } = await prey(['kms:DeleteImportedKeyMaterial'], { Origin: 'EXTERNAL' })
    await client.as('keyAdmin').send('DeleteImportedKeyMaterial', { KeyId })
    expect(await decrypt()).toMatch(NOBODY_DECRYPTS)
    // Other material does not bring it back.
    await expect(importMaterial(client.as('root'), KeyId, randomBytes(32))).rejects.toThrow('IncorrectKeyMaterialException')
  },

  'policy-writer-destroys': async () => {
    const { client, KeyId, decrypt } = await prey(['kms:PutKeyPolicy'])
    expect(await tried(client, 'keyAdmin', 'ScheduleKeyDeletion', { KeyId })).toBe(REFUSED)
    await client.as('keyAdmin').send('PutKeyPolicy', { KeyId, Policy: JSON.stringify(policy(allow('kms:*', 'keyAdmin'))) })
    expect(await decrypt()).toMatch(NOBODY_DECRYPTS)
    expect(await tried(client, 'keyAdmin', 'ScheduleKeyDeletion', { KeyId })).toBe('allowed')
  },

  'cancel-undoes': async () => {
    const { client, KeyId, decrypt } = await prey(['kms:CancelKeyDeletion'])
    await client.as('root').send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
    await client.as('keyAdmin').send('CancelKeyDeletion', { KeyId })
    await client.emulator.clock.advance(8 * DAY)
    await client.as('root').send('EnableKey', { KeyId })
    expect(await decrypt()).toBe('allowed')
  },

  'rotation-takes-nothing': async () => {
    const client = createWorld({ [CALLERS.orders]: { policies: {} } })
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:Decrypt', 'orders')))
    const old = await ciphertextOf(client, 'root', KeyId)
    await client.as('root').send('RotateKeyOnDemand', { KeyId })
    const current = await ciphertextOf(client, 'root', KeyId)
    for (const CiphertextBlob of [old, current])
      expect(await tried(client, 'orders', 'Decrypt', { CiphertextBlob })).toBe('allowed')
  },
}
