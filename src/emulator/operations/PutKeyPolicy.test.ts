import { expect, test } from 'vitest'
import { createClient, SANDBOX } from '../test-client.ts'

const KeyId = SANDBOX.app
const ROOT = 'arn:aws:iam::111122223333:root'
const ALICE = 'arn:aws:iam::111122223333:user/alice'
const statement = (rest: object = {}) => ({ Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*', ...rest })
const documentOf = (...Statement: unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement })

test('replaces the policy, with an empty response', async () => {
  const { attempt, send } = createClient()
  const Policy = documentOf(statement(), statement({ Effect: 'Deny', Principal: '*', Action: 'kms:Encrypt' }))
  expect(await attempt('PutKeyPolicy', { KeyId, Policy })).toEqual({ status: 200, body: undefined })
  expect((await send('GetKeyPolicy', { KeyId })).Policy).toBe(Policy)
  expect((await attempt('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })).body.__type).toBe('AccessDeniedException')
  expect((await attempt('DescribeKey', { KeyId })).status).toBe(200)
})

test('keeps the caller from locking the key, unless told so', async () => {
  const { refuse, send, attempt } = createClient()
  const lockout =
    'MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.'
  for (const Policy of [
    documentOf(),
    documentOf(statement({ Action: ['kms:Get*', 'kms:Encrypt'] })),
    documentOf(statement({ Principal: { AWS: ALICE } })),
    documentOf(statement(), statement({ Effect: 'Deny', Action: 'kms:PutKeyPolicy' })),
  ]) {
    expect(await refuse('PutKeyPolicy', { KeyId, Policy })).toBe(lockout)
    expect(await refuse('CreateKey', { Policy })).toBe(lockout)
  }
  await send('PutKeyPolicy', { KeyId, Policy: documentOf(), BypassPolicyLockoutSafetyCheck: true })
  expect((await attempt('PutKeyPolicy', { KeyId, Policy: documentOf(statement()) })).body.__type).toBe('AccessDeniedException')
  expect(
    (await send('CreateKey', { Policy: documentOf(), BypassPolicyLockoutSafetyCheck: true })).KeyMetadata?.KeyId,
  ).toBeDefined()
})

test('holds the lockout check against who calls', async () => {
  const { as } = createClient({ principals: { alice: ALICE } })
  const alice = as('alice')
  const { KeyMetadata } = await alice.send('CreateKey', { Policy: documentOf(statement({ Principal: { AWS: ALICE } })) })
  const mine = { KeyId: KeyMetadata?.KeyId ?? '' }
  expect(await as('root').refuse('DescribeKey', mine)).toMatch(/^AccessDeniedException/)
  expect((await alice.send('DescribeKey', mine)).KeyMetadata?.KeyState).toBe('Enabled')
})

test.each([
  ['no JSON', '{', 'The key policy is not valid JSON.'],
  ['no object', '[]', 'The key policy is not a JSON object.'],
  ['no statement', '{"Version":"2012-10-17"}', 'The key policy has no statement.'],
  ['another version', '{"Version":"2020-01-01","Statement":[]}', 'Version is none of 2008-10-17, 2012-10-17.'],
  ['an unknown element', '{"Statement":[],"Rules":[]}', "The key policy has an unknown element 'Rules'."],
  ['a statement that is none', '{"Statement":["x"]}', 'Statement is not a JSON object.'],
  ['an unknown element in a statement', documentOf(statement({ Actions: '*' })), "Statement has an unknown element 'Actions'."],
  ['another effect', documentOf(statement({ Effect: 'allow' })), "Effect is neither 'Allow' nor 'Deny'."],
  ['no principal', documentOf(statement({ Principal: undefined })), 'Policy contains a statement with no principal.'],
  ['an empty principal', documentOf(statement({ Principal: {} })), 'Policy contains a statement with no principal.'],
  [
    'Principal and NotPrincipal',
    documentOf(statement({ NotPrincipal: '*' })),
    'Policy contains a statement with both Principal and NotPrincipal.',
  ],
  [
    'a principal by its unique id',
    documentOf(statement({ Principal: { AWS: 'AIDACKCEVSQ6C2EXAMPLE' } })),
    'Policy contains a statement with one or more invalid principals.',
  ],
  [
    'a principal of another partition',
    documentOf(statement(), statement({ Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } })),
    'Policy contains a statement with one or more invalid principals.',
  ],
  [
    'another kind of principal',
    documentOf(statement({ Principal: { Group: 'x' } })),
    "Principal has an unknown element 'Group'.",
  ],
  [
    'an action without a service',
    documentOf(statement({ Action: 'Encrypt' })),
    "Policy contains a statement with an invalid action 'Encrypt'.",
  ],
  ['no action', documentOf(statement({ Action: undefined })), 'Policy contains a statement with no action.'],
  ['an empty list of actions', documentOf(statement({ Action: [] })), 'Policy contains a statement with no action.'],
  ['no resource', documentOf(statement({ Resource: undefined })), 'Policy contains a statement with no resource.'],
  ['an empty list of resources', documentOf(statement({ Resource: [] })), 'Policy contains a statement with no resource.'],
  ['an empty resource', documentOf(statement({ Resource: '' })), 'Policy contains a statement with no resource.'],
  ['an action that is no text', documentOf(statement({ Action: 1 })), 'Action is neither a string nor a list of strings.'],
  [
    'an unknown condition',
    documentOf(statement({ Condition: { StringMatches: { a: 'b' } } })),
    "Policy contains a statement with an invalid condition 'StringMatches'.",
  ],
  [
    'a condition on null',
    documentOf(statement({ Condition: { StringEquals: { a: null } } })),
    'Condition StringEquals has a value for a that is no string, number or boolean.',
  ],
  [
    'a Sid twice',
    documentOf(statement({ Sid: 'a' }), statement({ Sid: 'a' })),
    'Statement IDs (SID) in a single policy must be unique.',
  ],
])('refuses a document with %s', async (_, Policy, message) => {
  const { refuse } = createClient()
  expect(await refuse('PutKeyPolicy', { KeyId, Policy })).toBe(`MalformedPolicyDocumentException: ${message}`)
})

test('refuses an ARN that no principal has', async () => {
  const { refuse } = createClient()
  for (const arn of [
    'arn:aws:iam::111122223333:group/x',
    'arn:aws:iam::111122223333:user/*',
    'arn:aws:iam::1:root',
    'arn:aws:s3:::x',
  ])
    expect(await refuse('PutKeyPolicy', { KeyId, Policy: documentOf(statement({ Principal: { AWS: arn } })) })).toBe(
      'InvalidArnException: An ARN in the specified key policy is invalid.',
    )
})

test('refuses more than 32 KiB, and takes as much', async () => {
  const { refuse, attempt } = createClient()
  const policy = documentOf(statement())
  const padded = (bytes: number) => policy.padEnd(bytes)
  expect((await attempt('PutKeyPolicy', { KeyId, Policy: padded(32_768) })).status).toBe(200)
  expect(await refuse('PutKeyPolicy', { KeyId, Policy: padded(32_769) })).toBe(
    'LimitExceededException: The key policy is larger than 32768 bytes.',
  )
})

test('knows no other policy', async () => {
  const { refuse } = createClient()
  expect(await refuse('PutKeyPolicy', { KeyId, PolicyName: 'other', Policy: documentOf(statement()) })).toBe(
    'NotFoundException: No such policy exists',
  )
})

test.each([{ Service: 'foo.example.com' }, { CanonicalUser: 'abc' }, { Federated: 'cognito-identity.amazonaws.com' }])(
  'takes the principal %j, who is no caller',
  async (Principal) => {
    const { send, refuse, as } = createClient({ principals: { alice: ALICE } })
    const Policy = documentOf(
      statement({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:PutKeyPolicy' }),
      statement({ Principal }),
    )
    await send('PutKeyPolicy', { KeyId, Policy })
    expect(await refuse('DescribeKey', { KeyId })).toMatch(/^AccessDeniedException/)
    expect(await as('alice').refuse('DescribeKey', { KeyId })).toMatch(/^AccessDeniedException/)
  },
)
