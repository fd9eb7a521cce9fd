import fc from 'fast-check'
import type { OracleCaller, OracleGrant, OracleStatement } from './oracle.ts'

/** Random requests to one key under random policies, grants and states. */

export const ACCOUNT = '111122223333'
export const OTHER_ACCOUNT = '444455556666'
export const KEYS = {
  app: '0987dcba-09fe-87dc-65ba-ab0987654321',
  rsa: '22223333-4444-5555-6666-777788889999',
  mac: '33334444-5555-6666-7777-88889999aaaa',
  signing: '44445555-6666-7777-8888-9999aaaabbbb',
} as const
export const arnOf = (id: string): string => `arn:aws:kms:us-east-1:${ACCOUNT}:key/${id}`

const root = (account: string) => `arn:aws:iam::${account}:root`
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`
const APP = `arn:aws:iam::${ACCOUNT}:role/app`
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/web-1`
const FEDERATED = `arn:aws:sts::${ACCOUNT}:federated-user/fay`
const BOB = `arn:aws:iam::${OTHER_ACCOUNT}:user/bob`
const FAR = `arn:aws:iam::${OTHER_ACCOUNT}:role/far`
const FAR_SESSION = `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/far/s`

const caller = (arn: string, account: string, names: OracleCaller['names']): OracleCaller => ({
  arn,
  account,
  names: { [account]: 'account', [root(account)]: 'account', ...names },
})

/** By access key. */
export const CALLERS: Readonly<Record<string, OracleCaller>> = {
  ROOT: caller(root(ACCOUNT), ACCOUNT, {}),
  ALICE: caller(ALICE, ACCOUNT, { [ALICE]: 'self' }),
  SESSION: caller(SESSION, ACCOUNT, { [APP]: 'role', [SESSION]: 'self' }),
  FEDERATED: caller(FEDERATED, ACCOUNT, { [FEDERATED]: 'self' }),
  BOB: caller(BOB, OTHER_ACCOUNT, { [BOB]: 'self' }),
  FAR: caller(FAR_SESSION, OTHER_ACCOUNT, { [FAR]: 'role', [FAR_SESSION]: 'self' }),
}

/** Whose policies hold for each caller: the principal's, and the session's. */
export const OWNERS: Readonly<Record<string, { readonly principal?: string; readonly session?: string }>> = {
  ROOT: {},
  ALICE: { principal: ALICE },
  SESSION: { principal: APP, session: SESSION },
  FEDERATED: { session: FEDERATED },
  BOB: { principal: BOB },
  FAR: { principal: FAR, session: FAR_SESSION },
}

/** Of them the role is drawn the most often: what lets it in has the most to depend on. */
const principals = [
  '*',
  ACCOUNT,
  root(ACCOUNT),
  OTHER_ACCOUNT,
  root(OTHER_ACCOUNT),
  ALICE,
  APP,
  SESSION,
  FEDERATED,
  BOB,
  FAR,
  FAR_SESSION,
]

const some = (...values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })
const actions = some(
  'kms:*',
  '*',
  'kms:Encrypt',
  'kms:En*',
  'kms:Sign',
  'kms:GenerateMac',
  'kms:describekey',
  'kms:*Key*',
  's3:*',
)
const effect = fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Deny')

const condition = fc.constantFrom<OracleStatement['Condition']>(
  undefined,
  undefined,
  undefined,
  { StringEquals: { 'kms:EncryptionContext:tenant': '42' } },
  { StringNotEquals: { 'kms:EncryptionContext:tenant': '42' } },
  { StringLike: { 'kms:EncryptionContext:tenant': ['4?', 'x*'] } },
  { StringEqualsIfExists: { 'kms:EncryptionContext:tenant': ['42', '7'] } },
  { Null: { 'kms:EncryptionContext:tenant': 'true' } },
  { Null: { 'kms:EncryptionContext:tenant': 'false' } },
  { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'purpose'] } },
  { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'tenant' } },
  { 'ForAnyValue:StringNotEquals': { 'kms:EncryptionContextKeys': 'tenant' } },
  { StringEquals: { 'kms:CallerAccount': ACCOUNT } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } },
  { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } },
  { StringEquals: { 'kms:KeySpec': ['RSA_2048', 'SYMMETRIC_DEFAULT'] } },
  { Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 'kms:RequestAlias': 'alias/*' } },
)

const scoped = (resources: readonly string[]) => ({
  Effect: effect,
  Action: actions,
  negated: fc.constantFrom('', '', '', '', 'Action', 'Resource'),
  Resource: some(...resources),
  Condition: condition,
})

