import { type Part, partsOf } from './http.ts'
import type { Operation } from './operation.ts'
import type { Member, Members, Shape } from './shapes.ts'
import { WORDS, type Words } from './words.ts'

/** What pages show of an operation, as plain rows: the components take arrays, and work with literal ones too. */

/** A row of a parameter table. The first four members are the seed page's. */
export interface Row {
  /** The name of the member, or of the header. */
  readonly name: string
  /** The type in words, such as `list of string`. */
  readonly type: string
  /** What it is for. What stands between backticks is code. */
  readonly description: string
  /** Whether the service refuses a request without it. */
  readonly required: boolean
  /** Bounds, pattern and identifier forms, a phrase each. */
  readonly constraints?: readonly string[]
  /** The values of an enumeration, with their meaning. */
  readonly values?: Readonly<Record<string, string>>
  /** What the service assumes when it is left out. */
  readonly default?: string
  /** It still works, and new programs should not use it. */
  readonly deprecated?: boolean
  /** The part of the request that it stands in. */
  readonly in?: Part
  /** The members of a structure, or of the structures in a list; of a union, its options. */
  readonly children?: readonly Row[]
  /** It is an option of a union: its name is words, not a member. */
  readonly isOption?: boolean
}

/** A field of the tester. The first five members are the seed page's; without `shape` the field is a text. */
export interface Field {
  /** What the protocol calls the field of the member: `keyId` is the wire's `KeyId` in AWS JSON. */
  readonly name: string
  /** The type in words, such as `list of string`. */
  readonly type: string
  /** Whether the service refuses a request without it. */
  readonly required?: boolean
  /** A value that the form suggests. */
  readonly placeholder?: string
  /** What it is for. What stands between backticks is code. */
  readonly description?: string
  /** What its control is made from. */
  readonly shape?: Shape
}

/** A shape's type in words. */
export const typeOf = (shape: Shape, words: Words = WORDS): string => {
  switch (shape.kind) {
    case 'blob':
      return words.blob
    case 'enum':
      return 'string'
    case 'timestamp':
      return words.timestamp
    case 'date-time':
      return words.dateTime
    case 'list':
      return words.listOf(typeOf(shape.member, words))
    case 'map':
      return words.mapOf(typeOf(shape.value, words))
    case 'union':
      return shape.options.map((option) => typeOf(option, words)).join(words.or)
    default:
      return shape.kind
  }
}

/** In English. Intl would do, but takes a browser longer to load than the rest of a page's model. */
const grouped = (value: number): string => String(value).replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))

const range = ({ min, max }: { min?: number; max?: number }, unit: string, words: Words): string[] => {
  const quantity = (value: number) => `${grouped(value)} ${unit}`.trim()
  // Texts and lists have no less than 0; numbers do.
  const least = unit === '' ? min : min || undefined
  if (max === undefined) return least === undefined ? [] : [words.atLeast(quantity(least))]
  if (min === max) return [words.exactly(quantity(max))]
  return [least === undefined ? words.atMost(quantity(max)) : words.between(grouped(least), quantity(max))]
}

/** A shape's constraints in words. */
export const constraintsOf = (shape: Shape, words: Words = WORDS): readonly string[] => {
  const each = (inner: Shape) => constraintsOf(inner, words).map(words.each)
  switch (shape.kind) {
    case 'string':
      return shape.identifies
        ? [shape.identifies]
        : [...range(shape, words.characters, words), ...(shape.pattern ? [words.pattern(shape.pattern)] : [])]
    case 'blob':
      return range(shape, words.bytes, words)
    case 'integer':
    case 'number':
      return range(shape, '', words)
    case 'list':
      return [...range(shape, words.items, words), ...each(shape.member)]
    case 'map':
      return each(shape.value)
    case 'union':
      return shape.options.flatMap((option) => constraintsOf(option, words))
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

const hasRows = (shape: Shape): boolean => {
  const shown = shownOf(shape)
  return shown.kind === 'structure' || shown.kind === 'enum' || (shown.kind === 'union' && shown.options.some(hasRows))
}

/** Rows for the options of a union, where an option has more to show than its type. */
const optionsOf = (shape: Shape, words: Words): readonly Row[] | undefined => {
  const options = shape.kind === 'union' && hasRows(shape) ? shape.options.filter(({ kind }) => kind !== 'null') : undefined
  return options?.map((type, index) => ({
    ...rowOf(words.option(index + 1), { type, description: '' }, words),
    isOption: true,
  }))
}

const rowOf = (name: string, member: Member, words: Words): Row => {
  const item = shownOf(member.type)
  const options = optionsOf(item, words)
  // Those of the options stand in their own rows.
  const constraints = options ? [] : constraintsOf(member.type, words)
  return {
    name,
    type: typeOf(member.type, words),
    description: member.description,
    required: member.required ?? false,
    ...(constraints.length > 0 && { constraints }),
    ...(item.kind === 'enum' && { values: item.values }),
    ...(member.default !== undefined && { default: String(member.default) }),
    ...(member.deprecated && { deprecated: true }),
    ...(item.kind === 'structure' && { children: rowsOf(item.members, words) }),
    ...(options && { children: options }),
  }
}

const rowsOf = (members: Members, words: Words): readonly Row[] =>
  Object.entries(members).map(([name, member]) => rowOf(name, member, words))

/**
 * The rows of the request table. Where members stand in several parts of the request, each row tells its part.
 *
 * @example <ParamsTable parameters={parametersOf(IssueToken)} />
 */
export const parametersOf = ({ input, http }: Pick<Operation, 'input' | 'http'>, words: Words = WORDS): readonly Row[] => {
  const rows = rowsOf(input, words)
  if (!http) return rows
  const parts = partsOf(http, input)
  return rows.map((row) => ({ ...row, in: parts[row.name] ?? 'body' }))
}

/**
 * The rows of the response table.
 *
 * @example <ParamsTable parameters={elementsOf(IssueToken)} prefix="response" />
 */
export const elementsOf = ({ output }: Pick<Operation, 'output'>, words: Words = WORDS): readonly Row[] => rowsOf(output, words)

/**
 * The fields of the tester; `fieldOf` names the field of a member, as the member unless given.
 *
 * @example <ApiTester operation={IssueToken} parameters={fieldsOf(IssueToken, protocol.fieldOf)} api={{ name: 'tokens', protocol }} />
 */
export const fieldsOf = ({ input }: Pick<Operation, 'input'>, fieldOf = (member: string): string => member): readonly Field[] =>
  Object.entries(input).map(([name, { type, required, placeholder, description }]) => ({
    name: fieldOf(name),
    type: typeOf(type),
    ...(required && { required }),
    ...(placeholder !== undefined && { placeholder }),
    description,
    shape: type,
  }))
