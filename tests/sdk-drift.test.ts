import * as sdk from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { type OperationName, operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import type { InputOf, OutputOf } from '../src/vocabulary/operation.ts'
import type { Shape } from '../src/vocabulary/shapes.ts'
import { memberDrift, type Seen } from './drift.ts'
import { BEYOND_SDK } from './fixtures/beyond-sdk.ts'

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

const kindOf = (code: number): Shape['kind'] => {
  const kind = SIMPLE[code]
  if (!kind) throw new Error(`Failed to read an SDK schema: no simple shape has the number ${code}.`)
  return kind
}

/** A schema in the model’s words. The schemas do not tell enumerations from strings, but the SDK’s types do (`Drift`). */
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

/** What the compiler sees of a value, whichever side declares it: every member there, nothing that can be changed. */
type Plain<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? 'bytes'
    : T extends readonly (infer M)[]
      ? readonly Plain<M>[]
      : T extends object
        ? { readonly [K in keyof T]-?: Plain<Exclude<T[K], undefined>> }
        : T
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
/** The paths at which two types differ. */
type Differences<A, B, P extends string> =
  Same<A, B> extends true
    ? never
    : [A, B] extends [readonly (infer M)[], readonly (infer N)[]]
      ? Differences<M, N, P>
      : [A, B] extends [object, object]
        ? {
            [K in (keyof A | keyof B) & string]: K extends keyof A & keyof B ? Differences<A[K], B[K], `${P}.${K}`> : `${P}.${K}`
          }[(keyof A | keyof B) & string]
        : P
type SdkName = keyof { [K in keyof typeof sdk as K extends `${infer N}Command` ? N : never]: never }
type SharedName = OperationName & SdkName
type Command<N extends SharedName> = InstanceType<(typeof sdk)[`${N}Command`]>
type CommandOutput<N extends SharedName> = Omit<
  Awaited<ReturnType<ReturnType<Command<N>['resolveMiddleware']>>>['output'],
  '$metadata'
>
type Drift = {
  [N in SharedName]:
    | Differences<Plain<InputOf<(typeof operations)[N]>>, Plain<Command<N>['input']>, N>
    | Differences<Plain<OutputOf<(typeof operations)[N]>>, Plain<CommandOutput<N>>, N>
}[SharedName]

/**
 * The paths at which a member's kind or an enumeration's values differ, each with the reason. The compiler finds them by the
 * SDK's own types: one more or one less is an error of `npm run types` that names it.
 */
void ({
  'ListKeys.ResourceOwners': 'newer than the SDK: botocore 1.44.8 has it',
  'CreateKey.CustomerMasterKeySpec':
    'takes and shows every KeySpec, as the service’s answers do; the SDK stopped at the older ones',
  'CreateKey.KeyMetadata.CustomerMasterKeySpec': 'the same',
  'DescribeKey.KeyMetadata.CustomerMasterKeySpec': 'the same',
  'GetPublicKey.CustomerMasterKeySpec': 'the same',
  'ReplicateKey.ReplicaKeyMetadata.CustomerMasterKeySpec': 'the same',
} satisfies Readonly<Record<Drift, string>>)

const driftOf = ({ name, input, output, emptyBody }: KmsOperation): readonly string[] => {
  const schema = SDK[`${name}$`]
  if (!Array.isArray(schema)) return [`${name}: not in the SDK. If that is meant, list it in tests/fixtures/beyond-sdk.ts`]
  const [theirInput, theirOutput] = [schema[4], schema[5]].map(seenOf)
  const isUnit = schema[5]() === 'unit'
  return [
    ...memberDrift(input, theirInput?.members ?? {}, name, 'the SDK'),
    ...memberDrift(output, theirOutput?.members ?? {}, name, 'the SDK'),
    ...(isUnit === (emptyBody ?? false) ? [] : [`${name}: ${isUnit ? 'no body' : 'a body'} in the SDK`]),
  ]
}

const SHARED = Object.values<KmsOperation<OperationName>>(operations).filter(({ name }) => !(name in BEYOND_SDK))

/** A member that is newer than the SDK; the compiler finds it too, above. */
const NEWER = 'ListKeys.ResourceOwners: only here'

test.each(SHARED)('$name has the members and kinds that the SDK knows', (operation) => {
  expect(driftOf(operation).filter((difference) => difference !== NEWER)).toEqual([])
})

test('the SDK has the operations that are here, and no other', () => {
  const theirs = Object.values(SDK).flatMap((schema) => (Array.isArray(schema) && schema[0] === 9 ? [String(schema[2])] : []))
  expect(theirs.sort()).toEqual(SHARED.map(({ name }) => name).sort())
})
