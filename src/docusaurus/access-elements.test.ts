import { expect, test } from 'vitest'
import { AWS_CONDITION_KEYS, CONDITION_KEY_FAMILIES, CONDITION_KEYS, type ConditionKeyFacts } from '../facts/condition-keys.ts'
import { DIFFERENCES } from '../facts/differences.ts'
import { operations } from '../facts/index.ts'
import { GrantOperation } from '../facts/members.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { jsxElement, type Node, nodeText, walk } from './nodes.ts'
import { reference } from './reference.ts'

const MODEL: Readonly<Record<string, KmsOperation>> = operations

const rowsOf = (name: string): readonly (readonly string[])[] => {
  const root: Node = { type: 'root', children: [jsxElement(name, {})] }
  reference()(root)
  return [...walk(root)].filter((node) => node.name === 'tr').map(({ children = [] }) => children.map(nodeText))
}

test('every permission of every operation is in the table, and no other', () => {
  const rows = rowsOf('Permissions').filter(([name]) => name !== 'Operation')
  const expected = Object.values(MODEL).flatMap(({ name, permissions }) =>
    permissions.length > 0 ? permissions.map((permission) => [name, permission]) : [[name, 'none']],
  )
  expect(rows.map(([name, permission]) => [name, permission]).toSorted()).toEqual(expected.toSorted())
  expect(rows).toContainEqual(['ReEncrypt', 'kms:ReEncryptFrom', 'key policy or IAM policy', 'yes', 'yes'])
  expect(rows).toContainEqual(['CreateKey', 'kms:CreateKey', 'IAM policy', 'no', 'has none'])
})

test('every operation that a grant can allow is marked so', () => {
  const granted = rowsOf('Permissions').flatMap(([, permission = '', , grant]) =>
    grant === 'yes' && permission !== 'none' ? [permission.replace('kms:', '')] : [],
  )
  // A grant is retired without a permission.
  expect([...granted, 'RetireGrant'].toSorted()).toEqual(Object.keys(GrantOperation.values).toSorted())
})

test('every condition key is in the table, with operations that have its members', () => {
  const facts: Readonly<Record<string, ConditionKeyFacts>> = { ...CONDITION_KEYS, ...CONDITION_KEY_FAMILIES }
  const rows = rowsOf('ConditionKeys').slice(1)
  expect(rows.map(([name = '']) => name.replace('…', '')).toSorted()).toEqual(Object.keys(facts).toSorted())
  for (const [name = '', , , requests = ''] of rows) {
    expect([name, requests]).not.toEqual([name, ''])
    for (const operation of requests.split(', ').filter(() => facts[name.replace('…', '')]?.members))
      expect(MODEL, `${name}: ${operation}`).toHaveProperty(operation)
  }
  expect(rows.find(([name]) => name === 'kms:ReplicaRegion')?.at(-1)).toBe('ReplicateKey')
})

test('each condition key of AWS alone is among the differences', () => {
  expect(rowsOf('AwsConditionKeys')).toHaveLength(1 + Object.keys(AWS_CONDITION_KEYS).length)
  const texts = DIFFERENCES.map(({ text }) => text).join('\n')
  for (const name of Object.keys(AWS_CONDITION_KEYS)) expect(texts).toContain(`\`${name}\``)
})
