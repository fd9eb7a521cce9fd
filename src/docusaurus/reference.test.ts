import { expect, test } from 'vitest'
import { operations } from '../facts/index.ts'
import { KEY_STATES } from '../facts/key-states.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { answersOf } from './elements.ts'
import { code, inlineCode, jsxElement, link, type Node, nodeText, paragraph, table, text, walk } from './nodes.ts'
import { reference } from './reference.ts'

const MODEL: readonly KmsOperation[] = Object.values(operations)

const heading = (value: string): Node => ({ type: 'heading', depth: 2, children: [text(value)] })

/** What the plugin makes of a page. */
const expand = (...children: Node[]): readonly Node[] => {
  const root: Node = { type: 'root', children }
  reference()(root)
  return root.children ?? []
}

const found = (nodes: readonly Node[], type: string): readonly Node[] =>
  nodes.flatMap((node) => [...walk(node)]).filter((node) => node.type === type)

const cells = (nodes: readonly Node[]): readonly (readonly string[])[] =>
  found(nodes, 'tableRow').map(({ children = [] }) => children.map(nodeText))

test('leaves other elements, and pages without any, as they are', () => {
  const page = [
    heading('Special Errors'),
    paragraph(text('None.')),
    jsxElement('ParamsTable', { of: 'Encrypt' }),
    code('js', 'x'),
  ]
  expect(expand(...structuredClone(page))).toEqual(page)
})

test('keeps the names of operations from translation, in titles and links', () => {
  const title: Node = { type: 'heading', depth: 1, children: [text('Encrypt')] }
  const page = expand(title, paragraph(link('/x', [text('Decrypt')]), link('/y', [text('keys')], { id: 'y' })))
  const attributes = (type: string) => found(page, type).map(({ data }) => data?.hProperties)
  expect(attributes('heading')).toEqual([{ translate: 'no' }])
  expect(attributes('link')).toEqual([{ translate: 'no' }, { id: 'y' }])
})

test('gives code samples the descriptor that the page imports, and imports the component', () => {
  const page = expand(jsxElement('CodeSamples', { of: 'Encrypt' }))
  expect(found(page, 'mdxjsEsm').map(({ value }) => value)).toEqual(["import CodeSamples from '@site/src/theme/CodeSamples'"])
  const [samples] = page.filter(({ name }) => name === 'CodeSamples')
  expect(samples?.attributes).toMatchObject([{ name: 'operation', value: { value: 'Encrypt' } }])
})

test('shows which key states refuse the operation, and how', () => {
  const page = expand(jsxElement('KeyStates', { of: 'Encrypt' }))
  expect(cells(page)).toEqual([
    ['Key state', 'As far as the state goes'],
    ['Enabled, Updating', 'Allowed'],
    ['Creating, PendingDeletion, PendingImport, PendingReplicaDeletion, Unavailable', 'KMSInvalidStateException'],
    ['Disabled', 'DisabledException'],
  ])
  expect(found(page, 'link').map(({ url }) => url)).toEqual(['#error-KMSInvalidStateException', '#error-DisabledException'])
})

test('says so in a sentence where no key state refuses the operation', () => {
  expect(expand(jsxElement('KeyStates', { of: 'DescribeKey' })).map(nodeText)).toEqual([
    'The operation works in every key state.',
  ])
})

test.each(MODEL.filter(({ key }) => key))(
  '$name: each key state has one outcome, with an error that the page explains',
  (operation) => {
    const answers = answersOf(operation)
    expect(answers.flatMap(({ states }) => states).sort()).toEqual([...KEY_STATES].sort())
    for (const { code } of answers) if (code !== undefined) expect(operation.errors).toContain(code)
  },
)

test('relates an operation to its family and to what its page links to', () => {
  const seen = link('/docs/api/q-kms/api-reference/DescribeKey', [text('DescribeKey')])
  const page = expand(paragraph(seen), jsxElement('RelatedOperations', { of: 'Sign' }))
  expect(page.slice(1).map(nodeText)).toEqual(['DescribeKey, Verify'])
})

