import fc from 'fast-check'
import { aliasArnOf, arnOf, SANDBOX } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import type { Members, Shape } from '../src/vocabulary/shapes.ts'

/** Random requests, made from the descriptors of the operations. */

export const ids = Object.values(SANDBOX)
const aliases = Object.keys(SANDBOX).map((alias) => `alias/${alias}`)
const identifier = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ids, ...ids.map(arnOf)) },
  { weight: 2, arbitrary: fc.constantFrom(...aliases, ...aliases.map(aliasArnOf), 'alias/new', 'alias/aws/x', 'alias/aws/s3') },
  { weight: 1, arbitrary: fc.string() },
)
const size = (min = 0, max = 40) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min, max: Math.min(max, min + 40) }) },
    { weight: 1, arbitrary: fc.constantFrom(min - 1, max, max + 1).filter((n) => n >= 0) },
  )

/** What the documented requests have for each member, wherever it stands: ciphertexts that open, names of stores, grants. */
const DOCUMENTED = new Map<string, unknown[]>()
const collect = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [member, inner] of Object.entries(value)) {
    DOCUMENTED.set(member, [...(DOCUMENTED.get(member) ?? []), inner])
    collect(inner)
  }
}
for (const { example } of Object.values<KmsOperation>(operations)) collect(example.request)

/** Values that mostly fit a shape, so that requests come far. */
const fitting = (shape: Shape): fc.Arbitrary<unknown> => {
  switch (shape.kind) {
    case 'string':
      if (shape.identifies) return identifier
      return fc.oneof(
        fc.constantFrom(...aliases, 'alias/new', '{"Statement":[]}'),
        fc.string(),
        size(shape.min, shape.max).map((n) => 'a'.repeat(n)),
      )
    case 'enum':
      return fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...Object.keys(shape.values)) },
        { weight: 1, arbitrary: fc.string() },
      )
    case 'blob':
      return size(shape.min, shape.max).map((n) => Buffer.alloc(n, 1).toString('base64'))
    case 'integer':
      return fc.oneof(size(shape.min, shape.max), fc.integer())
    case 'boolean':
      return fc.boolean()
    case 'timestamp':
      return fc.oneof(
        fc.integer({ min: -1, max: 60 * 86_400 }).map((seconds) => Date.now() / 1000 + seconds),
        fc.double(),
      )
    case 'list':
      return fc.array(fitting(shape.member), { maxLength: 4 })
    case 'map':
      return fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 })
    case 'structure':
      return fittingMembers(shape.members)
    default:
      throw new Error(`Failed to make a value of kind ${shape.kind}: no operation of Q-KMS has one.`)
  }
}
const fittingMembers = (members: Members): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(members).map(([member, { type, required }]) => {
        const documented = DOCUMENTED.get(member) ?? []
        const value = fc.oneof(
          { weight: 10, arbitrary: fitting(type) },
          { weight: documented.length > 0 ? 10 : 0, arbitrary: fc.constantFrom(undefined, ...documented) },
          { weight: 1, arbitrary: fc.jsonValue() },
        )
        return [
          member,
          required ? value : fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value }),
        ]
      }),
    ),
  )

/** Making large RSA keys takes seconds. */
export const isQuick = (body: Record<string, unknown>) =>
  !['KeySpec', 'CustomerMasterKeySpec', 'WrappingKeySpec', 'KeyPairSpec'].some((member) =>
    /RSA_(3072|4096)/.test(String(body[member])),
  )
/** Bodies for an operation: such as fit it, and its example, with members of those or without. */
export const bodyOf = ({ input, example }: KmsOperation): fc.Arbitrary<Record<string, unknown>> => {
  const changed = fittingMembers(input).chain((body) =>
    fc
      .subarray(Object.keys(body))
      .map((kept) => ({ ...example.request, ...Object.fromEntries(kept.map((member) => [member, body[member]])) })),
  )
  return fc.oneof(fittingMembers(input), changed, fc.constant<Record<string, unknown>>(example.request))
}
