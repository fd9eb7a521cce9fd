import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { operations } from '../../facts/index.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'
import { defaultPolicy } from './policy.ts'

const ACCOUNT = '111122223333'
const OTHER = '444455556666'
const CALLERS = {
  root: `arn:aws:iam::${ACCOUNT}:root`,
  alice: `arn:aws:iam::${ACCOUNT}:user/team/alice`,
  bob: `arn:aws:iam::${ACCOUNT}:user/bob`,
  admin: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/session-1`,
  federated: `arn:aws:sts::${ACCOUNT}:federated-user/fred`,
  stranger: `arn:aws:iam::${OTHER}:user/alice`,
} as const
type Caller = keyof typeof CALLERS

type Body = Readonly<Record<string, unknown>>
type Name = keyof typeof operations
const KEY = arnOf(SANDBOX.app)
/** A variable of the policy language. */
const variable = (name: string) => `$\{${name}}`
const USERNAME = variable('aws:username')
const PLAINTEXT = 'aGVsbG8='
const NOW = Date.UTC(2026, 5, 1)

/** A client whose alias/app has a policy. */
const withPolicy = async (policy: unknown, KeyId: string = SANDBOX.app) => {
  const client = createClient({ principals: CALLERS, clock: { now: () => NOW } })
  const Policy = typeof policy === 'string' ? policy : JSON.stringify(policy)
  await client.send('PutKeyPolicy', { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true })
  return client
}

const statement = (rest: Body): Body => ({ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*', ...rest })
const allow = (Principal: unknown, rest: Body = {}) => statement({ Principal, ...rest })
const deny = (Principal: unknown, rest: Body = {}) => statement({ Effect: 'Deny', Principal, ...rest })
const aws = (principal: string | readonly string[]) => ({ AWS: principal })
/** A statement that counts where a condition holds. */
const when = (Condition: Body) => [allow('*', { Condition })]

const encrypt = (EncryptionContext?: Readonly<Record<string, string>>): [Name, Body] => [
  'Encrypt',
  { KeyId: KEY, Plaintext: PLAINTEXT, EncryptionContext },
]
const describe: [Name, Body] = ['DescribeKey', { KeyId: KEY }]

type Row = readonly [
  what: string,
  statements: readonly Body[],
  caller: Caller,
  request: readonly [Name, Body],
  verdict: 'allowed' | 'denied',
]

// biome-ignore format: one case a line
const ROWS: readonly Row[] = [
  ['the account stands for its users', [allow(aws(CALLERS.root))], 'alice', encrypt(), 'allowed'],
  ['the account stands for its roles', [allow(aws(CALLERS.root))], 'admin', encrypt(), 'allowed'],
  ['the account does not stand for others', [allow(aws(CALLERS.root))], 'stranger', encrypt(), 'denied'],
  ['an account can be its number', [allow(aws(ACCOUNT))], 'bob', encrypt(), 'allowed'],
  ['another account can be let in', [allow(aws(OTHER))], 'stranger', encrypt(), 'allowed'],
  ['a user is let in by name', [allow(aws(CALLERS.alice))], 'alice', encrypt(), 'allowed'],
  ['another user is not', [allow(aws(CALLERS.alice))], 'bob', encrypt(), 'denied'],
  ['nor is the root of the account', [allow(aws(CALLERS.alice))], 'root', encrypt(), 'denied'],
  ['one of several is let in', [allow(aws([CALLERS.alice, CALLERS.bob]))], 'bob', encrypt(), 'allowed'],
  ['a role stands for its sessions', [allow(aws(`arn:aws:iam::${ACCOUNT}:role/Admin`))], 'admin', encrypt(), 'allowed'],
  ['a role’s path does not matter', [allow(aws(`arn:aws:iam::${ACCOUNT}:role/a/b/Admin`))], 'admin', encrypt(), 'allowed'],
  ['another role does not', [allow(aws(`arn:aws:iam::${ACCOUNT}:role/Adm`))], 'admin', encrypt(), 'denied'],
  ['the same role elsewhere does not', [allow(aws(`arn:aws:iam::${OTHER}:role/Admin`))], 'admin', encrypt(), 'denied'],
  ['a session is let in by name', [allow(aws(CALLERS.admin))], 'admin', encrypt(), 'allowed'],
  ['another session is not', [allow(aws(`arn:aws:sts::${ACCOUNT}:assumed-role/Admin/session-2`))], 'admin', encrypt(), 'denied'],
  ['a federated user is let in by name', [allow(aws(CALLERS.federated))], 'federated', encrypt(), 'allowed'],
  ['* is any principal', [allow('*')], 'stranger', encrypt(), 'allowed'],
  ['* can be an AWS principal', [allow(aws('*'))], 'stranger', encrypt(), 'allowed'],
  ['a service is nobody who calls', [allow({ Service: 's3.amazonaws.com' })], 'alice', encrypt(), 'denied'],
  ['a canonical user is nobody who calls', [allow({ CanonicalUser: 'a'.repeat(64) })], 'alice', encrypt(), 'denied'],
  ['whom NotPrincipal names is left out', [allow('*'), { ...deny(''), Principal: undefined, NotPrincipal: aws(CALLERS.alice) }], 'alice', encrypt(), 'allowed'],
  ['whom NotPrincipal does not name is not', [allow('*'), { ...deny(''), Principal: undefined, NotPrincipal: aws(CALLERS.alice) }], 'bob', encrypt(), 'denied'],

  ['no statement allows nothing', [], 'root', encrypt(), 'denied'],
  ['a denial wins', [allow('*'), deny(aws(CALLERS.alice))], 'alice', encrypt(), 'denied'],
  ['a denial wins before the permission too', [deny(aws(CALLERS.alice)), allow('*')], 'alice', encrypt(), 'denied'],
  ['a denial is for whom it names', [deny(aws(CALLERS.alice)), allow('*')], 'bob', encrypt(), 'allowed'],
  ['a denial of an account is for all in it', [deny(aws(ACCOUNT)), allow('*')], 'admin', encrypt(), 'denied'],

  ['an action is one action', [allow('*', { Action: 'kms:Encrypt' })], 'alice', encrypt(), 'allowed'],
  ['and no other', [allow('*', { Action: 'kms:Encrypt' })], 'alice', describe, 'denied'],
  ['actions have no case', [allow('*', { Action: 'KMS:encrypt' })], 'alice', encrypt(), 'allowed'],
  ['a star is any text', [allow('*', { Action: ['kms:Desc*Key'] })], 'alice', describe, 'allowed'],
  ['a star alone is every action', [allow('*', { Action: '*' })], 'alice', describe, 'allowed'],
  ['a question mark is one character', [allow('*', { Action: 'kms:DescribeKe?' })], 'alice', describe, 'allowed'],
  ['and not none', [allow('*', { Action: 'kms:DescribeKey?' })], 'alice', describe, 'denied'],
  ['another service’s actions are none of ours', [allow('*', { Action: 's3:*' })], 'alice', describe, 'denied'],
  ['NotAction leaves out', [allow('*', { Action: undefined, NotAction: 'kms:Enc*' })], 'alice', encrypt(), 'denied'],
  ['NotAction takes the rest', [allow('*', { Action: undefined, NotAction: 'kms:Enc*' })], 'alice', describe, 'allowed'],

  ['the key can be named', [allow('*', { Resource: KEY })], 'alice', encrypt(), 'allowed'],
  ['by a pattern too', [allow('*', { Resource: 'arn:aws:kms:*:*:key/0987*' })], 'alice', encrypt(), 'allowed'],
  ['another key is not this one', [allow('*', { Resource: arnOf(SANDBOX.rsa) })], 'alice', encrypt(), 'denied'],
  ['NotResource leaves the key out', [allow('*', { Resource: undefined, NotResource: KEY })], 'alice', encrypt(), 'denied'],

  ['StringEquals', when({ StringEquals: { 'kms:CallerAccount': ACCOUNT } }), 'alice', encrypt(), 'allowed'],
  ['StringEquals of another', when({ StringEquals: { 'kms:CallerAccount': OTHER } }), 'alice', encrypt(), 'denied'],
  ['one of several values', when({ StringEquals: { 'kms:CallerAccount': [OTHER, ACCOUNT] } }), 'alice', encrypt(), 'allowed'],
  ['names of keys have no case', when({ StringEquals: { 'KMS:calleraccount': ACCOUNT } }), 'alice', encrypt(), 'allowed'],
  ['values have', when({ StringEquals: { 'kms:KeySpec': 'symmetric_default' } }), 'alice', encrypt(), 'denied'],
  ['except where they do not', when({ StringEqualsIgnoreCase: { 'kms:KeySpec': 'symmetric_default' } }), 'alice', encrypt(), 'allowed'],
  ['StringEquals knows no wildcard', when({ StringEquals: { 'kms:KeySpec': 'SYM*' } }), 'alice', encrypt(), 'denied'],
  ['StringLike does', when({ StringLike: { 'kms:KeySpec': 'SYM*' } }), 'alice', encrypt(), 'allowed'],
  ['StringNotLike turns it round', when({ StringNotLike: { 'kms:KeySpec': 'SYM*' } }), 'alice', encrypt(), 'denied'],
  ['StringNotEquals wants none of the values', when({ StringNotEquals: { 'kms:CallerAccount': [OTHER, ACCOUNT] } }), 'alice', encrypt(), 'denied'],
  ['an unknown key fulfils no condition', when({ StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }), 'alice', encrypt(), 'denied'],
  ['except one that is negated', when({ StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }), 'alice', encrypt(), 'allowed'],
  ['or one with IfExists', when({ StringEqualsIfExists: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }), 'alice', encrypt(), 'allowed'],
  ['IfExists counts where it exists', when({ StringEqualsIfExists: { 'kms:CallerAccount': OTHER } }), 'alice', encrypt(), 'denied'],
  ['all conditions have to hold', when({ StringEquals: { 'kms:CallerAccount': ACCOUNT, 'kms:KeyOrigin': 'EXTERNAL' } }), 'alice', encrypt(), 'denied'],
  ['over all operators', when({ StringEquals: { 'kms:CallerAccount': ACCOUNT }, Bool: { 'kms:MultiRegion': 'true' } }), 'alice', encrypt(), 'denied'],
  ['a denial counts where its condition holds', [allow('*'), deny('*', { Condition: { StringEquals: { 'aws:PrincipalArn': CALLERS.bob } } })], 'bob', encrypt(), 'denied'],
  ['and not elsewhere', [allow('*'), deny('*', { Condition: { StringEquals: { 'aws:PrincipalArn': CALLERS.bob } } })], 'alice', encrypt(), 'allowed'],
  ['Null is true where a key is missing', when({ Null: { 'kms:ViaService': 'true' } }), 'alice', encrypt(), 'allowed'],
  ['Null is false where it is there', when({ Null: { 'kms:KeySpec': true } }), 'alice', encrypt(), 'denied'],
  ['Null can ask for the key', when({ Null: { 'kms:KeySpec': 'false' } }), 'alice', encrypt(), 'allowed'],
  ['Bool takes JSON’s own', when({ Bool: { 'kms:MultiRegion': false } }), 'alice', encrypt(), 'allowed'],
  ['NumericLessThan', when({ NumericLessThan: { 'aws:EpochTime': NOW / 1000 } }), 'alice', encrypt(), 'denied'],
  ['NumericLessThanEquals', when({ NumericLessThanEquals: { 'aws:EpochTime': NOW / 1000 } }), 'alice', encrypt(), 'allowed'],
  ['NumericGreaterThan of no number', when({ NumericGreaterThan: { 'aws:EpochTime': 'soon' } }), 'alice', encrypt(), 'denied'],
  ['NumericNotEquals', when({ NumericNotEquals: { 'aws:EpochTime': '1' } }), 'alice', encrypt(), 'allowed'],
  ['DateGreaterThan', when({ DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }), 'alice', encrypt(), 'allowed'],
  ['DateLessThan', when({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }), 'alice', encrypt(), 'denied'],
  ['a date as seconds', when({ DateEquals: { 'aws:CurrentTime': String(NOW / 1000) } }), 'alice', encrypt(), 'allowed'],
  ['ArnLike', when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:user/*` } }), 'alice', encrypt(), 'allowed'],
  ['a wildcard stays in its part of an ARN', when({ ArnLike: { 'aws:PrincipalArn': `arn:*:user/team/alice:a:b:c` } }), 'alice', encrypt(), 'denied'],
  ['ArnNotEquals', when({ ArnNotEquals: { 'aws:PrincipalArn': CALLERS.alice } }), 'alice', encrypt(), 'denied'],
  ['IpAddress is never known', when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), 'alice', encrypt(), 'denied'],
  ['so NotIpAddress holds', when({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), 'alice', encrypt(), 'allowed'],

  ['a pair of the context', when({ StringEquals: { 'kms:EncryptionContext:Team': 'a' } }), 'alice', encrypt({ Team: 'a' }), 'allowed'],
  ['with its name in another case', when({ StringEquals: { 'kms:EncryptionContext:team': 'a' } }), 'alice', encrypt({ Team: 'a' }), 'allowed'],
  ['but not its value', when({ StringEquals: { 'kms:EncryptionContext:Team': 'a' } }), 'alice', encrypt({ Team: 'A' }), 'denied'],
  ['not without the pair', when({ StringEquals: { 'kms:EncryptionContext:Team': 'a' } }), 'alice', encrypt(), 'denied'],
  ['ForAllValues wants all', when({ 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['a', 'b'] } }), 'alice', encrypt({ a: '1', c: '2' }), 'denied'],
  ['and is content with some of its own', when({ 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['a', 'b'] } }), 'alice', encrypt({ a: '1' }), 'allowed'],
  ['or with none', when({ 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['a', 'b'] } }), 'alice', encrypt(), 'allowed'],
  ['ForAnyValue wants one', when({ 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': ['a', 'b'] } }), 'alice', encrypt({ a: '1', c: '2' }), 'allowed'],
  ['ForAnyValue is not content with none', when({ 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': ['a', 'b'] } }), 'alice', encrypt(), 'denied'],
  ['ForAnyValue of a negation', when({ 'ForAnyValue:StringNotEquals': { 'kms:EncryptionContextKeys': 'a' } }), 'alice', encrypt({ a: '1' }), 'denied'],
  ['ForAllValues of a negation', when({ 'ForAllValues:StringNotEquals': { 'kms:EncryptionContextKeys': 'a' } }), 'alice', encrypt({ b: '1' }), 'allowed'],

  ['the algorithm that is assumed', when({ StringEquals: { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' } }), 'alice', encrypt(), 'allowed'],
  ['the algorithm of a data key', when({ StringEquals: { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' } }), 'alice', ['GenerateDataKey', { KeyId: KEY, KeySpec: 'AES_256' }], 'allowed'],
  ['the usage of the key', when({ StringEquals: { 'kms:KeyUsage': 'ENCRYPT_DECRYPT' } }), 'alice', describe, 'allowed'],
  ['the alias of the request', when({ StringEquals: { 'kms:RequestAlias': 'alias/app' } }), 'alice', ['DescribeKey', { KeyId: 'alias/app' }], 'allowed'],
  ['an alias ARN', when({ StringEquals: { 'kms:RequestAlias': 'alias/app' } }), 'alice', ['DescribeKey', { KeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/app` }], 'allowed'],
  ['the alias of a data key', when({ StringEquals: { 'kms:RequestAlias': 'alias/app' } }), 'alice', ['GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' }], 'allowed'],
  ['no alias', when({ StringEquals: { 'kms:RequestAlias': 'alias/app' } }), 'alice', describe, 'denied'],
  ['the aliases of the key', when({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }), 'alice', describe, 'allowed'],
  ['the window of a deletion', when({ NumericGreaterThanEquals: { 'kms:ScheduleKeyDeletionPendingWindowInDays': 14 } }), 'alice', ['ScheduleKeyDeletion', { KeyId: KEY, PendingWindowInDays: 7 }], 'denied'],
  ['the window that is assumed', when({ NumericGreaterThanEquals: { 'kms:ScheduleKeyDeletionPendingWindowInDays': 14 } }), 'alice', ['ScheduleKeyDeletion', { KeyId: KEY }], 'allowed'],
  ['the operations of a grant', when({ 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt', 'Decrypt'] } }), 'alice', ['CreateGrant', { KeyId: KEY, GranteePrincipal: CALLERS.bob, Operations: ['Encrypt', 'DescribeKey'] }], 'denied'],
  ['the grantee', when({ StringLike: { 'kms:GranteePrincipal': 'arn:*:user/bob' } }), 'alice', ['CreateGrant', { KeyId: KEY, GranteePrincipal: CALLERS.bob, Operations: ['Encrypt'] }], 'allowed'],
  ['the retiring principal', when({ Null: { 'kms:RetiringPrincipal': false } }), 'alice', ['CreateGrant', { KeyId: KEY, GranteePrincipal: CALLERS.bob, Operations: ['Encrypt'] }], 'denied'],
  ['the constraint of a grant', when({ StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextEquals' } }), 'alice', ['CreateGrant', { KeyId: KEY, GranteePrincipal: CALLERS.bob, Operations: ['Encrypt'], Constraints: { EncryptionContextSubset: { a: '1' } } }], 'denied'],
  ['the context of a grant’s constraint', when({ StringEquals: { 'kms:EncryptionContext:a': '1' } }), 'alice', ['CreateGrant', { KeyId: KEY, GranteePrincipal: CALLERS.bob, Operations: ['Encrypt'], Constraints: { EncryptionContextSubset: { a: '1' } } }], 'allowed'],
  ['a grant for a resource of a service', when({ Bool: { 'kms:GrantIsForAWSResource': true } }), 'alice', ['CreateGrant', { KeyId: KEY, GranteePrincipal: CALLERS.bob, Operations: ['Encrypt'] }], 'denied'],
  ['the waiver of the lockout check', [allow('*'), deny('*', { Condition: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': true } } })], 'alice', ['PutKeyPolicy', { KeyId: KEY, Policy: defaultPolicy({ partition: 'aws', region: '', account: ACCOUNT }), BypassPolicyLockoutSafetyCheck: true }], 'denied'],
  ['the Region', when({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }), 'alice', describe, 'allowed'],
  ['the role behind a session', when({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Admin` } }), 'admin', describe, 'allowed'],
  ['the account of the principal', when({ StringEquals: { 'aws:PrincipalAccount': OTHER } }), 'stranger', describe, 'allowed'],

  ['a variable', when({ StringEquals: { 'kms:EncryptionContext:user': USERNAME } }), 'alice', encrypt({ user: 'alice' }), 'allowed'],
  ['a variable of another value', when({ StringEquals: { 'kms:EncryptionContext:user': USERNAME } }), 'alice', encrypt({ user: 'bob' }), 'denied'],
  ['a variable that is not known', when({ StringEquals: { 'kms:EncryptionContext:user': USERNAME } }), 'admin', encrypt({ user: 'alice' }), 'denied'],
  ['a variable with a default', when({ StringEquals: { 'kms:EncryptionContext:user': variable("aws:username, 'nobody'") } }), 'admin', encrypt({ user: 'nobody' }), 'allowed'],
  ['a star that is meant', when({ StringLike: { 'kms:EncryptionContext:user': `a${variable('*')}` } }), 'alice', encrypt({ user: 'ab' }), 'denied'],
]

test.each(ROWS)('%s', async (_, statements, caller, [operation, body], verdict) => {
  const { as } = await withPolicy({ Version: '2012-10-17', Statement: statements })
  const { status, body: answer } = await as(caller).attempt(operation, body)
  expect(status === 200 ? 'allowed' : answer.__type).toBe(verdict === 'allowed' ? 'allowed' : 'AccessDeniedException')
})

test('variables are texts in the older version of the language', async () => {
  const { as } = await withPolicy({
    Statement: when({ StringEquals: { 'kms:EncryptionContext:user': USERNAME } }),
  })
  expect((await as('alice').attempt(...encrypt({ user: 'alice' }))).status).toBe(400)
  expect((await as('alice').attempt(...encrypt({ user: USERNAME }))).status).toBe(200)
})

test('tags of the key and of the request are conditions', async () => {
  const { as, send } = await withPolicy({
    Statement: [
      allow(aws(ACCOUNT), { Action: 'kms:Encrypt', Condition: { StringEquals: { 'aws:ResourceTag/Team': 'a' } } }),
      allow(aws(ACCOUNT), { Action: 'kms:TagResource', Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'Team' } } }),
    ],
  })
  const alice = as('alice')
  expect((await alice.attempt(...encrypt())).status).toBe(400)
  expect((await alice.attempt('TagResource', { KeyId: KEY, Tags: [{ TagKey: 'Other', TagValue: 'a' }] })).status).toBe(400)
  await send('TagResource', { KeyId: KEY, Tags: [{ TagKey: 'Team', TagValue: 'a' }] })
  expect((await alice.attempt(...encrypt())).status).toBe(200)
})

test('says that nothing allows it', async () => {
  const { as } = await withPolicy({ Statement: [allow(aws(CALLERS.alice))] })
  expect(await as('bob').refuse(...describe)).toBe(
    `AccessDeniedException: User: ${CALLERS.bob} is not authorized to perform: kms:DescribeKey on resource: ${KEY} because no resource-based policy allows the kms:DescribeKey action`,
  )
})

test('says that it is denied', async () => {
  const { as } = await withPolicy({ Statement: [deny(aws(CALLERS.bob))] })
  expect(await as('bob').refuse(...describe)).toBe(
    `AccessDeniedException: User: ${CALLERS.bob} is not authorized to perform: kms:DescribeKey on resource: ${KEY} with an explicit deny in a resource-based policy`,
  )
})

test('authorizes before it looks at the state of the key', async () => {
  const { as, send } = await withPolicy({ Statement: [allow(aws(CALLERS.root)), deny(aws(CALLERS.bob))] })
  await send('DisableKey', { KeyId: SANDBOX.app })
  expect(await as('bob').refuse(...encrypt())).toMatch(/^AccessDeniedException/)
  expect(await as('alice').refuse(...encrypt())).toMatch(/^DisabledException/)
})

test('decrypts only for whom the key of the ciphertext admits', async () => {
  const { as, send } = await withPolicy({
    Statement: [allow(aws(CALLERS.root)), deny(aws(CALLERS.bob), { Action: 'kms:Decrypt' })],
  })
  const { CiphertextBlob } = await send('Encrypt', { KeyId: KEY, Plaintext: PLAINTEXT })
  expect(await as('bob').refuse('Decrypt', { CiphertextBlob })).toMatch(/^AccessDeniedException/)
  expect(await as('alice').send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: PLAINTEXT })
})

test('refuses an operation that does not cross accounts, whatever the policy allows', async () => {
  const { as } = await withPolicy({ Statement: [allow('*')] })
  const stranger = as('stranger')
  for (const operation of ['DisableKey', 'GetKeyPolicy', 'ListAliases'] as const)
    expect(await stranger.refuse(operation, { KeyId: KEY })).toBe(
      `AccessDeniedException: User: ${CALLERS.stranger} is not authorized to perform: kms:${operation} on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    )
  expect((await stranger.attempt(...describe)).status).toBe(200)
})

test('moves and deletes aliases only for whom their keys admit', async () => {
  const { as } = await withPolicy({
    Statement: [allow(aws(CALLERS.root)), deny(aws(CALLERS.bob), { Action: ['kms:DeleteAlias', 'kms:UpdateAlias'] })],
  })
  const bob = as('bob')
  expect(await bob.refuse('DeleteAlias', { AliasName: 'alias/app' })).toMatch(/^AccessDeniedException/)
  expect(await bob.refuse('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.imported })).toMatch(
    /^AccessDeniedException/,
  )
  expect(await bob.refuse('UpdateAlias', { AliasName: 'alias/imported', TargetKeyId: SANDBOX.app })).toMatch(
    /^AccessDeniedException/,
  )
  await bob.send('DeleteAlias', { AliasName: 'alias/imported' })
})

test('lets an unknown access key in as the root of the account', async () => {
  const { as } = await withPolicy({
    Statement: [allow(aws(CALLERS.root), { Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } })],
  })
  for (const key of ['unknown', 'constructor', '__proto__']) expect((await as(key).attempt(...describe)).status).toBe(200)
})

test('takes principals by their ARNs only', () => {
  expect(() => createClient({ principals: { key: 'alice' } })).toThrow(
    "Failed to create the emulator: 'alice' is not the ARN of a principal.",
  )
})

/** A role that may re-encrypt from alias/app to the same key, and nothing else. */
const sameKeyOnly = async () => {
  const client = await withPolicy({
    Version: '2012-10-17',
    Statement: [
      allow(aws(CALLERS.bob), { Action: ['kms:Encrypt', 'kms:ReEncryptTo'] }),
      allow('*', { Action: 'kms:ReEncrypt*', Condition: { Bool: { 'kms:ReEncryptOnSameKey': 'true' } } }),
    ],
  })
  const { CiphertextBlob } = await client.as('bob').send('Encrypt', { KeyId: KEY, Plaintext: PLAINTEXT })
  return { ...client, CiphertextBlob }
}

test.each([
  SANDBOX.imported,
  '00000000-0000-0000-0000-000000000000',
  'alias/none',
  'alias/aws/xray',
  'arn:wrong:kms:x:y:alias/app',
])('reading a condition tells a caller without permissions nothing about %s, and changes nothing', async (DestinationKeyId) => {
  const { as, emulator, CiphertextBlob } = await sameKeyOnly()
  const before = await emulator.snapshot()
  expect(await as('alice').refuse('ReEncrypt', { SourceKeyId: KEY, CiphertextBlob, DestinationKeyId })).toBe(
    `AccessDeniedException: User: ${CALLERS.alice} is not authorized to perform: kms:ReEncryptFrom on resource: ${KEY} because no resource-based policy allows the kms:ReEncryptFrom action`,
  )
  expect(await emulator.snapshot()).toEqual(before)
})

test.each([KEY, SANDBOX.app, 'alias/app'])('sees that %s is the same key', async (DestinationKeyId) => {
  const { as, CiphertextBlob } = await sameKeyOnly()
  expect(await as('alice').send('ReEncrypt', { SourceKeyId: KEY, CiphertextBlob, DestinationKeyId })).toMatchObject({
    SourceKeyId: KEY,
    KeyId: KEY,
  })
})

const element = fc.oneof(
  fc.constantFrom(
    'Allow',
    'Deny',
    '*',
    'kms:*',
    'kms:Encrypt',
    ACCOUNT,
    CALLERS.alice,
    KEY,
    'true',
    USERNAME,
    `$\{`,
    '2012-10-17',
    '',
    'arn:aws:iam::x:y',
    'kms:EncryptionContext:a',
    'aws:TagKeys',
  ),
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const nameOfElement = fc.constantFrom(
  'Version',
  'Id',
  'Statement',
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
  'AWS',
  'Service',
  'StringEquals',
  'ForAllValues:StringLike',
  'NullIfExists',
  'Null',
  'Bool',
  'ArnLike',
  'DateLessThan',
  'kms:EncryptionContextKeys',
  'aws:CurrentTime',
  '__proto__',
  'constructor',
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    element,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(nameOfElement, tie('tree'), { maxKeys: 5 }),
  ),
}))
const operators = [
  'StringEquals',
  'StringLike',
  'ForAnyValue:StringNotLike',
  'ForAllValues:ArnLike',
  'NumericLessThanIfExists',
  'DateEquals',
  'Bool',
  'Null',
]
const keys = [
  'kms:EncryptionContextKeys',
  'kms:EncryptionContext:a',
  'aws:PrincipalArn',
  'aws:CurrentTime',
  'kms:ReEncryptOnSameKey',
  'kms:ValidTo',
  'x',
]
/** Statements that are mostly well-formed, so that evaluation is reached too. */
const likely = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.constantFrom('*', aws(ACCOUNT), aws([CALLERS.alice, '*'])),
    Action: fc.oneof(fc.constantFrom('kms:*', 'kms:E*?', '*'), tree),
    Resource: fc.oneof(fc.constantFrom('*', KEY, `${USERNAME}*`), tree),
    Condition: fc.dictionary(
      fc.constantFrom(...operators),
      fc.dictionary(fc.constantFrom(...keys), fc.oneof(element, fc.array(element, { maxLength: 3 }))),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Resource'] },
)

test('returns 200 or 400 for any policy document, and for the requests under it', async () => {
  const client = createClient({ principals: CALLERS })
  const document = fc.oneof(
    tree,
    fc.record({ Version: fc.constantFrom('2012-10-17', '2008-10-17'), Statement: fc.array(likely, { maxLength: 3 }) }),
  )
  await fc.assert(
    fc.asyncProperty(document, async (policy) => {
      const Policy = JSON.stringify(policy)
      const before = await client.emulator.snapshot()
      const { status } = await client.attempt('PutKeyPolicy', {
        KeyId: SANDBOX.app,
        Policy,
        BypassPolicyLockoutSafetyCheck: true,
      })
      expect([200, 400]).toContain(status)
      if (status === 400) expect(await client.emulator.snapshot()).toEqual(before)
      const answers = await Promise.all(
        [encrypt({ a: 'b', A: '*' }), describe, ['ListGrants', { KeyId: KEY }] as const].map(([name, body]) =>
          client.as('alice').attempt(name, body),
        ),
      )
      for (const answer of answers) expect([200, 400]).toContain(answer.status)
      await client.emulator.restore(before)
    }),
    { numRuns: 300 },
  )
})

test.each(['aws:PrincipalOrgID', 'aws:userid', 'aws:MultiFactorAuthPresent', 'aws:SourceIp', 'kms:ViaService'])(
  '%s is unknown in every request',
  async (name) => {
    const { as } = await withPolicy({ Statement: [allow(aws(CALLERS.alice), { Condition: { StringLike: { [name]: '*' } } })] })
    expect(await as('alice').refuse(...describe)).toMatch(/^AccessDeniedException/)
    const unknown = await withPolicy({ Statement: [allow(aws(CALLERS.alice), { Condition: { Null: { [name]: 'true' } } })] })
    expect((await unknown.as('alice').attempt(...describe)).status).toBe(200)
  },
)
