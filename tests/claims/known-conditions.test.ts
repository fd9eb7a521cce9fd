import { expect, test } from 'vitest'
import { createClient, SANDBOX } from '../../src/emulator/test-client.ts'
import {
  AWS_CONDITION_KEYS,
  CONDITION_KEY_FAMILIES,
  CONDITION_KEYS,
  type ConditionKey,
  type ConditionKeyFacts,
} from '../../src/facts/condition-keys.ts'
import { operations } from '../../src/facts/index.ts'
import type { KmsOperation } from '../../src/facts/operation.ts'
import { sendable } from '../recipes.ts'
import { type Body, outcome, REFUSED } from './world.ts'

/** The manual’s list of condition keys: each is known in a request of the kind that the list names, and only there where that can be told. */

const MODEL: Readonly<Record<string, KmsOperation>> = operations
const FACTS: Readonly<Record<string, ConditionKeyFacts>> = { ...CONDITION_KEYS, ...CONDITION_KEY_FAMILIES }
const ROLE = 'arn:aws:iam::111122223333:role/orders'
const ALICE = 'arn:aws:iam::111122223333:user/alice'

/** Requests that have the key, where the examples of the operations have none. */
const REQUESTS: Readonly<Record<string, readonly [operation: string, more?: Body]>> = {
  'kms:BypassPolicyLockoutSafetyCheck': ['PutKeyPolicy', { BypassPolicyLockoutSafetyCheck: true }],
  'kms:GrantConstraintType': ['CreateGrant', { Constraints: { EncryptionContextSubset: { tenant: '42' } } }],
  'kms:GrantIsForAWSResource': ['CreateGrant'],
  'kms:GrantOperations': ['CreateGrant'],
  'kms:GranteePrincipal': ['CreateGrant'],
  'kms:MessageType': ['Sign', { MessageType: 'RAW' }],
  'kms:MultiRegionKeyType': ['DescribeKey', { KeyId: SANDBOX.global }],
  'kms:PolicyName': ['GetKeyPolicy', { PolicyName: 'default' }],
  'kms:ReEncryptOnSameKey': ['ReEncrypt'],
  'kms:RequestAlias': ['DescribeKey', { KeyId: 'alias/app' }],
  'kms:RetiringPrincipal': ['CreateGrant', { RetiringPrincipal: ROLE }],
  'kms:ValidTo': ['ImportKeyMaterial', { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: Date.now() / 1000 + 3600 }],
  'kms:EncryptionContextKeys': ['Encrypt', { EncryptionContext: { tenant: '42' } }],
  'kms:EncryptionContext:tenant': ['Encrypt', { EncryptionContext: { tenant: '42' } }],
  'aws:TagKeys': ['TagResource', { Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] }],
  'aws:RequestTag/Stage': ['TagResource', { Tags: [{ TagKey: 'Stage', TagValue: 'Test' }] }],
  'aws:ResourceTag/Purpose': ['DescribeKey', { KeyId: SANDBOX.app }],
}

/** What a family of keys goes on with. */
const NAMES: Readonly<Record<string, string>> = {
  'kms:EncryptionContext:': 'tenant',
  'aws:RequestTag/': 'Stage',
  'aws:ResourceTag/': 'Purpose',
}

const requestFor = (name: string, { members = [] }: ConditionKeyFacts): readonly [string, Body] => {
  const [operation, more] = REQUESTS[name] ?? [
    Object.values(MODEL).find(({ example }) => members.some((member) => member in example.request))?.name ?? 'Encrypt',
  ]
  return [operation, { ...(MODEL[operation]?.example.request as Body), ...more }]
}

/** What comes of a request that an IAM policy allows where the condition key is absent, or where it is there. */
const whereAbsent = async (name: string, absent: boolean, operation: string, request: Body): Promise<string> => {
  const caller = name === 'aws:username' ? ALICE : ROLE
  const Condition = { Null: { [name]: String(absent) } }
  const Statement = { Effect: 'Allow', Action: 'kms:*', Resource: '*', Condition }
  const client = createClient({
    principals: { CALLER: caller },
    identities: { [caller]: { policies: { One: { Version: '2012-10-17', Statement } } } },
  })
  return outcome(await client.as('CALLER').attempt(operation, await sendable(operation, request, client)))
}

test.each(Object.keys(FACTS) as ConditionKey[])('%s is known where the list says so', async (key) => {
  const name = key + (NAMES[key] ?? '')
  const [operation, request] = requestFor(name, FACTS[key] as ConditionKeyFacts)
  expect([operation, await whereAbsent(name, true, operation, request)]).toEqual([operation, REFUSED])
  expect([operation, await whereAbsent(name, false, operation, request)]).not.toEqual([operation, REFUSED])
})

test.each(Object.keys(AWS_CONDITION_KEYS))('%s is known in no request', async (key) => {
  const name = key.replace('…', 'x')
  for (const operation of ['Encrypt', 'CreateGrant', 'ListKeys']) {
    const request = MODEL[operation]?.example.request as Body
    expect([operation, await whereAbsent(name, false, operation, request)]).toEqual([operation, REFUSED])
    expect([operation, await whereAbsent(name, true, operation, request)]).toEqual([operation, 'allowed'])
  }
})
