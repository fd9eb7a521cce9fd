import { expect } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../../src/emulator/test-client.ts'
import type { Document } from './extract.ts'
import {
  ACCOUNT_STATEMENT,
  allow,
  type Body,
  CALLERS,
  type CallerName,
  type Client,
  ciphertextOf,
  createWorld,
  IAM_ALL,
  keyUnder,
  outcome,
  PLAINTEXT,
  policy,
  REFUSED,
  tried,
} from './world.ts'

/** Of every policy of the docs, the requests that its page says it lets in or keeps out. */

const ORDERS = { EncryptionContext: { Department: 'Orders' } }
const REPORTS = { EncryptionContext: { Department: 'Reports' } }

/** Sends the requests; fails where one that the policy keeps out is answered, or the other way round. */
export type PolicyProof = (document: Document) => Promise<void>

const expectAll = async (client: Client, caller: CallerName, expected: string, requests: Readonly<Record<string, Body>>) => {
  for (const [operation, body] of Object.entries(requests))
    expect([caller, operation, await tried(client, caller, operation.split(' ')[0] ?? '', body)]).toEqual([
      caller,
      operation,
      expected,
    ])
}

/** The default policy, and its like: the account decides. */
const leavesItToTheAccount: PolicyProof = async (document) => {
  const client = createWorld({ [CALLERS.writer]: { policies: {} }, [CALLERS.orders]: IAM_ALL })
  const KeyId = await keyUnder(client, document)
  const request = { Encrypt: { KeyId, Plaintext: PLAINTEXT }, GetKeyPolicy: { KeyId } }
  await expectAll(client, 'root', 'allowed', request)
  await expectAll(client, 'orders', 'allowed', request)
  await expectAll(client, 'writer', REFUSED, request)
  await expectAll(client, 'stranger', REFUSED, request)
}

/** The account has everything; a role of another account decrypts what was encrypted for orders. */
const letsThePartnerDecrypt: PolicyProof = async (document) => {
  const client = createWorld()
  const KeyId = await keyUnder(client, document)
  const forOrders = await ciphertextOf(client, 'root', KeyId, ORDERS)
  const forReports = await ciphertextOf(client, 'root', KeyId, REPORTS)
  expect(await tried(client, 'partner', 'Decrypt', { KeyId, CiphertextBlob: forOrders, ...ORDERS })).toBe('allowed')
  expect(await tried(client, 'partner', 'Decrypt', { KeyId, CiphertextBlob: forReports, ...REPORTS })).toBe(REFUSED)
  await expectAll(client, 'partner', REFUSED, {
    Encrypt: { KeyId, Plaintext: PLAINTEXT, ...ORDERS },
    PutKeyPolicy: { KeyId, Policy: JSON.stringify(document) },
  })
  expect(await tried(client, 'stranger', 'Decrypt', { KeyId, CiphertextBlob: forOrders, ...ORDERS })).toBe(REFUSED)
}

/** No request to the emulator comes through a service or an endpoint. Without the condition, the statement allows it. */
const refusesEveryDirectWay: PolicyProof = async (document) => {
  const client = createWorld({ [CALLERS.orders]: { policies: {} } })
  const requests = async (statements: Document['Statement']) => {
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, ...statements))
    return {
      GenerateDataKey: { KeyId, KeySpec: 'AES_256' },
      Decrypt: { KeyId, CiphertextBlob: await ciphertextOf(client, 'root', KeyId) },
    }
  }
  await expectAll(client, 'orders', REFUSED, await requests(document.Statement))
  const unconditional = document.Statement.map(({ Condition: _, ...statement }) => statement)
  await expectAll(client, 'orders', 'allowed', await requests(unconditional))
}

