import { expect, test } from 'vitest'
import { createClient, SANDBOX } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { type MinimalPolicy, policiesOf } from '../src/facts/policies.ts'
import { sendable } from './recipes.ts'

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)
const ROLE = 'arn:aws:iam::111122223333:role/orders'
/** The account itself in a key policy would let the role in, as far as IAM allows. */
const ADMIN = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:user/admin' }, Action: 'kms:*', Resource: '*' }

const isOfKey = ({ kind }: MinimalPolicy): boolean => kind === 'key policy'

/** The example's answer to the role, in a sandbox whose key policies allow it `allowed` and nothing else. */
const answerToRole = async ({ name, example }: KmsOperation, allowed: readonly MinimalPolicy[]) => {
  const client = createClient({ principals: { AKIDROLE: ROLE } })
  const request = await sendable(name, example.request, client)
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [ADMIN, ...allowed.map(({ statement }) => statement)] })
  for (const KeyId of Object.values(SANDBOX))
    await client.send('PutKeyPolicy', { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true })
  return client.as('AKIDROLE').attempt(name, request)
}

test.each(OPERATIONS.filter((operation) => policiesOf(operation).some(isOfKey)))(
  'the statement of $name lets a role send the example, which it may not without',
  async (operation) => {
    const refused = await answerToRole(operation, [])
    expect([refused.status, refused.body.__type]).toEqual([400, 'AccessDeniedException'])
    const { status, body } = await answerToRole(operation, policiesOf(operation).filter(isOfKey))
    expect([status, body]).toEqual([200, body])
  },
)

test('a key policy says who, and an IAM policy does not', () => {
  expect(policiesOf(operations.Encrypt)).toEqual([
    { kind: 'key policy', statement: { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'kms:Encrypt', Resource: '*' } },
  ])
  expect(policiesOf(operations.ListKeys)).toEqual([
    { kind: 'IAM policy', statement: { Effect: 'Allow', Action: 'kms:ListKeys', Resource: '*' } },
  ])
})

test('what is asked of the account is for an IAM policy, though a key may be named', () => {
  expect(policiesOf(operations.ListAliases).map(({ kind }) => kind)).toEqual(['IAM policy'])
})

test('an alias needs the permission on itself and on its key', () => {
  const resources = (operation: KmsOperation) => policiesOf(operation).map(({ statement }) => statement.Resource)
  const arn = 'arn:aws:kms:us-east-1:111122223333'
  expect(resources(operations.CreateAlias)).toEqual([[`${arn}:alias/example`, `${arn}:key/${SANDBOX.app}`]])
  expect(resources(operations.DeleteAlias)).toEqual([[`${arn}:alias/pending-deletion`, `${arn}:key/*`]])
})

test('a replica is allowed by the primary’s policy and by IAM', () => {
  expect(policiesOf(operations.ReplicateKey).map(({ kind, statement }) => [kind, statement.Action])).toEqual([
    ['key policy', 'kms:ReplicateKey'],
    ['IAM policy', ['kms:CreateKey', 'kms:TagResource']],
  ])
})

test('each permission of an operation is in one of its statements', () => {
  for (const operation of OPERATIONS)
    expect(policiesOf(operation).flatMap(({ statement }) => statement.Action)).toEqual(operation.permissions)
})
