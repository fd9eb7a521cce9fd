import { expect } from 'vitest'
import type { Statement } from './extract.ts'
import type { Proof } from './proofs.ts'
import {
  ACCOUNT_STATEMENT,
  allow,
  CALLERS,
  ciphertextOf,
  createWorld,
  IAM_ALL,
  iam,
  keyUnder,
  PLAINTEXT,
  policy,
  REFUSED,
  tried,
} from './world.ts'

const encrypt = (KeyId: string) => ({ KeyId, Plaintext: PLAINTEXT })
const deny = (principal: 'root' | 'orders', Action: string) => ({
  ...allow(Action, principal),
  Effect: 'Deny' as const,
  Principal: '*',
})

/** The actions that a text names, as `kms:Encrypt` or `kms:Create*`. */
const actionsIn = (text: string): readonly string[] => [...text.matchAll(/`(kms:[A-Za-z*]+)`/g)].map(([, action = '']) => action)

/** Gives oneself `kms:Decrypt`, in the two ways that there are. */
const ESCALATIONS = {
  CreateGrant: (KeyId: string) => ({ KeyId, GranteePrincipal: CALLERS.keyAdmin, Operations: ['Decrypt'] }),
  PutKeyPolicy: (KeyId: string) => ({ KeyId, Policy: JSON.stringify(policy(allow('kms:*', 'keyAdmin'))) }),
}

const matches = (pattern: string, action: string): boolean => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action)

/** A caller that has one action on a key gives itself all of it. */
const escalates = async (action: string): Promise<boolean> => {
  const client = createWorld({ [CALLERS.keyAdmin]: { policies: {} } })
  const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow(action, 'keyAdmin')))
  const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
  const decrypt = () => tried(client, 'keyAdmin', 'Decrypt', { KeyId, CiphertextBlob })
  expect(await decrypt()).toBe(REFUSED)
  for (const [name, body] of Object.entries(ESCALATIONS))
    if (matches(action, `kms:${name}`)) expect(await tried(client, 'keyAdmin', name, body(KeyId))).toBe('allowed')
  return (await decrypt()) === 'allowed'
}

