import { operations } from '../facts/index.ts'
import { KEY_STATES, type KeyState } from '../facts/key-states.ts'
import { CATEGORIES, type KmsOperation } from '../facts/operation.ts'
import { policiesOf } from '../facts/policies.ts'
import { headersOf } from '../facts/protocol.ts'
import { anchorOfError, errorUrl, MANUAL, REFERENCE, referenceUrl } from '../ready/routes.ts'
import { keyState } from './key-state.ts'
import {
  code,
  headedTable,
  inlineCode,
  jsxElement,
  link,
  type Node,
  paragraph,
  separated,
  table,
  text,
  variableAttribute,
} from './nodes.ts'

/** What the elements of the reference pages stand for. All of it is made at build, so a page loads text and no generator. */

const MODEL: Readonly<Record<string, KmsOperation>> = operations

/** `<CodeSamples of="Encrypt" />`: the example's request in each language, by the descriptor that the page imports. */
export const codeSamples = (operation: KmsOperation): Node[] => [
  paragraph(
    text('The same request in code. The endpoint, the Region and the credentials come '),
    link(`${MANUAL}/emulator#first-requests`, [text('from the environment')]),
    text('.'),
  ),
  { type: 'mdxJsxFlowElement', name: 'CodeSamples', attributes: [variableAttribute('operation', operation.name)] },
]

/** The states in which an operation has the same outcome; without a code, it is allowed. */
export interface StateOutcome {
  readonly states: readonly KeyState[]
  readonly code?: string
}

/** The outcome of the operation in each state of the key; the states that allow it come first. */
export const answersOf = ({ key }: KmsOperation): readonly StateOutcome[] => {
  const codeOf = (state: KeyState) => key?.states[state]?.code
  const codes = new Set(KEY_STATES.map(codeOf).filter((code) => code !== undefined))
  return [undefined, ...codes].map((code) => ({
    states: KEY_STATES.filter((state) => codeOf(state) === code),
    ...(code !== undefined && { code }),
  }))
}

/** What selects the operation, on one line that can be copied. */
export const requestLine = ({ name }: KmsOperation): Node =>
  jsxElement('RequestLine', { target: headersOf(name)['X-Amz-Target'] ?? '' })

/** From what a reader meets every day to what passes by itself. */
const BY_WEIGHT = [
  'Enabled',
  'Disabled',
  'PendingImport',
  'PendingDeletion',
  'PendingReplicaDeletion',
  'Unavailable',
  'Creating',
  'Updating',
] as const satisfies readonly KeyState[]

/** Each state of the key, those that allow the operation first; none for an operation that takes no key. */
export const keyStateStrip = (operation: KmsOperation): Node[] => {
  if (!operation.key) return []
  const { states: rule } = operation.key
  const states = BY_WEIGHT.map((state) => ({ state, refused: state in rule })).toSorted(
    (a, b) => Number(a.refused) - Number(b.refused),
  )
  return [
    jsxElement(
      'ul',
      { className: 'key-state-strip', 'aria-label': 'Key states' },
      states.map(({ state, refused }) =>
        jsxElement('li', refused ? { className: 'refused' } : {}, [keyState(state, text(refused ? `${state} refused` : state))]),
      ),
    ),
  ]
}

/** `<KeyStates of="Encrypt" />`: which states of the key refuse the operation, and how. */
export const keyStatesTable = (operation: KmsOperation): Node[] => {
  if (!operation.key) throw new Error(`Failed to show the key states of ${operation.name}: it takes no key.`)
  const answers = answersOf(operation)
  if (answers.every(({ code }) => code === undefined)) return [paragraph(text('The operation works in every key state.'))]
  return [
    table([
      [[text('Key state')], [text('As far as the state goes')]],
      ...answers.map(({ states, code }) => [
        separated(states.map((state) => keyState(state, inlineCode(state)))),
        code === undefined ? [text('Allowed')] : [link(`#${anchorOfError(code)}`, [inlineCode(code)])],
      ]),
    ]),
  ]
}

/** `<PolicyStatement of="Encrypt" />`: the smallest statements that allow the operation. */
export const policyStatement = (operation: KmsOperation): Node[] => {
  const policies = policiesOf(operation)
  if (policies.length === 0) throw new Error(`Failed to show a policy for ${operation.name}: it needs no permission.`)
  return policies.flatMap(({ kind, statement }) => [
    paragraph(text(`The smallest statement in ${kind === 'key policy' ? 'a key policy' : 'an IAM policy'}:`)),
    code('json', JSON.stringify(statement, null, 2)),
  ])
}

/** Operations of one category and one key usage are a family; more than these are only a chapter. */
const FAMILY = 8

const familyOf = ({ category, key }: KmsOperation): readonly string[] => {
  // In cryptography it is the usage that makes the family.
  if (category === 'cryptography' && !key?.usage) return []
  const family = Object.values(MODEL).filter((other) => other.category === category && other.key?.usage === key?.usage)
  return family.length <= FAMILY ? family.map(({ name }) => name) : []
}

/** `<RelatedOperations of="Encrypt" />`: the operation's family, and what its page links to. */
export const relatedOperations = (operation: KmsOperation, urls: readonly string[]): Node[] => {
  const linked = urls.map((url) => url.slice(REFERENCE.length + 1)).filter((name) => name in MODEL)
  const names = [...new Set([...familyOf(operation), ...linked])].filter((name) => name !== operation.name).sort()
  if (names.length === 0) throw new Error(`Failed to relate ${operation.name}: it has no family and its page no links.`)
  return [paragraph(...separated(names.map((name) => link(referenceUrl(name), [text(name)]))))]
}

/** The operations by category, as the component OperationIndex takes them. */
export const operationGroups = () =>
  Object.entries(CATEGORIES).map(([category, label]) => ({
    label,
    operations: Object.values(MODEL)
      .filter((operation) => operation.category === category)
      .map(({ name, summary }) => ({ name, summary, href: referenceUrl(name) })),
  }))

/** How a cell of the matrix shortens a refusal. */
const MARKS: Readonly<Record<string, string>> = { DisabledException: 'D', KMSInvalidStateException: 'S' }

/** A table of what each key state says, one column for each. */
export const byKeyState = (head: string, rows: readonly Node[][][]): Node =>
  headedTable([[text(head)], ...KEY_STATES.map((state) => [keyState(state, text(state))])], rows, {
    className: 'state-matrix',
  })

/** `<StateMatrix />`: each operation that takes a key, by each state of the key. */
export const stateMatrix = (): Node[] => [
  paragraph(
    text('✓ allowed, D '),
    link(errorUrl('DisabledException'), [inlineCode('DisabledException')]),
    text(', S '),
    link(errorUrl('KMSInvalidStateException'), [inlineCode('KMSInvalidStateException')]),
  ),
  byKeyState(
    'Operation',
    Object.values(MODEL)
      .filter(({ key }) => key !== undefined)
      .map(({ name, key }) => [
        [link(referenceUrl(name), [text(name)])],
        ...KEY_STATES.map((state) => {
          const code = key?.states[state]?.code
          return [text(code === undefined ? '✓' : (MARKS[code] ?? code))]
        }),
      ]),
  ),
]
