import { AWS_CONDITION_KEYS, CONDITION_KEY_FAMILIES, CONDITION_KEYS, type ConditionKeyFacts } from '../facts/condition-keys.ts'
import { operations } from '../facts/index.ts'
import { GrantOperation } from '../facts/members.ts'
import { CATEGORIES, type KmsOperation } from '../facts/operation.ts'
import { policiesOf } from '../facts/policies.ts'
import { referenceUrl } from '../ready/routes.ts'
import { headedTable, inlineCode, link, type Node, prose, separated, text } from './nodes.ts'

/** What stands on the manual's pages on permissions. */

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)

const linked = (names: readonly string[]): Node[] => separated(names.map((name) => link(referenceUrl(name), [text(name)])))

const NAMES = ['Operation', 'Permission', 'In', 'By a grant', 'For another account'].map((name) => [text(name)])

const isGrantable = (permission: string): boolean => permission.replace('kms:', '') in GrantOperation.values

/** Each permission of an operation with the kind of policy that can give it. */
const permissionRows = (operation: KmsOperation): Node[][][] => {
  const { name, permissions, crossAccount } = operation
  const account = [text(crossAccount === undefined ? 'has none' : crossAccount ? 'yes' : 'no')]
  if (permissions.length === 0) return [[linked([name]), [text('none')], [text('the grant itself')], [text('yes')], account]]
  return policiesOf(operation).flatMap(({ kind, statement }) =>
    [statement.Action].flat().map((permission) => [
      linked([name]),
      [inlineCode(permission)],
      // What a key policy can say of a key, an IAM policy can say where the key policy lets it.
      [text(kind === 'key policy' ? 'key policy or IAM policy' : 'IAM policy')],
      [text(isGrantable(permission) ? 'yes' : 'no')],
      account,
    ]),
  )
}

/** `<Permissions />`: every operation with what a caller needs for it, by category. */
export const permissions = (): Node[] =>
  Object.entries(CATEGORIES).flatMap(([category, label]): Node[] => [
    { type: 'heading', depth: 3, children: [text(`Permissions: ${label}`)] },
    headedTable(NAMES, OPERATIONS.filter((operation) => operation.category === category).flatMap(permissionRows)),
  ])

const requestsOf = ({ members, requests = '' }: ConditionKeyFacts): Node[] => {
  if (!members) return /^[A-Z]\w+(?:, [A-Z]\w+)*$/.test(requests) ? linked(requests.split(', ')) : [text(requests)]
  const names = OPERATIONS.filter(({ input }) => members.some((name) => name in input)).map(({ name }) => name)
  return linked(names)
}

/** `<ConditionKeys />`: every condition key that the emulator decides by. */
export const conditionKeys = (): Node[] => [
  headedTable(
    [[text('Condition key')], [text('What it looks at')], [text('Type')], [text('Requests')]],
    Object.entries<ConditionKeyFacts>({ ...CONDITION_KEYS, ...CONDITION_KEY_FAMILIES })
      .toSorted(([one], [other]) => Number(one.startsWith('aws:')) - Number(other.startsWith('aws:')) || one.localeCompare(other))
      .map(([name, facts]) => [
        [inlineCode(/[:/]$/.test(name) ? `${name}…` : name)],
        prose(facts.text),
        [text(facts.type)],
        requestsOf(facts),
      ]),
  ),
]

/** `<AwsConditionKeys />`: condition keys that no request to the emulator has. */
export const awsConditionKeys = (): Node[] => [
  headedTable(
    [[text('Condition key')], [text('What it looks at')]],
    Object.entries(AWS_CONDITION_KEYS).map(([name, meaning]) => [[inlineCode(name)], prose(meaning)]),
  ),
]
