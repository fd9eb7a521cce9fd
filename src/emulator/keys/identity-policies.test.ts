import { describe, expect, test } from 'vitest'
import { EXPLAIN_HEADER, traceIn } from '../../facts/trace.ts'
import type { EmulatorOptions } from '../emulator.ts'
import { aliasArnOf, arnOf, createClient, requestTo, SANDBOX, signedFor } from '../test-client.ts'

const ACCOUNT = '111122223333'
const iam = (resource: string, account = ACCOUNT) => `arn:aws:iam::${account}:${resource}`
const ALICE = iam('user/alice')
const ROLE = iam('role/team/app')
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/web-1`
const PARTNER = iam('role/partner', '444455556666')
const CALLERS = { ALICE, SESSION, PARTNER, ROOT: iam('root') }
const KEY = arnOf(SANDBOX.app)

const allow = (Action: string | readonly string[], Resource = '*', more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
})
const deny = (Action: string) => ({ Version: '2012-10-17', Statement: [{ Sid: 'Never', Effect: 'Deny', Action, Resource: '*' }] })

type Identities = NonNullable<EmulatorOptions['identities']>

const client = (identities: Identities, principal: unknown = { AWS: iam('root') }) => {
  const made = createClient({ principals: CALLERS, identities })
  const govern = () =>
    made.as('ROOT').send('PutKeyPolicy', {
      KeyId: SANDBOX.app,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: principal, Action: 'kms:*', Resource: '*' }],
      }),
      BypassPolicyLockoutSafetyCheck: true,
    })
  return { ...made, govern }
}

const encrypt = { KeyId: KEY, Plaintext: 'aGk=' }
const refusal = (caller: string, because: string, resource = KEY, action = 'Encrypt') =>
  `AccessDeniedException: User: ${caller} is not authorized to perform: kms:${action} on resource: ${resource} ${because}`

describe('where the key policy lets the account in', () => {
  test.each<[what: string, identities: Identities, expected: string | undefined]>([
    ['a user without policies may do all', {}, undefined],
    [
      'its policies have to allow it',
      { [ALICE]: { policies: {} } },
      'because no identity-based policy allows the kms:Encrypt action',
    ],
    ['its policies may allow it', { [ALICE]: { policies: { Use: allow('kms:Enc*') } } }, undefined],
    [
      'another key is another key',
      { [ALICE]: { policies: { Use: allow('kms:*', arnOf(SANDBOX.imported)) } } },
      'because no identity-based policy allows the kms:Encrypt action',
    ],
    ['a pattern names the key', { [ALICE]: { policies: { Use: allow('kms:*', `arn:aws:kms:*:${ACCOUNT}:key/*`) } } }, undefined],
    [
      'a denial wins',
      { [ALICE]: { policies: { Use: allow('kms:*'), No: deny('kms:Encrypt') } } },
      'with an explicit deny in an identity-based policy',
    ],
    [
      'the boundary has to allow it too',
      { [ALICE]: { policies: { Use: allow('kms:*') }, permissionsBoundary: allow('kms:Decrypt') } },
      'because no permissions boundary allows the kms:Encrypt action',
    ],
    [
      'the boundary can deny it',
      { [ALICE]: { permissionsBoundary: deny('kms:*') } },
      'with an explicit deny in a permissions boundary',
    ],
    ['a boundary alone allows what IAM would', { [ALICE]: { permissionsBoundary: allow('kms:*') } }, undefined],
    [
      'conditions count',
      {
        [ALICE]: {
          policies: { Use: allow('kms:*', '*', { Condition: { StringEquals: { 'kms:EncryptionContext:tenant': '42' } } }) },
        },
      },
      'because no identity-based policy allows the kms:Encrypt action',
    ],
  ])('%s', async (_what, identities, expected) => {
    const { as, govern } = client(identities)
    await govern()
    const answer = await as('ALICE').attempt('Encrypt', encrypt)
    if (expected === undefined) expect(answer.status).toBe(200)
    else expect(await as('ALICE').refuse('Encrypt', encrypt)).toBe(refusal(ALICE, expected))
  })

  test('a session has the policies of its role, whatever the path of that, and its own', async () => {
    const { as, govern, emulator } = client({ [ROLE]: { policies: { Use: allow('kms:*') } } })
    await govern()
    await as('SESSION').send('Encrypt', encrypt)
    await emulator.attach(SESSION, { sessionPolicies: [allow('kms:Decrypt')] })
    expect(await as('SESSION').refuse('Encrypt', encrypt)).toBe(
      refusal(SESSION, 'because no session policy allows the kms:Encrypt action'),
    )
    await emulator.attach(SESSION, undefined)
    await as('SESSION').send('Encrypt', encrypt)
    await emulator.attach(ROLE, { policies: {} })
    expect(await as('SESSION').refuse('Encrypt', encrypt)).toContain('because no identity-based policy')
  })

  test('the root user has no policies', async () => {
    const { as } = client({ [ALICE]: { policies: {} } })
    await as('ROOT').send('Encrypt', encrypt)
  })
})

describe('where the key policy lets the caller in by name', () => {
  test('nothing needs to allow it beside that, and a denial still wins', async () => {
    const { as, govern, emulator } = client({ [ALICE]: { policies: {}, permissionsBoundary: allow('kms:Sign') } }, { AWS: ALICE })
    await govern()
    await as('ALICE').send('Encrypt', encrypt)
    await emulator.attach(ALICE, { policies: { No: deny('kms:Encrypt') } })
    expect(await as('ALICE').refuse('Encrypt', encrypt)).toContain('with an explicit deny in an identity-based policy')
  })

  test('a role that is named is limited by its boundary and by session policies', async () => {
    const { as, govern, emulator } = client({ [ROLE]: { policies: {} } }, { AWS: ROLE })
    await govern()
    await as('SESSION').send('Encrypt', encrypt)
    await emulator.attach(ROLE, { permissionsBoundary: allow('kms:Sign') })
    expect(await as('SESSION').refuse('Encrypt', encrypt)).toContain('because no permissions boundary allows')
    await emulator.attach(ROLE, undefined)
    await emulator.attach(SESSION, { sessionPolicies: [allow('kms:Sign')] })
    expect(await as('SESSION').refuse('Encrypt', encrypt)).toContain('because no session policy allows')
  })

  test('a session that is named is limited by neither', async () => {
    const { as, govern } = client(
      { [ROLE]: { permissionsBoundary: allow('kms:Sign') }, [SESSION]: { sessionPolicies: [allow('kms:Sign')] } },
      { AWS: SESSION },
    )
    await govern()
    await as('SESSION').send('Encrypt', encrypt)
  })

  test('a caller of another account needs policies of its own as well', async () => {
    const { as, govern, emulator } = client({ [PARTNER]: { policies: {} } }, { AWS: PARTNER })
    await govern()
    expect(await as('PARTNER').refuse('Encrypt', encrypt)).toBe(
      refusal(PARTNER, 'because no identity-based policy allows the kms:Encrypt action'),
    )
    await emulator.attach(PARTNER, { policies: { Use: allow('kms:Encrypt') } })
    await as('PARTNER').send('Encrypt', encrypt)
  })
})

test('a grant to the user does without its policies', async () => {
  const { as, govern } = client({ [ALICE]: { policies: {} } })
  await govern()
  await as('ROOT').send('CreateGrant', { KeyId: KEY, GranteePrincipal: ALICE, Operations: ['Encrypt'] })
  await as('ALICE').send('Encrypt', encrypt)
})

describe('what is asked of the account', () => {
  test('needs policies, where the caller has any', async () => {
    const { as, emulator } = client({ [ALICE]: { policies: { Look: allow('kms:ListKeys') } } })
    await as('ALICE').send('ListKeys', {})
    expect(await as('ALICE').refuse('CreateKey', {})).toBe(
      refusal(ALICE, 'because no identity-based policy allows the kms:CreateKey action', '*', 'CreateKey'),
    )
    expect(await as('ALICE').refuse('ListAliases', {})).toContain('kms:ListAliases')
    await emulator.attach(ALICE, { policies: { Keys: allow('kms:CreateKey', `arn:aws:kms:*:${ACCOUNT}:key/*`) } })
    expect(await as('ALICE').refuse('CreateKey', {})).toContain('because no identity-based policy')
    const spec = { Condition: { StringEquals: { 'kms:KeySpec': 'RSA_2048' } } }
    await emulator.attach(ALICE, { policies: { Keys: allow('kms:CreateKey', '*', spec) } })
    expect(await as('ALICE').refuse('CreateKey', {})).toContain('because no identity-based policy')
    await as('ALICE').send('CreateKey', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })
  })

  test('tags of a new key are a permission of their own', async () => {
    const { as } = client({ [ALICE]: { policies: { Make: allow('kms:CreateKey') } } })
    await as('ALICE').send('CreateKey', {})
    expect(await as('ALICE').refuse('CreateKey', { Tags: [{ TagKey: 'a', TagValue: 'b' }] })).toContain('kms:TagResource')
  })

  test('an alias is permitted on its own ARN, and on the key', async () => {
    const { as, emulator } = client({ [ALICE]: { policies: { Keys: allow('kms:*', KEY) } } })
    const request = { AliasName: 'alias/new', TargetKeyId: KEY }
    expect(await as('ALICE').refuse('CreateAlias', request)).toBe(
      refusal(
        ALICE,
        'because no identity-based policy allows the kms:CreateAlias action',
        aliasArnOf('alias/new'),
        'CreateAlias',
      ),
    )
    await emulator.attach(ALICE, { policies: { Keys: allow('kms:*', KEY), Aliases: allow('kms:*', aliasArnOf('alias/*')) } })
    await as('ALICE').send('CreateAlias', request)
    await as('ALICE').send('UpdateAlias', request)
    await as('ALICE').send('DeleteAlias', { AliasName: 'alias/new' })
  })
})

test('the trace names the policy and its statement', async () => {
  const { emulator } = client({ [ALICE]: { policies: { Use: allow('kms:*'), Limits: deny('kms:Encrypt') } } })
  const headers = { ...signedFor('us-east-1', 'ALICE'), [EXPLAIN_HEADER]: 'true' }
  const steps = traceIn(await emulator.fetch(requestTo('Encrypt', encrypt, headers)))
  expect(steps?.at(-1)).toMatchObject({
    check: 'access',
    outcome: 'failed',
    weighed: [
      { source: 'key policy', effect: 'Allow' },
      { source: 'identity-based policy', effect: 'Deny', statement: { policy: 'Limits', index: 0, sid: 'Never' } },
    ],
  })
})

test('policies are part of the sandbox: a reset brings them back, a snapshot takes them along', async () => {
  const { as, emulator } = client({ [ALICE]: { policies: {} } })
  await emulator.attach(ALICE, undefined)
  await as('ALICE').send('ListKeys', {})
  const snapshot = await emulator.snapshot()
  await emulator.reset()
  expect(await as('ALICE').refuse('ListKeys', {})).toContain('because no identity-based policy')
  await emulator.restore(snapshot)
  await as('ALICE').send('ListKeys', {})
})

test.each<[arn: string, identity: Identities[string], reason: string]>([
  ['alice', {}, 'it is not the ARN of a user, role or session.'],
  [iam('root'), {}, 'it is not the ARN of a user, role or session.'],
  [SESSION, { policies: {} }, 'a session has session policies alone; attach the others to its role.'],
  [ALICE, { sessionPolicies: [] }, 'only a session has session policies.'],
  [ALICE, { policies: { A: '{' } }, 'The policy is not valid JSON.'],
  [ALICE, { permissionsBoundary: {} }, 'The policy has no statement.'],
  [
    ALICE,
    { policies: { A: { Statement: { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' } } } },
    "Statement has an unknown element 'Principal'.",
  ],
  [
    ALICE,
    { policies: { A: { Statement: { Effect: 'Allow', Action: 'kms:*' } } } },
    'Policy contains a statement with no resource.',
  ],
  [ALICE, { policies: { A: { Statement: { Effect: 'Deny', Resource: '*' } } } }, 'Policy contains a statement with no action.'],
])('refuses to attach to %s: %j', async (arn, identity, reason) => {
  const message = `Failed to attach policies to '${arn}': ${reason}`
  expect(() => createClient({ identities: { [arn]: identity } })).toThrow(message)
  await expect(createClient().emulator.attach(arn, identity)).rejects.toThrow(message)
})

test('the policy that a session was made with limits it, from its first request to its end', async () => {
  const now = { at: Date.UTC(2026, 5, 1) }
  const { emulator } = createClient({ clock: { now: () => now.at } })
  const arn = 'arn:aws:sts::111122223333:assumed-role/app/one'
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'kms:DescribeKey', Resource: '*' },
  })
  const ask = async (operation: string, body: object, session: { readonly accessKey: string; readonly token: string }) => {
    const response = await emulator.fetch(
      requestTo(operation, body, {
        ...signedFor('us-east-1', session.accessKey),
        'x-amz-security-token': session.token,
      }),
    )
    return [response.status, JSON.parse(await response.text())] as const
  }
  const limited = await emulator.startSession({ arn, seconds: 900, policy })
  const free = await emulator.startSession({ arn, seconds: 900 })
  const encrypt = { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' }
  expect(await ask('DescribeKey', { KeyId: 'alias/app' }, limited)).toMatchObject([200, { KeyMetadata: {} }])
  expect(await ask('Encrypt', encrypt, limited)).toMatchObject([
    400,
    {
      __type: 'AccessDeniedException',
      message: expect.stringContaining('because no session policy allows the kms:Encrypt action'),
    },
  ])
  expect(await ask('Encrypt', encrypt, free)).toMatchObject([200, {}])
  now.at += 900_000
  expect(await ask('Encrypt', encrypt, free)).toMatchObject([400, { __type: 'ExpiredTokenException' }])
  expect(emulator.calls().map(({ caller, outcome }) => [caller, outcome])).toEqual([
    [arn, 'success'],
    [arn, 'AccessDeniedException'],
    [arn, 'success'],
    [undefined, 'ExpiredTokenException'],
  ])
})
