import { expect, test } from 'vitest'
import { PAGES } from './extract.ts'
import {
  allow,
  type Body,
  CALLERS,
  type CallerName,
  type Client,
  createWorld,
  keyUnder,
  outcome,
  PLAINTEXT,
  policy,
  REFUSED,
} from './world.ts'

/** The condition keys of the manual’s table, each in a policy that lets one request in and keeps another out. */

const page = PAGES.find(({ path }) => path.endsWith('/key-policies.mdx'))
const [, section = ''] = /^## Conditions\n([\s\S]*?)^## /m.exec(page?.source ?? '') ?? []
const KEYS = [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key),
)

interface Case {
  readonly operation: string
  /** The condition’s operator, key and value. */
  readonly condition: readonly [operator: string, key: string, value: string]
  /** Of a request that the condition lets in, and of one that it keeps out; beside `KeyId`. */
  readonly fits: Body
  readonly misses: Body
  readonly callers?: readonly [CallerName, CallerName]
  readonly key?: Body
  readonly name?: (KeyId: string) => string
  readonly before?: (client: Client, KeyId: string) => Promise<unknown>
}

const context = (value: Body): Body => ({ Plaintext: PLAINTEXT, EncryptionContext: value })
const sign = (MessageType: string, SigningAlgorithm = 'ECDSA_SHA_256'): Body => ({
  Message: Buffer.alloc(32, 7).toString('base64'),
  MessageType,
  SigningAlgorithm,
})
const SIGNING: Body = { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }
const ENCRYPT: Body = { Plaintext: PLAINTEXT }
const named = (client: Client, TargetKeyId: string) =>
  client.as('root').send('CreateAlias', { AliasName: 'alias/named', TargetKeyId })

const CASES: Readonly<Record<string, Case>> = {
  'kms:EncryptionContext:': {
    operation: 'Encrypt',
    condition: ['StringEquals', 'kms:EncryptionContext:Department', 'Orders'],
    fits: context({ Department: 'Orders' }),
    misses: context({ Department: 'Reports' }),
  },
  'kms:EncryptionContextKeys': {
    operation: 'Encrypt',
    condition: ['ForAnyValue:StringEquals', 'kms:EncryptionContextKeys', 'Department'],
    fits: context({ Department: 'Reports' }),
    misses: context({ Tenant: '42' }),
  },
  'kms:ReEncryptOnSameKey': {
    operation: 'ReEncrypt',
    condition: ['Bool', 'kms:ReEncryptOnSameKey', 'true'],
    fits: {},
    misses: { DestinationKeyId: 'alias/imported' },
  },
  'kms:MessageType': {
    operation: 'Sign',
    condition: ['StringEquals', 'kms:MessageType', 'RAW'],
    fits: sign('RAW'),
    misses: sign('DIGEST'),
    key: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
  },
  'kms:SigningAlgorithm': {
    operation: 'Sign',
    condition: ['StringEquals', 'kms:SigningAlgorithm', 'RSASSA_PSS_SHA_256'],
    fits: sign('RAW', 'RSASSA_PSS_SHA_256'),
    misses: sign('RAW', 'RSASSA_PKCS1_V1_5_SHA_256'),
    key: SIGNING,
  },
  'kms:ScheduleKeyDeletionPendingWindowInDays': {
    operation: 'ScheduleKeyDeletion',
    condition: ['NumericGreaterThanEquals', 'kms:ScheduleKeyDeletionPendingWindowInDays', '30'],
    fits: { PendingWindowInDays: 30 },
    misses: { PendingWindowInDays: 7 },
  },
  'kms:RequestAlias': {
    operation: 'Encrypt',
    condition: ['StringEquals', 'kms:RequestAlias', 'alias/named'],
    fits: { ...ENCRYPT, KeyId: 'alias/named' },
    misses: ENCRYPT,
    before: named,
  },
  'kms:ResourceAliases': {
    operation: 'Encrypt',
    condition: ['ForAnyValue:StringEquals', 'kms:ResourceAliases', 'alias/named'],
    fits: ENCRYPT,
    misses: ENCRYPT,
    before: named,
  },
  'aws:ResourceTag/': {
    operation: 'Encrypt',
    condition: ['StringEquals', 'aws:ResourceTag/Stage', 'Test'],
    fits: ENCRYPT,
    misses: ENCRYPT,
    before: (client, KeyId) => client.as('root').send('TagResource', { KeyId, Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] }),
  },
  'aws:PrincipalArn': {
    operation: 'Encrypt',
    condition: ['StringEquals', 'aws:PrincipalArn', CALLERS.orders],
    fits: ENCRYPT,
    misses: ENCRYPT,
    callers: ['orders', 'writer'],
  },
  'aws:CurrentTime': {
    operation: 'Encrypt',
    condition: ['DateLessThan', 'aws:CurrentTime', '2099-01-01T00:00:00Z'],
    fits: ENCRYPT,
    misses: ENCRYPT,
  },
}

/** Of these the request stays the same: what the condition looks at changes around it. */
const undo: Readonly<Record<string, (client: Client, KeyId: string) => Promise<unknown>>> = {
  'kms:ResourceAliases': (client) => client.as('root').send('DeleteAlias', { AliasName: 'alias/named' }),
  'aws:ResourceTag/': (client, KeyId) => client.as('root').send('UntagResource', { KeyId, TagKeys: ['Stage'] }),
  'aws:CurrentTime': (client) => client.emulator.clock.advance(Date.UTC(2099, 0, 2) - Date.now()),
}

test('each condition key of the table has a case, and no other', () => {
  expect(Object.keys(CASES).sort()).toEqual([...new Set(KEYS)].sort())
})

test.each(KEYS)('%s lets one request in and keeps another out', async (name) => {
  const { operation, condition, fits, misses, callers = ['orders', 'orders'], key = {}, before } = CASES[name] ?? ({} as Case)
  const [operator, conditionKey, value] = condition
  const actions = operation === 'ReEncrypt' ? ['kms:ReEncryptFrom', 'kms:ReEncryptTo'] : `kms:${operation}`
  const anyone = {
    ...allow(actions, 'orders', { Condition: { [operator]: { [conditionKey]: value } } }),
    Principal: { AWS: '*' },
  }
  const client = createWorld({ [CALLERS.orders]: { policies: {} }, [CALLERS.writer]: { policies: {} } })
  const KeyId = await keyUnder(client, policy(allow('kms:*', 'root'), anyone), key)
  await before?.(client, KeyId)
  const moved: Body =
    operation === 'ReEncrypt'
      ? {
          CiphertextBlob: (await client.as('root').send('Encrypt', { KeyId, Plaintext: PLAINTEXT })).CiphertextBlob,
          DestinationKeyId: KeyId,
        }
      : { KeyId }
  const send = async (caller: CallerName, body: Body) =>
    outcome(await client.as(caller).attempt(operation, { ...moved, ...body }))
  // A key that is to be deleted cannot be deleted once more, so the refusal comes first.
  if (!(name in undo)) expect(await send(callers[1], misses)).toBe(REFUSED)
  expect(await send(callers[0], fits)).toBe('allowed')
  await undo[name]?.(client, KeyId)
  if (name in undo) expect(await send(callers[1], misses)).toBe(REFUSED)
})
