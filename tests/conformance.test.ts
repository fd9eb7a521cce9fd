import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, SANDBOX } from '../src/emulator/test-client.ts'
import { type OperationName, operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import type { Members, Shape, StringShape } from '../src/vocabulary/shapes.ts'

/**
 * Every constraint of every member of every operation, refused with the service's text. The cases are made from the model. The texts are put
 * together here, and not by the validator; some that AWS is known to answer stand written out at the end.
 */
const { emulator, attempt, refuse } = createClient()
const all: readonly KmsOperation[] = Object.values(operations)

let before: unknown
beforeAll(async () => {
  before = await emulator.snapshot()
})
afterAll(async () => {
  // A refused request changes nothing.
  expect(await emulator.snapshot()).toEqual(before)
})

type Body = Readonly<Record<string, unknown>>

/** Fits no pattern of the model. */
const BAD = '€'
/** What a text of a pattern begins and ends with, and what it is stretched by; an `a` stretches those that are not named. */
const STRETCHED: Readonly<Record<string, readonly [prefix: string, filler: string, suffix?: string]>> = {
  'cluster-[2-7a-zA-Z]{11,16}': ['cluster-', 'a'],
  '^https://[a-zA-Z0-9.-]+$': ['https://', 'a'],
  '^(/[a-zA-Z0-9\\/_-]+/kms/xks/v\\d{1,2})$|^(/kms/xks/v\\d{1,2})$': ['/', 'a', '/kms/xks/v1'],
  '^(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+$': ['com.amazonaws.vpce.us-east-1.vpce-svc-', 'a'],
  '[0-9]{12}': ['', '1'],
  '^[A-Z2-7]+$': ['', 'A'],
  '^([A-Za-z0-9\\-]+)\\.([A-Za-z0-9\\-]+)(\\.[A-Za-z0-9\\-]+)+$': ['a.a.', 'a'],
  '^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$': ['arn:aws:s3::111122223333:', 'a'],
  '^([a-z]+-){2,3}\\d+$': ['us-east-', '1'],
}
const patternOf = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'u')

/** A text of a length, which fits the shape's pattern if a text of the length can. */
const textOf = ({ pattern = '' }: StringShape, length: number): string => {
  const [prefix, filler, suffix = ''] = STRETCHED[pattern] ?? ['', 'a']
  return `${prefix}${filler.repeat(Math.max(length - prefix.length - suffix.length, 0))}${suffix}`.slice(0, length)
}
/** A length at which a text can fit. */
const lengthOf = ({ min = 1, pattern = '' }: StringShape): number => Math.max(min, (STRETCHED[pattern] ?? []).join('').length, 1)
const bytes = (length: number) => Buffer.alloc(length, 7).toString('base64')
const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** A value without fault. */
const valid = (shape: Shape): unknown => {
  switch (shape.kind) {
    case 'string':
      return shape.identifies ? SANDBOX.app : textOf(shape, lengthOf(shape))
    case 'enum':
      return Object.keys(shape.values)[0]
    case 'blob':
      return bytes(Math.max(shape.min ?? 0, 1))
    case 'integer':
      return shape.min ?? 1
    case 'boolean':
      return false
    case 'timestamp':
      return 1_800_000_000
    case 'list':
      return [valid(shape.member)]
    case 'map':
      return { a: '1' }
    case 'structure':
      return validMembers(shape.members)
  }
}
const validMembers = (members: Members): Body =>
  Object.fromEntries(
    Object.entries(members)
      .filter(([, { required }]) => required)
      .map(([name, { type }]) => [name, valid(type)]),
  )

interface Fault {
  readonly what: string
  readonly value: unknown
  /** What the service says of it, after the member's path. */
  readonly texts: readonly string[]
}

const atLeast = (what: string, min: number) => `Member must have ${what} greater than or equal to ${min}`
const atMost = (what: string, max: number) => `Member must have ${what} less than or equal to ${max}`

