import { lowerCamel } from './camel-case.ts'
import { type Body, optionOf } from './fits.ts'
import type { Members, Shape } from './shapes.ts'

/** A constraint that a request breaks: the member's path as the service writes it, and the service's sentence about it. */
export interface Violation {
  readonly path: string
  readonly text: string
}

/** Number of bytes that base64 text stands for. */
const byteLength = (base64: string): number => Math.floor((base64.replace(/=+$/, '').length * 3) / 4)

const patterns = new Map<string, RegExp>()

/** The service's patterns are Java's and have to match the whole text. */
const matches = (pattern: string, text: string): boolean => {
  let expression = patterns.get(pattern)
  if (!expression) {
    expression = new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '')
    patterns.set(pattern, expression)
  }
  return expression.test(text)
}

/** Most values break nothing, so they share this. */
const NONE: readonly string[] = []

const bounds = (size: number, { min, max }: { min?: number; max?: number }, what: 'length' | 'value'): readonly string[] => {
  const short = min !== undefined && size < min
  const long = max !== undefined && size > max
  if (!short && !long) return NONE
  return [
    ...(short ? [`Member must have ${what} greater than or equal to ${min}`] : NONE),
    ...(long ? [`Member must have ${what} less than or equal to ${max}`] : NONE),
  ]
}

/** The sentences of the constraints that a value breaks. */
const broken = (shape: Shape, value: unknown): readonly string[] => {
  switch (shape.kind) {
    case 'string': {
      const found = bounds((value as string).length, shape, 'length')
      return shape.pattern === undefined || matches(shape.pattern, value as string)
        ? found
        : [...found, `Member must satisfy regular expression pattern: ${shape.pattern}`]
    }
    case 'enum':
      return Object.hasOwn(shape.values, value as string) || shape.tolerated?.includes(value as string)
        ? NONE
        : [`Member must satisfy enum value set: [${(shape.printed ?? Object.keys(shape.values)).join(', ')}]`]
    case 'blob':
      return bounds(byteLength(value as string), shape, 'length')
    case 'integer':
    case 'number':
      return bounds(value as number, shape, 'value')
    case 'list':
      return bounds((value as unknown[]).length, shape, 'length')
    default:
      return NONE
  }
}

/** A blob's bytes and a sensitive text do not show in a message, nor do lists as a whole. */
const shown = (shape: Shape, value: unknown): string => {
  if (shape.kind === 'blob' || (shape.kind === 'string' && shape.sensitive)) return 'Value'
  return `Value '${shape.kind === 'list' ? `[${(value as unknown[]).join(', ')}]` : value}'`
}

/**
 * Every constraint that `value` breaks, in the order of the members. `value` is JSON whose kinds fit the shape (the decoder sees to
 * that, and so does a form).
 */
export const violationsOf = (shape: Shape, value: unknown, path: string): readonly Violation[] => {
  const found: Violation[] = []
  add(found, shape, value, () => path)
  return found
}

/** Adds what `value` breaks. A path is written only where it is told. */
const add = (found: Violation[], shape: Shape, value: unknown, pathOf: () => string): void => {
  for (const sentence of broken(shape, value)) {
    const path = pathOf()
    found.push({ path, text: `${shown(shape, value)} at '${path}' failed to satisfy constraint: ${sentence}` })
  }
  if (shape.kind === 'structure') addMembers(found, shape.members, value as Body, pathOf)
  if (shape.kind === 'list')
    for (const [index, item] of (value as unknown[]).entries())
      add(found, shape.member, item, () => `${pathOf()}.${index + 1}.member`)
  if (shape.kind === 'map')
    for (const [name, item] of Object.entries(value as Body)) add(found, shape.value, item, () => `${pathOf()}.${name}.member`)
  const option = shape.kind === 'union' ? optionOf(shape, value) : undefined
  if (option) add(found, option, value, pathOf)
}

const addMembers = (found: Violation[], members: Members, values: Body, parentOf: () => string): void => {
  for (const name in members) {
    const { type, required } = members[name] as Members[string]
    const value = values[name]
    const isMissing = value === undefined || value === null
    if (isMissing && !required) continue
    const pathOf = () => {
      const parent = parentOf()
      return parent ? `${parent}.${lowerCamel(name)}` : lowerCamel(name)
    }
    if (!isMissing) add(found, type, value, pathOf)
    else {
      const path = pathOf()
      const shown = 'sensitive' in type && type.sensitive ? 'Value' : 'Value null'
      found.push({ path, text: `${shown} at '${path}' failed to satisfy constraint: Member must not be null` })
    }
  }
}

/** As `violationsOf`, for an operation's input or a structure; a required member that is missing is one too. */
export const violations = (members: Members, values: Body, parent = ''): readonly Violation[] => {
  const found: Violation[] = []
  addMembers(found, members, values, () => parent)
  return found
}

/** The message of the ValidationException that reports them all. */
export const validationMessage = (found: readonly Violation[]): string =>
  `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.map(({ text }) => text).join('; ')}`
