import { lowerCamel } from './lower-camel.ts'
import type { Operation } from './operation.ts'
import type { Member, Members, Shape } from './shapes.ts'

/** What the pages show of an operation, as plain rows: the components know nothing of the model. */

/** A row of a parameter table. The first four members are the seed page's. */
export interface Row {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly required: boolean
  /** Bounds, pattern and identifier forms, a phrase each. */
  readonly constraints?: readonly string[]
  /** The values of an enumeration, with their meaning. */
  readonly values?: Readonly<Record<string, string>>
  readonly default?: string
  readonly deprecated?: boolean
  /** The members of a structure, or of the structures in a list. */
  readonly children?: readonly Row[]
}

/** A field of the tester. The first five members are the seed page's; without `shape` the field is a text. */
export interface Field {
  /** The member's name in lower camel case: `keyId` is the wire's `KeyId`. */
  readonly name: string
  readonly type: string
  readonly required?: boolean
  readonly placeholder?: string
  readonly description?: string
  readonly shape?: Shape
}

/** Half of an HTTP exchange, as `ApiExample` shows it. */
export interface HttpRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}
export interface HttpResponse {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export const CONTENT_TYPE = 'application/x-amz-json-1.1'
export const TARGET_PREFIX = 'TrentService'

/** The value of X-Amz-Target. */
export const targetOf = (operation: string): string => `${TARGET_PREFIX}.${operation}`

/** The headers that select an operation. */
export const headersOf = (operation: string): Readonly<Record<string, string>> => ({
  'Content-Type': CONTENT_TYPE,
  'X-Amz-Target': targetOf(operation),
})

/** The rows of the header table. */
export const HEADERS = ({ name }: Pick<Operation, 'name'>): readonly Row[] =>
  Object.entries(headersOf(name)).map(([header, value]) => ({
    name: header,
    type: 'string',
    description: `Must be "${value}".`,
    required: true,
  }))

/** A shape's type in words. */
export const typeOf = (shape: Shape): string => {
  switch (shape.kind) {
    case 'blob':
      return 'blob (base64)'
    case 'enum':
      return 'string'
    case 'timestamp':
      return 'timestamp (seconds)'
    case 'list':
      return `list of ${typeOf(shape.member)}`
    case 'map':
      return 'map of string to string'
    default:
      return shape.kind
  }
}

/** In English. Intl would do, but takes a browser longer to load than the rest of a page's model. */
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

const range = (min: number | undefined, max: number | undefined, unit: string): string[] => {
  if (max === undefined) return min ? [`at least ${grouped(min)} ${unit}`.trim()] : []
  if (min === max) return [`exactly ${grouped(max)} ${unit}`.trim()]
  return [`${min ? `${grouped(min)} to` : 'up to'} ${grouped(max)} ${unit}`.trim()]
}

const IDENTIFIERS = {
  key: 'key ID or key ARN',
  'key or alias': 'key ID, key ARN, alias name or alias ARN',
} as const

/** A shape's constraints in words. */
export const constraintsOf = (shape: Shape): readonly string[] => {
  switch (shape.kind) {
    case 'string':
      return shape.identifies
        ? [IDENTIFIERS[shape.identifies]]
        : [...range(shape.min, shape.max, 'characters'), ...(shape.pattern ? [`pattern ${shape.pattern}`] : [])]
    case 'blob':
      return range(shape.min, shape.max, 'bytes')
    case 'integer':
      return range(shape.min, shape.max, '')
    case 'list':
      return [...range(shape.min, shape.max, 'items'), ...constraintsOf(shape.member).map((phrase) => `each ${phrase}`)]
    default:
      return []
  }
}

const rowOf = ([name, member]: readonly [string, Member]): Row => {
  const item: Shape = member.type.kind === 'list' ? member.type.member : member.type
  const constraints = constraintsOf(member.type)
  return {
    name,
    type: typeOf(member.type),
    description: member.description,
    required: member.required ?? false,
    ...(constraints.length > 0 && { constraints }),
    ...(item.kind === 'enum' && { values: item.values }),
    ...(member.default !== undefined && { default: String(member.default) }),
    ...(member.deprecated && { deprecated: true }),
    ...(item.kind === 'structure' && { children: rowsOf(item.members) }),
  }
}

const rowsOf = (members: Members): readonly Row[] => Object.entries(members).map(rowOf)

/** The rows of the request table. */
export const parametersOf = ({ input }: Pick<Operation, 'input'>): readonly Row[] => rowsOf(input)

/** The rows of the response table. */
export const elementsOf = ({ output }: Pick<Operation, 'output'>): readonly Row[] => rowsOf(output)

/** The fields of the tester. */
export const fieldsOf = ({ input }: Pick<Operation, 'input'>): readonly Field[] =>
  Object.entries(input).map(([name, { type, required, placeholder, description }]) => ({
    name: lowerCamel(name),
    type: typeOf(type),
    ...(required && { required }),
    ...(placeholder !== undefined && { placeholder }),
    description,
    shape: type,
  }))

/** An operation's request over HTTP; the body is the example's unless given. */
export const requestOf = (
  { name, example }: Pick<Operation, 'name' | 'example'>,
  body: unknown = example.request,
): HttpRequest => ({
  method: 'POST',
  path: '/',
  headers: headersOf(name),
  body,
})

/** An operation's answer over HTTP, from its example. */
export const responseOf = ({ emptyBody, example }: Pick<Operation, 'emptyBody' | 'example'>): HttpResponse => ({
  status: 200,
  headers: { 'Content-Type': CONTENT_TYPE },
  ...(!emptyBody && { body: example.response }),
})