/** A statement with its `Not…` form in the place of what `negated` names. */
const statementOf = ({
  negated,
  ...statement
}: Pick<OracleStatement, 'Effect' | 'Action' | 'Resource'> & {
  readonly negated: string
  readonly Condition: OracleStatement['Condition'] | undefined
}): OracleStatement => {
  const { Action, Resource, Condition, ...rest } = statement
  return {
    ...rest,
    ...(Action && { [negated === 'Action' ? 'NotAction' : 'Action']: Action }),
    ...(Resource && { [negated === 'Resource' ? 'NotResource' : 'Resource']: Resource }),
    ...(Condition && { Condition }),
  }
}

const keyStatement = fc
  .record({
    ...scoped(['*']),
    negated: fc.constantFrom('', '', '', 'Action'),
    principal: fc.oneof(
      { weight: 6, arbitrary: some(...principals, APP, APP, APP, APP).map((AWS) => ({ Principal: { AWS } })) },
      { weight: 1, arbitrary: fc.constant({ Principal: '*' as const }) },
      { weight: 1, arbitrary: some(...principals).map((AWS) => ({ NotPrincipal: { AWS } })) },
    ),
  })
  .map(({ principal, ...statement }) => ({ ...statementOf(statement), ...principal }))

const ownStatement = fc
  .record(scoped(['*', `arn:aws:kms:*:${ACCOUNT}:key/*`, ...Object.values(KEYS).map(arnOf), 'arn:aws:kms:us-east-1:*:key/0987*']))
  .map(statementOf)

const few = <T>(item: fc.Arbitrary<T>, minLength: number) => fc.array(item, { minLength, maxLength: 2 })

const grant: fc.Arbitrary<OracleGrant> = fc.record(
  {
    grantee: fc.constantFrom(...principals.filter((text) => text.startsWith('arn:'))),
    operations: fc.uniqueArray(fc.constantFrom('Encrypt', 'Sign', 'GenerateMac', 'DescribeKey'), { minLength: 1 }),
    subset: fc.constantFrom({ tenant: '42' }, {}),
  },
  { requiredKeys: ['grantee', 'operations'] },
)

const anyCase = fc.record({
  accessKey: fc.constantFrom(...Object.keys(CALLERS), 'SESSION', 'SESSION', 'SESSION'),
  operation: fc.constantFrom(
    'Encrypt',
    'Encrypt',
    'Encrypt',
    'Sign',
    'GenerateMac',
    'DescribeKey',
    'DisableKey',
    'ListKeys',
    'Unknown',
  ),
  key: fc.constantFrom<keyof typeof KEYS>('app', 'app', 'rsa', 'mac', 'signing'),
  /** How the request names the key. */
  named: fc.constantFrom('arn', 'arn', 'arn', 'id', 'alias', 'unknown id', 'unknown arn', 'unknown alias'),
  state: fc.constantFrom<'Enabled' | 'Disabled' | 'PendingDeletion'>(
    'Enabled',
    'Enabled',
    'Enabled',
    'Disabled',
    'PendingDeletion',
  ),
  malformed: fc.constantFrom('', '', '', '', '', '', '', '', 'missing', 'type'),
  /** Whether the algorithm goes with the key. */
  algorithmFits: fc.constantFrom(true, true, true, false),
  length: fc.constantFrom(1, 32, 190, 191),
  digest: fc.boolean(),
  dryRun: fc.constantFrom(false, false, true),
  context: fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    {},
    { tenant: '42' },
    { tenant: '7', purpose: 'x' },
    { other: '42' },
  ),
  keyPolicy: few(keyStatement, 1),
  grants: few(grant, 0),
  identity: fc.option(few(few(ownStatement, 1), 0), { nil: undefined, freq: 3 }),
  boundary: fc.option(few(ownStatement, 1), { nil: undefined, freq: 2 }),
  session: fc.option(few(ownStatement, 1), { nil: undefined, freq: 2 }),
})

const SOUND = {
  operation: 'Encrypt',
  key: 'app',
  named: 'arn',
  state: 'Enabled',
  malformed: '',
  algorithmFits: true,
  dryRun: false,
} as const

const OPEN = {
  keyPolicy: [{ Effect: 'Allow', Principal: '*', Action: ['kms:*'], Resource: ['*'] }],
  grants: [],
  identity: undefined,
  boundary: undefined,
  session: undefined,
} as const

/** The key whose usage goes with the operation. */
const FITTING: Readonly<Record<string, keyof typeof KEYS>> = { Sign: 'signing', GenerateMac: 'mac' }

/**
 * A quarter of the cases depends on policies and grants alone, a quarter on everything else, and a quarter on what comes last: algorithm, size
 * and dry run.
 */
export const aCase = fc.oneof(
  anyCase,
  anyCase.map((each) => ({ ...each, ...SOUND })),
  anyCase.map((each) => ({ ...each, ...OPEN })),
  anyCase.map((each) => ({
    ...each,
    ...OPEN,
    named: 'arn' as const,
    state: 'Enabled' as const,
    malformed: '' as const,
    key: FITTING[each.operation] ?? each.key,
  })),
)

export type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never