/** The faults that a value of the right JSON type can have. */
const faultsOf = (shape: Shape): readonly Fault[] => {
  switch (shape.kind) {
    case 'string': {
      const { min = 0, max, pattern } = shape
      const mismatch = `Member must satisfy regular expression pattern: ${pattern}`
      const sized = (what: string, length: number, text: string): Fault => {
        const value = textOf(shape, length)
        return { what, value, texts: [text, ...(pattern && !patternOf(pattern).test(value) ? [mismatch] : [])] }
      }
      return [
        ...(min > 0 ? [sized('is too short', min - 1, atLeast('length', min))] : []),
        ...(max ? [sized('is too long', max + 1, atMost('length', max))] : []),
        ...(pattern ? [{ what: 'has other characters', value: BAD.repeat(Math.max(min, 1)), texts: [mismatch] }] : []),
      ]
    }
    case 'enum': {
      const texts = [`Member must satisfy enum value set: [${(shape.printed ?? Object.keys(shape.values)).join(', ')}]`]
      return ['nonsense', '', 'toString'].map((value) => ({ what: `is '${value}'`, value, texts }))
    }
    case 'blob':
      return [
        ...(shape.min ? [{ what: 'is too short', value: bytes(shape.min - 1), texts: [atLeast('length', shape.min)] }] : []),
        ...(shape.max ? [{ what: 'is too long', value: bytes(shape.max + 1), texts: [atMost('length', shape.max)] }] : []),
      ]
    case 'integer':
      return [
        ...(shape.min !== undefined
          ? [{ what: 'is too small', value: shape.min - 1, texts: [atLeast('value', shape.min)] }]
          : []),
        ...(shape.max !== undefined ? [{ what: 'is too large', value: shape.max + 1, texts: [atMost('value', shape.max)] }] : []),
      ]
    case 'list': {
      const { min, max, member } = shape
      const items = (count: number) => Array.from({ length: count }, () => valid(member))
      return [
        ...(min ? [{ what: 'has too few items', value: items(min - 1), texts: [atLeast('length', min)] }] : []),
        ...(max !== undefined ? [{ what: 'has too many items', value: items(max + 1), texts: [atMost('length', max)] }] : []),
      ]
    }
    default:
      return []
  }
}

/** Values of a JSON type that the shape does not have. */
const mistypedOf = (shape: Shape): readonly unknown[] => {
  switch (shape.kind) {
    case 'string':
    case 'enum':
      return [1, true, [], {}]
    case 'blob':
      return [1, true, [], {}, 'not base64', 'YQ']
    case 'integer':
      return ['1', true, [], {}, 1.5]
    case 'boolean':
      return ['true', 0, [], {}]
    case 'timestamp':
      return ['2026-01-01T00:00:00Z', true, [], {}]
    case 'list':
      return ['a', 1, true, {}, [null]]
    case 'map':
      return ['a', 1, true, [], { a: 1 }, { a: null }]
    case 'structure':
      return ['a', 1, true, []]
    default:
      throw new Error(`Failed to mistype a value of kind ${shape.kind}: no operation of Q-KMS has one.`)
  }
}

/** How the service shows a value in a message. */
const shown = (shape: Shape, value: unknown): string => {
  if (shape.kind === 'blob' || (shape.kind === 'string' && shape.sensitive)) return 'Value'
  return Array.isArray(value) ? `Value '[${value.join(', ')}]'` : `Value '${value}'`
}
const itemsOf = (shape: Shape, { value, texts }: Pick<Fault, 'value' | 'texts'>, path: string): readonly string[] =>
  texts.map((text) => `${shown(shape, value)} at '${path}' failed to satisfy constraint: ${text}`)