test('shows the smallest policy', () => {
  const [intro, statement] = expand(jsxElement('PolicyStatement', { of: 'Encrypt' }))
  expect(intro && nodeText(intro)).toBe('The smallest statement in a key policy:')
  expect(JSON.parse(String(statement?.value))).toMatchObject({ Effect: 'Allow', Action: 'kms:Encrypt' })
})

test('gives each special error an anchor and leads to its entry in the manual', () => {
  const rows = () =>
    table([
      [[text('Error Code')], [text('Description')]],
      [[inlineCode('NotFoundException')], [text('No.')]],
    ])
  const [, errors, , other] = expand(heading('Special Errors'), rows(), heading('Permissions'), rows())
  expect(found(errors ? [errors] : [], 'link').map(({ url, data }) => [url, data?.hProperties])).toEqual([
    ['/docs/api/q-kms/user-manual/errors#NotFoundException', {}],
    [
      '#error-NotFoundException',
      { id: 'error-NotFoundException', className: ['qkms-anchor'], ariaLabel: 'Link to NotFoundException' },
    ],
  ])
  expect(other).toEqual(rows())
})

test('lays out every operation that takes a key by every state', () => {
  const rows = expand(jsxElement('StateMatrix', {}))
    .flatMap((node) => [...walk(node)])
    .filter(({ name }) => name === 'tr')
  expect(rows.length).toBe(1 + MODEL.filter(({ key }) => key).length)
  const decrypt = rows.find((row) => nodeText(row).startsWith('Decrypt'))
  expect(decrypt?.children?.map(nodeText)).toEqual(['Decrypt', 'S', '✓', 'D', 'S', 'S', 'S', 'S', '✓'])
})

test('gives the index of operations its groups as data', () => {
  const [index] = expand(jsxElement('OperationIndex', {}))
  const [groups] = index?.attributes ?? []
  expect(JSON.stringify(groups)).toContain('/docs/api/q-kms/api-reference/Encrypt')
})

test.each<[jsxElement: Node, problem: string]>([
  [jsxElement('CodeSamples', { of: 'Teleport' }), 'Failed to expand <CodeSamples of="Teleport" />: no such operation.'],
  [jsxElement('KeyStates', { of: 'ListKeys' }), 'Failed to show the key states of ListKeys: it takes no key.'],
  [jsxElement('PolicyStatement', { of: 'RetireGrant' }), 'Failed to show a policy for RetireGrant: it needs no permission.'],
  [jsxElement('RelatedOperations', { of: 'GenerateRandom' }), 'Failed to relate GenerateRandom'],
])('refuses %o', (node, problem) => {
  expect(() => expand(node)).toThrow(problem)
})

const title = (value: string): Node => ({ type: 'heading', depth: 1, children: [text(value)] })

test('sums up an operation below its title and the sentence that follows: its request line, and each key state', () => {
  const [imported, , , line, states, rest] = expand(title('Encrypt'), paragraph(text('Encrypts.')), paragraph(text('More.')))
  expect(imported?.value).toBe("import RequestLine from '@site/src/theme/RequestLine'")
  expect([line?.name, line?.attributes?.map(({ value }) => value)]).toEqual(['RequestLine', ['TrentService.Encrypt']])
  expect(states?.children?.map(nodeText)).toEqual([
    'Enabled',
    'Updating',
    'Disabled refused',
    'PendingImport refused',
    'PendingDeletion refused',
    'PendingReplicaDeletion refused',
    'Unavailable refused',
    'Creating refused',
  ])
  expect(rest && nodeText(rest)).toBe('More.')
})

test('gives an operation without a key no key states, and other pages nothing', () => {
  expect(expand(title('ListKeys')).map(({ name }) => name)).toEqual([undefined, undefined, 'RequestLine'])
  const page = [title('Key states'), paragraph(text('States.'))]
  expect(expand(...structuredClone(page))).toEqual(page)
})

test.each(MODEL.filter(({ key }) => key))('$name: each key state is in the strip once, as the model says', ({ name, key }) => {
  const strip = expand(title(name)).find((node) => node.name === 'ul')
  const said = strip?.children?.map(nodeText) ?? []
  expect(said.toSorted()).toEqual(KEY_STATES.map((state) => (key?.states[state] ? `${state} refused` : state)).toSorted())
})
