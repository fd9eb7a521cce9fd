import { type Part, partsOf } from './http.ts'
import type { Operation } from './operation.ts'
import type { Member, Members, Shape } from './shapes.ts'

/** What pages show of an operation, as plain rows: the components take arrays, and work with literal ones too. */

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
  /** The part of the request that it stands in. */
  readonly in?: Part
  /** The members of a structure, or of the structures in a list. */
  readonly children?: readonly Row[]
}

/** A field of the tester. The first five members are the seed page's; without `shape` the field is a text. */
export interface Field {
  /** What the protocol calls the field of the member: `keyId` is the wire's `KeyId` in AWS JSON. */
  readonly name: string
  readonly type: string
  readonly required?: boolean
  readonly placeholder?: string
  readonly description?: string
  readonly shape?: Shape
}

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
    case 'date-time':
      return 'string (date-time)'
    case 'map':
      return `map of string to ${typeOf(shape.value)}`
    case 'union':
      return shape.options.map(typeOf).join(' or ')
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

/** A shape's constraints in words. */
export const constraintsOf = (shape: Shape): readonly string[] => {
  switch (shape.kind) {
    case 'string':
      return shape.identifies
        ? [shape.identifies]
        : [...range(shape.min, shape.max, 'characters'), ...(shape.pattern ? [`pattern ${shape.pattern}`] : [])]
    case 'blob':
      return range(shape.min, shape.max, 'bytes')
    case 'integer':
    case 'number':
      return range(shape.min, shape.max, '')
    case 'list':
      return [...range(shape.min, shape.max, 'items'), ...constraintsOf(shape.member).map((phrase) => `each ${phrase}`)]
    case 'map':
      return constraintsOf(shape.value).map((phrase) => `each ${phrase}`)
    case 'union':
      return shape.options.flatMap(constraintsOf)
    default:
      return []
  }
}

/** The shape whose values and members the row of a shape shows: that of a list's items, or of a nullable value. */
const shownOf = (shape: Shape): Shape => {
  if (shape.kind === 'list') return shownOf(shape.member)
  if (shape.kind === 'map') return shownOf(shape.value)
  const [only, ...others] = shape.kind === 'union' ? shape.options.filter(({ kind }) => kind !== 'null') : [shape]
  return only && others.length === 0 && only !== shape ? shownOf(only) : shape
}

const rowOf = ([name, member]: readonly [string, Member]): Row => {
  const item = shownOf(member.type)
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

/** The rows of the request table. Where members stand in several parts of the request, each row tells its part. */
export const parametersOf = ({ input, http }: Pick<Operation, 'input' | 'http'>): readonly Row[] => {
  const parts = http && partsOf(http, input)
  return Object.entries(input).map((entry) => {
    const part = parts?.[entry[0]]
    return { ...rowOf(entry), ...(part && { in: part }) }
  })
}

/** The rows of the response table. */
export const elementsOf = ({ output }: Pick<Operation, 'output'>): readonly Row[] => rowsOf(output)

/** The fields of the tester; `fieldOf` names the field of a member, as the member unless given. */
export const fieldsOf = ({ input }: Pick<Operation, 'input'>, fieldOf = (member: string): string => member): readonly Field[] =>
  Object.entries(input).map(([name, { type, required, placeholder, description }]) => ({
    name: fieldOf(name),
    type: typeOf(type),
    ...(required && { required }),
    ...(placeholder !== undefined && { placeholder }),
    description,
    shape: type,
  }))