/** A place in a request: an operation's member, or one within. */
interface Place {
  readonly path: string
  readonly shape: Shape
  readonly required: boolean
  /** The request's member with `value` in the place; undefined leaves the place out. */
  readonly put: (value: unknown) => unknown
}
const placesIn = (path: string, shape: Shape, put: Place['put'], required = false): readonly Place[] => {
  const here = { path, shape, required, put }
  if (shape.kind === 'structure')
    return [here, ...placesOf(shape.members, `${path}.`, (member) => put({ ...validMembers(shape.members), ...member }))]
  if (shape.kind !== 'list') return [here]
  const { member } = shape
  return [
    here,
    ...placesIn(`${path}.1.member`, member, (value) => put([value])),
    ...placesIn(`${path}.2.member`, member, (value) => put([valid(member), value, valid(member)].slice(0, shape.max))),
  ]
}
const placesOf = (members: Members, prefix: string, put: (member: Body) => unknown): readonly Place[] =>
  Object.entries(members).flatMap(([name, { type, required }]) =>
    placesIn(`${prefix}${camel(name)}`, type, (value) => put({ [name]: value }), required),
  )

const places = all.flatMap(({ name: operation, input }) =>
  placesOf(input, '', (member) => ({ ...validMembers(input), ...member })).map((place) => ({ operation, ...place })),
)

const validation = (items: readonly string[]) => ({
  status: 400,
  body: {
    __type: 'ValidationException',
    message: `${items.length} validation error${items.length === 1 ? '' : 's'} detected: ${items.join('; ')}`,
  },
})
const missing = ({ path, shape }: Pick<Place, 'path' | 'shape'>) => {
  const sensitive = 'sensitive' in shape && shape.sensitive
  return `${sensitive ? 'Value' : 'Value null'} at '${path}' failed to satisfy constraint: Member must not be null`
}

const faults = places.flatMap((place) => faultsOf(place.shape).map((fault) => ({ ...place, ...fault })))
test.each(faults)('$operation refuses $path that $what', async ({ operation, path, shape, put, ...fault }) => {
  expect(await attempt(operation, put(fault.value))).toEqual(validation(itemsOf(shape, fault, path)))
})

/** The smallest and the largest that a place takes. */
const boundsOf = (shape: Shape): readonly unknown[] => {
  if (!('min' in shape || 'max' in shape)) return []
  const sizes = [shape.min, shape.max].flatMap((size) => (size === undefined ? [] : [size]))
  switch (shape.kind) {
    case 'string': {
      const fits = (text: string) => !shape.pattern || patternOf(shape.pattern).test(text)
      return sizes.map((size) => textOf(shape, size)).filter(fits)
    }
    case 'blob':
      return sizes.map(bytes)
    case 'integer':
      return sizes
    case 'list':
      return sizes.map((length) => Array.from({ length }, () => valid(shape.member)))
    default:
      return []
  }
}
const bounds = places.flatMap((place) => boundsOf(place.shape).map((value, which) => ({ ...place, value, which })))
test.each(bounds)('$operation finds no fault in the bounds of $path ($which)', async ({ operation, path, put, value }) => {
  const { body } = await createClient().attempt(operation, put(value))
  expect(String(body?.message)).not.toContain(`at '${path}' failed`)
})

test('every pattern has a text that fits it', () => {
  for (const { shape, path } of places)
    if (shape.kind === 'string' && shape.pattern)
      expect([path, textOf(shape, lengthOf(shape))]).toEqual([path, expect.stringMatching(patternOf(shape.pattern))])
})

const required = places.filter((place) => place.required)
test.each(required)('$operation refuses a request without $path', async ({ operation, put, ...place }) => {
  // JSON leaves out what is undefined.
  expect(await attempt(operation, put(undefined))).toEqual(validation([missing(place)]))
  expect(await attempt(operation, put(null))).toEqual(validation([missing(place)]))
})

const mistyped = places.flatMap((place) =>
  mistypedOf(place.shape).map((value) => ({ ...place, value, json: JSON.stringify(value) })),
)
test.each(mistyped)('$operation cannot read $json as $path', async ({ operation, path, put, value }) => {
  const { status, body } = await attempt(operation, put(value))
  expect(status).toBe(400)
  expect(body.__type).toBe('SerializationException')
  expect(body.message).toMatch(new RegExp(`^Failed to read ${path.replaceAll('.', '\\.')}(\\.a|\\.1\\.member)?: `))
})