/** By the place of the policy. */
export const POLICY_PROOFS: Readonly<Record<string, PolicyProof>> = {
  'GetKeyPolicy: Example 1: Read the policy of a key': leavesItToTheAccount,
  'ReplicateKey: Example 1: Replicate a key to Tokyo': leavesItToTheAccount,
  'PutKeyPolicy: Try It Out': leavesItToTheAccount,
  'GetKeyPolicy: example': leavesItToTheAccount,
  'ReplicateKey: example': leavesItToTheAccount,

  'PutKeyPolicy: Example 1: Let another account decrypt': letsThePartnerDecrypt,
  'PutKeyPolicy: example': letsThePartnerDecrypt,

  async 'PutKeyPolicy: Example 2: A policy that locks you out'(document) {
    const client = createWorld()
    const KeyId = await keyUnder(client, document)
    const Policy = JSON.stringify(policy(ACCOUNT_STATEMENT))
    await expectAll(client, 'root', REFUSED, { Encrypt: { KeyId, Plaintext: PLAINTEXT }, PutKeyPolicy: { KeyId, Policy } })
    await expectAll(client, 'alice', 'allowed', { Encrypt: { KeyId, Plaintext: PLAINTEXT }, PutKeyPolicy: { KeyId, Policy } })
    expect(await client.as('root').refuse('CreateKey', { Policy: JSON.stringify(document) })).toContain('MalformedPolicyDocument')
  },

  async 'PutKeyPolicy: Example 3: A name in place of a principal'(document) {
    const { refuse } = createWorld()
    const body = { Policy: JSON.stringify(document), BypassPolicyLockoutSafetyCheck: true }
    expect(await refuse('CreateKey', body)).toContain('MalformedPolicyDocumentException')
  },

  async 'cross-account-access: key-policy.json'(document) {
    const partner = 'arn:aws:iam::999988887777:role/partner'
    const other = createClient({ principals: { ...CALLERS, partner } })
    const KeyId = await keyUnder(other, document)
    for (const [recipient, expected] of [
      ['partner', 'allowed'],
      ['others', REFUSED],
    ] as const) {
      const context = { EncryptionContext: { recipient } }
      const CiphertextBlob = await ciphertextOf(other, 'root', KeyId, context)
      await expectAll(other, 'partner', expected, { Decrypt: { KeyId, CiphertextBlob, ...context } })
    }
    await expectAll(other, 'partner', REFUSED, {
      Encrypt: { KeyId, Plaintext: PLAINTEXT, EncryptionContext: { recipient: 'partner' } },
      CreateGrant: { KeyId, GranteePrincipal: partner, Operations: ['Decrypt'] },
    })
    expect(await tried(other, 'stranger', 'DescribeKey', { KeyId })).toBe(REFUSED)
  },

  async 'cross-account-access: partner.json'(document) {
    const partner = 'arn:aws:iam::999988887777:role/partner'
    const client = createClient({
      principals: { ...CALLERS, partner },
      identities: { [partner]: { policies: { Use: document } } },
    })
    const opened = JSON.stringify(policy(ACCOUNT_STATEMENT, { ...allow('kms:*', 'root'), Principal: { AWS: partner } }))
    await client.as('root').send('PutKeyPolicy', { KeyId: SANDBOX.app, Policy: opened })
    const KeyId = arnOf(SANDBOX.app)
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    await expectAll(client, 'partner', 'allowed', { Decrypt: { KeyId, CiphertextBlob } })
    // Neither another operation, nor another key that lets the role in.
    await expectAll(client, 'partner', REFUSED, { Encrypt: { KeyId, Plaintext: PLAINTEXT } })
    const another = await keyUnder(client, JSON.parse(opened))
    const elsewhere = await ciphertextOf(client, 'root', another)
    await expectAll(client, 'partner', REFUSED, { Decrypt: { KeyId: another, CiphertextBlob: elsewhere } })
  },

  'vpc-endpoints: via-s3.json': refusesEveryDirectWay,
  'vpc-endpoints: from-endpoint.json': refusesEveryDirectWay,

  async 'abac: by-tag.json'(document) {
    const client = createWorld({ [CALLERS.orders]: { policies: { ByTag: document } } })
    const tagging = allow(['kms:TagResource', 'kms:UntagResource'], 'orders')
    const keyOf = (Project: string) =>
      keyUnder(client, policy(ACCOUNT_STATEMENT, tagging), { Tags: [{ TagKey: 'Project', TagValue: Project }] })
    const using = (KeyId: string) => ({
      Encrypt: { KeyId, Plaintext: PLAINTEXT },
      GenerateDataKey: { KeyId, KeySpec: 'AES_256' },
    })
    const [own, other] = [await keyOf('orders'), await keyOf('reports')]
    await expectAll(client, 'orders', 'allowed', using(own))
    await expectAll(client, 'orders', REFUSED, {
      ...using(other),
      TagResource: { KeyId: other, Tags: [{ TagKey: 'Project', TagValue: 'orders' }] },
      UntagResource: { KeyId: own, TagKeys: ['Project'] },
      DescribeKey: { KeyId: own },
    })
  },

  async 'abac: by-alias.json'(document) {
    const client = createWorld({ [CALLERS.orders]: { policies: {} } })
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, ...document.Statement))
    const using = { Encrypt: { KeyId, Plaintext: PLAINTEXT } }
    await client.as('root').send('CreateAlias', { AliasName: 'alias/reports/main', TargetKeyId: KeyId })
    await expectAll(client, 'orders', REFUSED, using)
    await client.as('root').send('CreateAlias', { AliasName: 'alias/orders/main', TargetKeyId: KeyId })
    await expectAll(client, 'orders', 'allowed', using)
    await client.as('root').send('DeleteAlias', { AliasName: 'alias/orders/main' })
    await expectAll(client, 'orders', REFUSED, using)
  },

  async 'condition-keys: tenant.json'(document) {
    const client = createWorld({ [CALLERS.orders]: { policies: {} } })
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, ...document.Statement))
    const decrypt = async (tenant: string) => {
      const context = { EncryptionContext: { tenant } }
      return { Decrypt: { KeyId, CiphertextBlob: await ciphertextOf(client, 'root', KeyId, context), ...context } }
    }
    await expectAll(client, 'orders', 'allowed', await decrypt('42'))
    await expectAll(client, 'orders', REFUSED, await decrypt('43'))
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    await expectAll(client, 'orders', REFUSED, { Decrypt: { KeyId, CiphertextBlob } })
  },

  async 'ReEncrypt: same-key.json'(document) {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, ...document.Statement))
    await client.emulator.attach(CALLERS.mover, { policies: {} })
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    const own = (await client.as('stranger').send('CreateKey', {})).KeyMetadata?.Arn ?? ''
    await expectAll(client, 'mover', 'allowed', {
      ReEncrypt: { CiphertextBlob, DestinationKeyId: KeyId, DestinationEncryptionContext: { tenant: '42' } },
    })
    await expectAll(client, 'mover', REFUSED, {
      'ReEncrypt to another key': { CiphertextBlob, DestinationKeyId: own },
      Decrypt: { CiphertextBlob, KeyId },
    })
    // Nor where the mover may do everything with the other key.
    const mine = await keyUnder(client, policy({ ...ACCOUNT_STATEMENT, Principal: { AWS: CALLERS.mover } }))
    expect(await tried(client, 'mover', 'ReEncrypt', { CiphertextBlob, DestinationKeyId: mine })).toBe(REFUSED)
  },

  async 'key-policies: policy.json'(document) {
    const client = createWorld()
    const { KeyMetadata } = await client.as('admin').send('CreateKey', { Policy: JSON.stringify(document) })
    const KeyId = KeyMetadata?.Arn ?? ''
    const CiphertextBlob = await ciphertextOf(client, 'writer', KeyId)
    await expectAll(client, 'writer', REFUSED, {
      Decrypt: { CiphertextBlob, KeyId },
      GenerateDataKey: { KeyId, KeySpec: 'AES_256' },
    })
    await expectAll(client, 'root', REFUSED, { DescribeKey: { KeyId } })
    await expectAll(client, 'admin', 'allowed', { Decrypt: { CiphertextBlob, KeyId }, DescribeKey: { KeyId } })
  },

  async 'key-policies: separation.json'(document) {
    const client = createWorld({ [CALLERS.keyAdmin]: IAM_ALL, [CALLERS.orders]: { policies: {} } })
    const KeyId = await keyUnder(client, document)
    const CiphertextBlob = await ciphertextOf(client, 'orders', KeyId)
    const Policy = JSON.stringify(policy(ACCOUNT_STATEMENT))
    const reading: Readonly<Record<string, Body>> = {
      Encrypt: { KeyId, Plaintext: PLAINTEXT },
      Decrypt: { KeyId, CiphertextBlob },
      GenerateDataKey: { KeyId, KeySpec: 'AES_256' },
    }
    const managing: Readonly<Record<string, Body>> = {
      UpdateKeyDescription: { KeyId, Description: 'Orders' },
      GetKeyPolicy: { KeyId },
      ListGrants: { KeyId },
      EnableKeyRotation: { KeyId },
      CreateAlias: { AliasName: 'alias/orders', TargetKeyId: KeyId },
      DisableKey: { KeyId },
      EnableKey: { KeyId },
    }
    const rising: Readonly<Record<string, Body>> = {
      CreateGrant: { KeyId, GranteePrincipal: CALLERS.keyAdmin, Operations: ['Decrypt'] },
      'CreateGrant to another': { KeyId, GranteePrincipal: CALLERS.stranger, Operations: ['Decrypt'] },
      PutKeyPolicy: { KeyId, Policy },
      TagResource: { KeyId, Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] },
      UntagResource: { KeyId, TagKeys: ['Stage'] },
      ReplicateKey: { KeyId, ReplicaRegion: 'eu-west-1' },
      ScheduleKeyDeletion: { KeyId },
    }
    const elsewhere = (await client.as('keyAdmin').send('CreateKey', {})).KeyMetadata?.Arn ?? ''
    await expectAll(client, 'keyAdmin', REFUSED, {
      ...reading,
      ...rising,
      ReEncrypt: { CiphertextBlob, DestinationKeyId: elsewhere },
      GenerateDataKeyPair: { KeyId, KeyPairSpec: 'ECC_NIST_P256' },
    })
    await expectAll(client, 'keyAdmin', 'allowed', managing)
    await expectAll(client, 'orders', 'allowed', reading)
    await expectAll(client, 'orders', REFUSED, {
      ...managing,
      ...rising,
      CreateAlias: { AliasName: 'alias/more', TargetKeyId: KeyId },
    })
  },

  async 'key-policies: Make a key with a denial'(document) {
    const client = createWorld()
    const KeyId = await keyUnder(client, document)
    const other = await keyUnder(client, policy(ACCOUNT_STATEMENT))
    const plain = await ciphertextOf(client, 'root', other)
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId, ORDERS)
    const uses = (more: Body): Readonly<Record<string, Body>> => {
      const { EncryptionContext } = more
      return {
        Encrypt: { KeyId, Plaintext: PLAINTEXT, ...more },
        GenerateDataKey: { KeyId, KeySpec: 'AES_256', ...more },
        GenerateDataKeyWithoutPlaintext: { KeyId, KeySpec: 'AES_256', ...more },
        GenerateDataKeyPair: { KeyId, KeyPairSpec: 'ECC_NIST_P256', ...more },
        GenerateDataKeyPairWithoutPlaintext: { KeyId, KeyPairSpec: 'ECC_NIST_P256', ...more },
        'ReEncrypt to the key': {
          CiphertextBlob: plain,
          DestinationKeyId: KeyId,
          DestinationEncryptionContext: EncryptionContext,
        },
        'ReEncrypt from the key': {
          CiphertextBlob,
          SourceKeyId: KeyId,
          SourceEncryptionContext: EncryptionContext,
          DestinationKeyId: other,
        },
        Decrypt: { CiphertextBlob, KeyId, ...more },
      }
    }
    await expectAll(client, 'root', 'allowed', uses(ORDERS))
    await expectAll(client, 'root', REFUSED, uses(REPORTS))
    await expectAll(client, 'root', REFUSED, uses({}))
  },

  async 'key-policies: Try to lock yourself out'(document) {
    const client = createWorld()
    expect(outcome(await client.as('root').attempt('CreateKey', { Policy: JSON.stringify(document) }))).toBe(
      'MalformedPolicyDocumentException',
    )
    const KeyId = await keyUnder(client, document)
    await expectAll(client, 'root', 'allowed', { Encrypt: { KeyId, Plaintext: PLAINTEXT }, DescribeKey: { KeyId } })
    await expectAll(client, 'root', REFUSED, {
      PutKeyPolicy: { KeyId, Policy: JSON.stringify(document) },
      DisableKey: { KeyId },
      ScheduleKeyDeletion: { KeyId },
    })
  },

  async 'cross-account-access: Let the other account in'(document) {
    const client = createWorld()
    const KeyId = await keyUnder(client, document)
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    const uses = { Encrypt: { KeyId, Plaintext: PLAINTEXT }, Decrypt: { CiphertextBlob }, DescribeKey: { KeyId } }
    for (const caller of ['partner', 'stranger', 'root'] as const) await expectAll(client, caller, 'allowed', uses)
    await expectAll(client, 'partner', REFUSED, {
      GenerateDataKey: { KeyId, KeySpec: 'AES_256' },
      CreateGrant: { KeyId, GranteePrincipal: CALLERS.partner, Operations: ['Decrypt'] },
    })
  },
}
