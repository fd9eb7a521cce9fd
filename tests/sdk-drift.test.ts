import * as sdk from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { operations } from '../src/model/index.ts'
import type { Operation } from '../src/model/operation.ts'
import type { Members, Shape } from '../src/model/shapes.ts'

/**
 * Holds the descriptors to the runtime schemas of the AWS SDK, an array for each shape, which begins with the kind:
 *
 *     [3, namespace, name, traits, member names, member schemas, number of required members, which come first]   structure
 *     [1, namespace, name, traits, member]                                                                       list
 *     [0, namespace, name, traits, schema]                                                                       simple, with traits
 *     [9, namespace, name, traits, input, output]                                                                operation
 *
 * A number is a simple shape, with 64 added a list of it, with 128 a map. A function returns a schema. In a member's place,
 * [schema, traits] adds traits.
 */
const SDK: Readonly<Record<string, unknown>> = sdk

const SIMPLE: Readonly<Record<number, Shape['kind']>> = { 0: 'string', 1: 'integer', 2: 'boolean', 4: 'timestamp', 21: 'blob' }
const LIST = 64
const MAP = 128

/** A schema in the model's words; an enumeration is a string here, as the schemas do not tell them apart. */
interface Seen {
  readonly kind: Shape['kind']
  readonly member?: Seen
  readonly members?: Readonly<Record<string, Seen & { readonly required: boolean }>>
}

const kindOf = (code: number): Shape['kind'] => {
  const kind = SIMPLE[code]
  if (!kind) throw new Error(`Failed to read an SDK schema: no simple shape has the number ${code}.`)
  return kind
}

const seenOf = (schema: unknown): Seen => {
  if (typeof schema === 'function') return seenOf(schema())
  if (schema === 'unit') return { kind: 'structure', members: {} }
  if (typeof schema === 'number') {
    if (schema >= MAP) return { kind: 'map' }
    if (schema >= LIST) return { kind: 'list', member: { kind: kindOf(schema - LIST) } }
    return { kind: kindOf(schema) }
  }
  if (!Array.isArray(schema)) throw new Error(`Failed to read an SDK schema: ${JSON.stringify(schema)} is none.`)
  if (typeof schema[0] !== 'number') return seenOf(schema[0])
  switch (schema[0]) {
    case 0:
    case 1: {
      const inner = seenOf(schema[4])
      return schema[0] === 0 ? inner : { kind: 'list', member: inner }
    }
    case 3: {
      const [, , , , names, schemas, required = 0] = schema
      const members = names.map((name: string, index: number) => [
        name,
        { ...seenOf(schemas[index]), required: index < required },
      ])
      return { kind: 'structure', members: Object.fromEntries(members) }
    }
    default:
      throw new Error(`Failed to read an SDK schema: kind ${schema[0]}.`)
  }
}

/** The SDK's enumeration behind a member; its schemas do not say. A member that has another one somewhere is named in full. */
const ENUMS: Readonly<Record<string, string>> = {
  CustomerMasterKeySpec: 'CustomerMasterKeySpec',
  DryRunModifiers: 'DryRunModifierType',
  EncapsulationAlgorithms: 'EncapsulationAlgorithmSpec',
  EncryptionAlgorithm: 'EncryptionAlgorithmSpec',
  EncryptionAlgorithms: 'EncryptionAlgorithmSpec',
  ExpirationModel: 'ExpirationModelType',
  'GenerateDataKey.KeySpec': 'DataKeySpec',
  ImportType: 'ImportType',
  KeyAgreementAlgorithms: 'KeyAgreementAlgorithmSpec',
  KeyEncryptionAlgorithm: 'KeyEncryptionMechanism',
  KeyManager: 'KeyManagerType',
  KeySpec: 'KeySpec',
  KeyState: 'KeyState',
  KeyUsage: 'KeyUsageType',
  MacAlgorithms: 'MacAlgorithmSpec',
  MultiRegionKeyType: 'MultiRegionKeyType',
  Origin: 'OriginType',
  SigningAlgorithms: 'SigningAlgorithmSpec',
  WrappingAlgorithm: 'AlgorithmSpec',
  WrappingKeySpec: 'WrappingKeySpec',
}

const valuesOf = (path: string): readonly string[] | undefined => {
  const name = path.slice(path.lastIndexOf('.') + 1)
  const values = SDK[ENUMS[path] ?? ENUMS[name] ?? '']
  return typeof values === 'object' && values ? Object.values(values).sort() : undefined
}

function* shapeDrift(ours: Shape, theirs: Seen, path: string): Generator<string> {
  const kind = ours.kind === 'enum' ? 'string' : ours.kind
  if (kind !== theirs.kind) yield `${path}: ${kind} here, ${theirs.kind} in the SDK`
  if (ours.kind === 'list' && theirs.member) yield* shapeDrift(ours.member, theirs.member, path)
  if (ours.kind === 'structure' && theirs.members) yield* memberDrift(ours.members, theirs.members, path)
  if (kind !== 'string') return
  const mine = ours.kind === 'enum' ? Object.keys(ours.values).sort() : undefined
  const values = valuesOf(path)
  if (mine?.join() !== values?.join()) yield `${path}: ${mine ?? 'any text'} here, ${values ?? 'any text'} in the SDK`
}

function* memberDrift(ours: Members, theirs: NonNullable<Seen['members']>, parent: string): Generator<string> {
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const path = `${parent}.${name}`
    const [mine, other] = [ours[name], theirs[name]]
    if (!mine) yield `${path}: only in the SDK`
    else if (!other) yield `${path}: only here`
    else {
      const required = mine.required ?? false
      if (required !== other.required) yield `${path}: ${required ? 'required here' : 'required in the SDK'} alone`
      yield* shapeDrift(mine.type, other, path)
    }
  }
}

/** Differences that are meant: the member's path, and why. */
const MEANT: Readonly<Record<string, string>> = {
  'CreateKey.CustomerMasterKeySpec':
    'takes and shows every KeySpec, as the service’s answers do; the SDK stopped at the older ones',
  'CreateKey.KeyMetadata.CustomerMasterKeySpec': 'the same',
  'DescribeKey.KeyMetadata.CustomerMasterKeySpec': 'the same',
}

const driftOf = ({ name, input, output, emptyBody }: Operation): readonly string[] => {
  const schema = SDK[`${name}$`]
  if (!Array.isArray(schema)) return [`${name}: not in the SDK`]
  const [theirInput, theirOutput] = [schema[4], schema[5]].map(seenOf)
  const isUnit = schema[5]() === 'unit'
  return [
    ...memberDrift(input, theirInput?.members ?? {}, name),
    ...memberDrift(output, theirOutput?.members ?? {}, name),
    ...(isUnit === (emptyBody ?? false) ? [] : [`${name}: ${isUnit ? 'no body' : 'a body'} in the SDK`]),
  ]
}

const pathOf = (difference: string): string => difference.slice(0, difference.indexOf(':'))

test.each(Object.values<Operation>(operations))('$name has the members, kinds and values that the SDK knows', (operation) => {
  expect(driftOf(operation).filter((difference) => !Object.hasOwn(MEANT, pathOf(difference)))).toEqual([])
})

test('every difference that is meant is still there', () => {
  const paths = Object.values<Operation>(operations).flatMap(driftOf).map(pathOf)
  expect(paths).toEqual(expect.arrayContaining(Object.keys(MEANT)))
})

test('the SDK has the 56 operations that the project knows of', () => {
  expect(Object.keys(SDK).filter((name) => Array.isArray(SDK[name]) && name.endsWith('$') && SDK[name][0] === 9)).toHaveLength(56)
})
