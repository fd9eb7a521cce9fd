import { expect, test } from 'vitest'
import { ERRORS, operations } from '../facts/index.ts'
import { KEY_STATES } from '../facts/key-states.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { jsxElement, type Node, nodeText, paragraph, text, textElement, walk } from './nodes.ts'
import { reference } from './reference.ts'

const MODEL: readonly KmsOperation[] = Object.values(operations)

/** What the plugin makes of a page. */
const expand = (...children: Node[]): readonly Node[] => {
  const root: Node = { type: 'root', children }
  reference()(root)
  return root.children ?? []
}

const found = (nodes: readonly Node[], fits: (node: Node) => boolean): readonly Node[] =>
  nodes.flatMap((node) => [...walk(node)]).filter(fits)

const rowsOf = (name: string): readonly (readonly string[])[] =>
  found(expand(jsxElement(name, {})), (node) => node.name === 'tr').map(({ children = [] }) => children.map(nodeText))

test('puts a quota and the bounds of a member into a sentence', () => {
  const sentence = paragraph(
    text('Up to '),
    textElement('Quota', { of: 'grants' }),
    text(' of '),
    textElement('Bounds', { of: 'TagResource.Tags.TagKey' }),
    text('.'),
  )
  expect(expand(sentence).map(nodeText)).toEqual(['Up to 50,000 of 1 to 128 characters.'])
})

test.each<[jsxElement: Node, problem: string]>([
  [textElement('Quota', { of: 'wishes' }), 'Failed to expand <Quota of="wishes" />: no such quota.'],
  [
    textElement('Bounds', { of: 'Encrypt.Wish' }),
    'Failed to expand <Bounds of="Encrypt.Wish" />: no such member, or none with bounds.',
  ],
  [
    textElement('Bounds', { of: 'Encrypt.DryRun' }),
    'Failed to expand <Bounds of="Encrypt.DryRun" />: no such member, or none with bounds.',
  ],
])('refuses what the model does not have: %#', (node, problem) => {
  expect(() => expand(paragraph(node))).toThrow(problem)
})

test('names the errors that a repeated request may get past', () => {
  expect(expand(paragraph(textElement('RepeatableErrors', {}))).map(nodeText)).toEqual([
    'DependencyTimeoutException, KMSInternalException, KeyUnavailableException, ThrottlingException',
  ])
})

test('has an entry for each error, under its own anchor, with the operations that declare it', () => {
  const page = expand(jsxElement('ErrorCodes', {}))
  const headings = found(page, ({ type }) => type === 'heading')
  expect(headings.map((node) => [nodeText(node), node.data])).toEqual(
    Object.keys(ERRORS).map((code) => [code, { hProperties: { id: code } }]),
  )
  const at = page.findIndex((node) => node.type === 'heading' && nodeText(node) === 'KeyUnavailableException')
  const names = MODEL.flatMap(({ name, errors }) => (errors.includes('KeyUnavailableException') ? [name] : []))
  expect(page.slice(at + 1, at + 5).map(nodeText)).toEqual([
    ERRORS.KeyUnavailableException.cause,
    `What to do: ${ERRORS.KeyUnavailableException.cure}`,
    'HTTP status: 500.',
    `Declared by ${names.length} operations${names.join(', ')}`,
  ])
})

test('shows each key state with its error', () => {
  const rows = rowsOf('KeyStateTable')
  expect(rows.slice(1).map(([state]) => state)).toEqual(KEY_STATES)
  expect(rows.map(([state, , answer]) => [state, answer])).toContainEqual(['Disabled', 'DisabledException: … is disabled.'])
})

test('shows what moves a key, and leaves out what keeps its state', () => {
  const rows = rowsOf('KeyStateMoves')
  expect(rows).toContainEqual(['Enabled', 'DisableKey', 'Disabled'])
  expect(rows).toContainEqual(['Creating', 'What ReplicateKey or UpdatePrimaryRegion began is done', 'Enabled'])
  expect(rows.filter(([from, , to]) => from === to)).toEqual([])
})

test('shows each operation that takes a key once, beside those that are refused alike', () => {
  const [, ...rows] = rowsOf('KeyStateRules')
  const names = rows.flatMap(([operations = '']) => operations.split(', '))
  expect(names.toSorted()).toEqual(MODEL.flatMap(({ name, key }) => (key ? [name] : [])).toSorted())
  const encrypt = rows.find(([operations = '']) => operations.split(', ').includes('Encrypt'))
  expect(encrypt?.slice(1)).toEqual(['no', '✓', 'no', 'no', 'no', 'no', 'no', '✓'])
})
