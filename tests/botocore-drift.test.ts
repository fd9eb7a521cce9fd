import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import type { Shape } from '../src/vocabulary/shapes.ts'
import { memberDrift, type Seen, type SeenMembers } from './drift.ts'

/** Holds the descriptors to botocore, which often knows a new member before the SDK for JavaScript does. `npm run digest:botocore` renews it. */

interface Fact {
  readonly type: string
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly members?: Readonly<Record<string, string>>
  readonly member?: string
}
interface Digest {
  readonly botocore: string
  readonly operations: Readonly<
    Record<string, { readonly input?: string; readonly output?: string; readonly errors: readonly string[] }>
  >
  readonly shapes: Readonly<Record<string, Fact>>
}
const DIGEST: Digest = JSON.parse(readFileSync('tests/fixtures/botocore-kms.json', 'utf8'))
const THEM = `botocore ${DIGEST.botocore}`

const factOf = (name: string): Fact => {
  const fact = DIGEST.shapes[name]
  if (!fact) throw new Error(`Failed to read the digest of botocore: it has no shape ${name}.`)
  return fact
}

const KINDS: Readonly<Record<string, Shape['kind']>> = { long: 'integer' }

const seenOf = (name: string): Seen => {
  const { type, min, max, pattern, enum: values, member } = factOf(name)
  if (values) return { kind: 'enum', values }
  if (type === 'structure') return { kind: 'structure', members: membersOf(name) }
  return { kind: KINDS[type] ?? (type as Shape['kind']), min, max, pattern, ...(member && { member: seenOf(member) }) }
}

const membersOf = (name: string | undefined): SeenMembers => {
  if (name === undefined) return {}
  const { members = {}, required = [] } = factOf(name)
  return Object.fromEntries(
    Object.entries(members).map(([member, shape]) => [member, { ...seenOf(shape), required: required.includes(member) }]),
  )
}

/** Where our model says more on purpose, and why. Each has to differ somewhere, or it is one too many. */
const KNOWN: readonly (readonly [difference: RegExp, why: string])[] = [
  [
    /: pattern \^\\p\{ASCII\}\+\$ here, undefined in /,
    'AWS prints the pattern where it refuses an identifier; its models leave it out',
  ],
  [
    /CustomerMasterKeySpec: \w+ only here$/,
    'shows every KeySpec, as the answers of AWS do; the models stopped at the older ones',
  ],
  [/^DeleteImportedKeyMaterial\.KeyMaterialId: min 64 here, 0 in /, 'the same id has 64 characters everywhere else'],
]

const driftOf = ({ name, input, output, errors }: KmsOperation): readonly string[] => {
  const theirs = DIGEST.operations[name]
  if (!theirs) return [`${name}: not in ${THEM}`]
  return [
    ...memberDrift(input, membersOf(theirs.input), name, THEM),
    ...memberDrift(output, membersOf(theirs.output), name, THEM),
    ...errors.filter((code) => !theirs.errors.includes(code)).map((code) => `${name}: ${code} only here`),
    ...theirs.errors.filter((code) => !errors.includes(code as never)).map((code) => `${name}: ${code} only in ${THEM}`),
  ]
}

const OPERATIONS = Object.values(operations) as readonly KmsOperation[]

test.each(OPERATIONS)('$name has the members, bounds, values and errors that botocore knows', (operation) => {
  expect(driftOf(operation).filter((line) => !KNOWN.some(([difference]) => difference.test(line)))).toEqual([])
})

test.each(KNOWN)('%s is still a difference', (difference) => {
  expect(OPERATIONS.flatMap(driftOf).filter((line) => difference.test(line)).length).toBeGreaterThan(0)
})

test('botocore has the operations that are here, and no other', () => {
  expect(Object.keys(DIGEST.operations).sort()).toEqual(OPERATIONS.map(({ name }) => name).sort())
})

test('the digest has facts, and no sentence', () => {
  const texts = [...JSON.stringify(DIGEST).matchAll(/"([^"]*)"/g)].map(([, text = '']) => text)
  expect(texts.length).toBeGreaterThan(1000)
  expect(texts.filter((text) => /\s/.test(text))).toEqual([])
})