const optional = places.filter(({ path, required }) => !required && !path.endsWith('.member'))
test.each(optional)('$operation takes null for $path as missing', async ({ operation, path, put }) => {
  const [absent, given] = [
    await createClient().attempt(operation, put(undefined)),
    await createClient().attempt(operation, put(null)),
  ]
  expect([path, given.status, given.body?.__type, given.body?.message]).toEqual([
    path,
    absent.status,
    absent.body?.__type,
    absent.body?.message,
  ])
})

const operationsWithFaults = all.filter(({ input }) => Object.values(input).some(({ type }) => faultsOf(type).length > 0))
test.each(operationsWithFaults)('$name tells every fault at once, in the order of its members', async ({ name, input }) => {
  const body: Record<string, unknown> = {}
  const items: string[] = []
  for (const [member, { type, required }] of Object.entries(input)) {
    const fault = faultsOf(type).at(-1)
    if (fault && !(required && type.kind === 'blob')) {
      body[member] = fault.value
      items.push(...itemsOf(type, fault, camel(member)))
    } else if (required) items.push(missing({ path: camel(member), shape: type }))
  }
  expect(await attempt(name, body)).toEqual(validation(items))
})

test.each(all)('$name refuses a body that is no object', async ({ name }) => {
  for (const body of ['[]', '"text"', '1', 'null', 'true'])
    expect((await attempt(name, body)).body.__type).toBe('SerializationException')
})

/** Texts of the service, as recorded or measured. */
const LITERAL: readonly (readonly [OperationName, Body, string])[] = [
  [
    'Encrypt',
    {},
    "2 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null; Value at 'plaintext' failed to satisfy constraint: Member must not be null",
  ],
  [
    'DescribeKey',
    { KeyId: '' },
    "2 validation errors detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'keyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^\\p{ASCII}+$",
  ],
  ['DescribeKey', {}, "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null"],
  [
    'Encrypt',
    { KeyId: SANDBOX.app, Plaintext: '' },
    "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'Encrypt',
    { KeyId: SANDBOX.app, Plaintext: bytes(4097) },
    "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
  ],
  [
    'Decrypt',
    { CiphertextBlob: bytes(6145) },
    "1 validation error detected: Value at 'ciphertextBlob' failed to satisfy constraint: Member must have length less than or equal to 6144",
  ],
  [
    'Decrypt',
    {},
    "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
  ],
  [
    'ReEncrypt',
    { DestinationKeyId: SANDBOX.app },
    "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
  ],
  [
    'Encrypt',
    { KeyId: SANDBOX.app, Plaintext: 'YQ==', EncryptionAlgorithm: 'AES' },
    "1 validation error detected: Value 'AES' at 'encryptionAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE, SYMMETRIC_DEFAULT]",
  ],
  [
    'GenerateRandom',
    { NumberOfBytes: 1025 },
    "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
  ],
  [
    'CreateKey',
    {
      Tags: [
        { TagKey: 'a', TagValue: '' },
        { TagKey: 'b'.repeat(129), TagValue: 'c'.repeat(257) },
      ],
    },
    `2 validation errors detected: Value '${'b'.repeat(129)}' at 'tags.2.member.tagKey' failed to satisfy constraint: Member must have length less than or equal to 128; Value '${'c'.repeat(257)}' at 'tags.2.member.tagValue' failed to satisfy constraint: Member must have length less than or equal to 256`,
  ],
  [
    'CreateKey',
    { KeyUsage: 'ENCRYPT' },
    "1 validation error detected: Value 'ENCRYPT' at 'keyUsage' failed to satisfy constraint: Member must satisfy enum value set: [ENCRYPT_DECRYPT, SIGN_VERIFY, GENERATE_VERIFY_MAC, KEY_AGREEMENT, ENCAPSULATE_DECAPSULATE]",
  ],
]
test.each(LITERAL)('%s says it as the service does (%#)', async (operation, body, message) => {
  expect(await refuse(operation, body)).toBe(`ValidationException: ${message}`)
})