export const ACCESS: Readonly<Record<string, Proof>> = {
  'denial-wins': async () => {
    const denied = async (identity: object, ...statements: readonly Statement[]) => {
      const client = createWorld({ [CALLERS.orders]: { ...IAM_ALL, ...identity } })
      return tried(client, 'orders', 'Encrypt', encrypt(await keyUnder(client, policy(allow('kms:*', 'orders'), ...statements))))
    }
    expect(await denied({})).toBe('allowed')
    expect(await denied({}, deny('orders', 'kms:Encrypt'))).toBe(REFUSED)
    expect(await denied({ policies: { No: iam('Deny', 'kms:Encrypt') } })).toBe(REFUSED)
    const boundary = {
      ...iam('Allow', 'kms:*'),
      Statement: [...iam('Allow', 'kms:*').Statement, ...iam('Deny', 'kms:Encrypt').Statement],
    }
    expect(await denied({ permissionsBoundary: boundary })).toBe(REFUSED)
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(allow('kms:*', 'orders')))
    await client.emulator.attach(CALLERS.session, { sessionPolicies: [boundary] })
    expect(await tried(client, 'session', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
  },

  'limits-have-to-allow': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(allow('kms:*', 'orders'), allow('kms:*', 'alice')))
    const use = () => tried(client, 'session', 'Encrypt', encrypt(KeyId))
    expect(await use()).toBe('allowed')
    await client.emulator.attach(CALLERS.orders, { permissionsBoundary: iam('Allow', 'kms:Sign') })
    expect(await use()).toBe(REFUSED)
    await client.emulator.attach(CALLERS.orders, undefined)
    await client.emulator.attach(CALLERS.session, { sessionPolicies: [iam('Allow', 'kms:Sign')] })
    expect(await use()).toBe(REFUSED)
    await client.emulator.attach(CALLERS.alice, { permissionsBoundary: iam('Allow', 'kms:Sign') })
    expect(await tried(client, 'alice', 'Encrypt', encrypt(KeyId))).toBe('allowed')
  },

  'iam-allows-through-the-account': async () => {
    const client = createWorld({ [CALLERS.orders]: IAM_ALL })
    const closed = await keyUnder(client, policy(allow('kms:*', 'admin')))
    expect(await tried(client, 'orders', 'Encrypt', encrypt(closed))).toBe(REFUSED)
    const open = await keyUnder(client, policy(ACCOUNT_STATEMENT))
    expect(await tried(client, 'orders', 'Encrypt', encrypt(open))).toBe('allowed')
    // A denial does not ask the key policy.
    await client.emulator.attach(CALLERS.admin, { policies: { No: iam('Deny', 'kms:Encrypt') } })
    expect(await tried(client, 'admin', 'Encrypt', encrypt(closed))).toBe(REFUSED)
    expect(await tried(client, 'admin', 'DescribeKey', { KeyId: closed })).toBe('allowed')
  },

  'two-accounts': async () => {
    const client = createWorld({ [CALLERS.partner]: { policies: {} } })
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:Encrypt', 'partner')))
    expect(await tried(client, 'partner', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
    await client.emulator.attach(CALLERS.partner, { policies: { Use: iam('Allow', 'kms:Encrypt') } })
    expect(await tried(client, 'partner', 'Encrypt', encrypt(KeyId))).toBe('allowed')
    const own = await keyUnder(client, policy(ACCOUNT_STATEMENT))
    expect(await tried(client, 'partner', 'Encrypt', encrypt(own))).toBe(REFUSED)
  },

  'locked-out': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(allow(['kms:Encrypt', 'kms:Decrypt'], 'root')))
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    expect(await tried(client, 'root', 'Decrypt', { KeyId, CiphertextBlob })).toBe('allowed')
    const Policy = JSON.stringify(policy(ACCOUNT_STATEMENT))
    for (const caller of ['root', 'admin'] as const) {
      expect(await tried(client, caller, 'PutKeyPolicy', { KeyId, Policy })).toBe(REFUSED)
      for (const operation of ['DisableKey', 'ScheduleKeyDeletion'])
        expect(await tried(client, caller, operation, { KeyId })).toBe(REFUSED)
    }
  },

  'named-roles-alone': async () => {
    const client = createWorld({ [CALLERS.admin]: IAM_ALL })
    const KeyId = await keyUnder(client, policy(allow('kms:*', 'keyAdmin')))
    const Policy = JSON.stringify(policy(ACCOUNT_STATEMENT))
    for (const caller of ['root', 'admin'] as const)
      expect(await tried(client, caller, 'PutKeyPolicy', { KeyId, Policy })).toBe(REFUSED)
  },

  'foreign-key-by-arn': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:Encrypt', 'partner')))
    expect(await tried(client, 'partner', 'Encrypt', encrypt(KeyId))).toBe('allowed')
    const [bare = ''] = KeyId.split('/').slice(-1)
    expect(await tried(client, 'partner', 'Encrypt', encrypt(bare))).toBe('NotFoundException')
    await client.as('root').send('CreateAlias', { AliasName: 'alias/shared', TargetKeyId: KeyId })
    expect(await tried(client, 'partner', 'Encrypt', encrypt('alias/shared'))).toBe('NotFoundException')
    const aliasArn = 'arn:aws:kms:us-east-1:111122223333:alias/shared'
    expect(await tried(client, 'partner', 'Encrypt', encrypt(aliasArn))).toBe('allowed')
  },

  'refusal-names-no-key': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(allow('kms:*', 'admin')))
    const CiphertextBlob = await ciphertextOf(client, 'admin', KeyId)
    const [bare = ''] = KeyId.split('/').slice(-1)
    expect(await client.as('writer').refuse('Decrypt', { CiphertextBlob })).not.toContain(bare)
    expect(await client.as('writer').refuse('Decrypt', { CiphertextBlob, KeyId })).toContain(bare)
  },

  'administrator-patterns': async (text) => {
    const actions = actionsIn(text).filter((action) => /^kms:(Create|Put)/.test(action))
    expect(actions.length).toBeGreaterThan(0)
    for (const action of actions) expect([action, await escalates(action)]).toEqual([action, true])
  },

  'policy-writer-can-do-all': async () => expect(await escalates('kms:PutKeyPolicy')).toBe(true),
  'grant-maker-can-use': async () => expect(await escalates('kms:CreateGrant')).toBe(true),

  'reencrypt-from-reads': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:ReEncryptFrom', 'stranger')))
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    expect(await tried(client, 'stranger', 'Decrypt', { KeyId, CiphertextBlob })).toBe(REFUSED)
    const { KeyMetadata } = await client.as('stranger').send('CreateKey', {})
    const DestinationKeyId = KeyMetadata?.KeyId ?? ''
    const moved = await client.as('stranger').send('ReEncrypt', { CiphertextBlob, DestinationKeyId })
    const { Plaintext } = await client.as('stranger').send('Decrypt', { CiphertextBlob: moved.CiphertextBlob })
    expect(Plaintext).toBe(PLAINTEXT)
  },

  'tags-and-aliases-open': async () => {
    const client = createWorld({ [CALLERS.orders]: { policies: {} }, [CALLERS.keyAdmin]: IAM_ALL })
    const byTag = { StringEquals: { 'aws:ResourceTag/Stage': 'Test' } }
    const byAlias = { StringEquals: { 'kms:ResourceAliases': 'alias/orders' } }
    for (const [condition, operation, body] of [
      [byTag, 'TagResource', (KeyId: string) => ({ KeyId, Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] })],
      [byAlias, 'CreateAlias', (KeyId: string) => ({ AliasName: 'alias/orders', TargetKeyId: KeyId })],
    ] as const) {
      const use = allow('kms:Encrypt', 'orders', { Condition: condition })
      const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, use, allow(`kms:${operation}`, 'keyAdmin')))
      expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
      expect(await tried(client, 'keyAdmin', operation, body(KeyId))).toBe('allowed')
      expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe('allowed')
    }
  },

  'absent-condition-keys': async () => {
    const client = createWorld({ [CALLERS.orders]: { policies: {} } })
    const use = async (operator: string) => {
      const Condition = { [operator]: { 'kms:EncryptionContext:tenant': '42' } }
      const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:Encrypt', 'orders', { Condition })))
      return tried(client, 'orders', 'Encrypt', encrypt(KeyId))
    }
    expect(await use('StringEquals')).toBe(REFUSED)
    expect(await use('StringNotEquals')).toBe('allowed')
    expect(await use('StringEqualsIfExists')).toBe('allowed')
    const Condition = { StringNotEquals: { 'kms:EncryptionContext:tenant': '42' } }
    const denial = { ...deny('orders', 'kms:Encrypt'), Condition }
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:Encrypt', 'orders'), denial))
    expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
  },

  'way-never-holds': async () => {
    for (const name of ['kms:ViaService', 'aws:SourceVpce', 'aws:SourceVpc']) {
      const client = createWorld({ [CALLERS.orders]: { policies: {} } })
      const use = allow('kms:Encrypt', 'orders', { Condition: { StringLike: { [name]: '*' } } })
      const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, use))
      expect([name, await tried(client, 'orders', 'Encrypt', encrypt(KeyId))]).toEqual([name, REFUSED])
    }
  },

  'way-denial-refuses-all': async () => {
    const client = createWorld()
    const Condition = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1234abcdf5678c90a' } }
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, { ...deny('root', 'kms:Encrypt'), Condition }))
    for (const caller of ['root', 'admin', 'orders'] as const)
      expect(await tried(client, caller, 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
  },

  'request-alias-absent': async () => {
    const client = createWorld({ [CALLERS.orders]: { policies: {} } })
    const Condition = { StringEquals: { 'kms:RequestAlias': 'alias/orders' } }
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, allow('kms:Decrypt', 'orders', { Condition })))
    await client.as('root').send('CreateAlias', { AliasName: 'alias/orders', TargetKeyId: KeyId })
    const CiphertextBlob = await ciphertextOf(client, 'root', KeyId)
    expect(await tried(client, 'orders', 'Decrypt', { CiphertextBlob, KeyId: 'alias/orders' })).toBe('allowed')
    expect(await tried(client, 'orders', 'Decrypt', { CiphertextBlob, KeyId })).toBe(REFUSED)
    expect(await tried(client, 'orders', 'Decrypt', { CiphertextBlob })).toBe(REFUSED)
  },

  'policies-are-enforced': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT, deny('orders', 'kms:Encrypt')))
    expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
  },

  'denial-beats-grant': async () => {
    const client = createWorld({ [CALLERS.orders]: { policies: {} } })
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT))
    await client.as('root').send('CreateGrant', { KeyId, GranteePrincipal: CALLERS.orders, Operations: ['Encrypt'] })
    expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe('allowed')
    await client.emulator.attach(CALLERS.orders, { policies: { No: iam('Deny', 'kms:Encrypt') } })
    expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
    await client.emulator.attach(CALLERS.orders, { policies: {} })
    const Policy = JSON.stringify(policy(ACCOUNT_STATEMENT, deny('orders', 'kms:Encrypt')))
    await client.as('root').send('PutKeyPolicy', { KeyId, Policy })
    expect(await tried(client, 'orders', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
  },

  'handed-on-grants-stay': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT))
    const first = { KeyId, GranteePrincipal: CALLERS.partner, Operations: ['Encrypt', 'CreateGrant'] as const }
    const { GrantId = '' } = await client.as('root').send('CreateGrant', first)
    const second = { KeyId, GranteePrincipal: CALLERS.stranger, Operations: ['Encrypt'] as const }
    await client.as('partner').send('CreateGrant', second)
    await client.as('root').send('RevokeGrant', { KeyId, GrantId })
    expect(await tried(client, 'partner', 'Encrypt', encrypt(KeyId))).toBe(REFUSED)
    expect(await tried(client, 'stranger', 'Encrypt', encrypt(KeyId))).toBe('allowed')
  },

  'token-is-no-permission': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(ACCOUNT_STATEMENT))
    const grant = { KeyId, GranteePrincipal: CALLERS.partner, Operations: ['Encrypt'] as const }
    const { GrantToken = '' } = await client.as('root').send('CreateGrant', grant)
    const withToken = { ...encrypt(KeyId), GrantTokens: [GrantToken] }
    expect(await tried(client, 'partner', 'Encrypt', withToken)).toBe('allowed')
    expect(await tried(client, 'stranger', 'Encrypt', withToken)).toBe(REFUSED)
  },

  'replica-has-its-own-policy': async () => {
    const client = createWorld()
    const KeyId = await keyUnder(client, policy(allow('kms:*', 'root'), allow('kms:*', 'partner')), { MultiRegion: true })
    const [id = ''] = KeyId.split('/').slice(-1)
    await client.as('root').send('ReplicateKey', { KeyId: id, ReplicaRegion: 'eu-west-1' })
    const { Policy: replica = '' } = await client.inRegion('eu-west-1').send('GetKeyPolicy', { KeyId: id })
    expect(replica).not.toContain(CALLERS.partner)
    expect((await client.as('root').send('GetKeyPolicy', { KeyId: id })).Policy).toContain(CALLERS.partner)
  },

  'managed-keys-stay': async () => {
    const { send, attempt } = createWorld()
    const { KeyMetadata } = await send('DescribeKey', { KeyId: 'alias/aws/s3' })
    expect(KeyMetadata?.KeyManager).toBe('AWS')
    const KeyId = KeyMetadata?.KeyId ?? ''
    for (const [operation, body] of [
      ['DisableKey', { KeyId }],
      ['ScheduleKeyDeletion', { KeyId }],
      ['UpdateKeyDescription', { KeyId, Description: 'Mine' }],
    ] as const)
      expect([operation, (await attempt(operation, body)).status]).toEqual([operation, 400])
  },
}
