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

function* bounds(size: number, { min, max }: { min?: number; max?: number }, what: 'length' | 'value'): Generator<string> {
  if (min !== undefined && size < min) yield `Member must have ${what} greater than or equal to ${min}`
  if (max !== undefined && size > max) yield `Member must have ${what} less than or equal to ${max}`
}

function* constraints(shape: Shape, value: unknown): Generator<string> {
  switch (shape.kind) {
    case 'string':
      yield* bounds((value as string).length, shape, 'length')
      if (shape.pattern !== undefined && !matches(shape.pattern, value as string))
        yield `Member must satisfy regular expression pattern: ${shape.pattern}`
      return
    case 'enum':
      if (!Object.hasOwn(shape.values, value as string) && !shape.tolerated?.includes(value as string))
        yield `Member must satisfy enum value set: [${(shape.printed ?? Object.keys(shape.values)).join(', ')}]`
      return
    case 'blob':
      yield* bounds(byteLength(value as string), shape, 'length')
      return
    case 'integer':
    case 'number':
      yield* bounds(value as number, shape, 'value')
      return
    case 'list':
      yield* bounds((value as unknown[]).length, shape, 'length')
      return
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
export function* violationsOf(shape: Shape, value: unknown, path: string): Generator<Violation> {
  for (const sentence of constraints(shape, value))
    yield { path, text: `${shown(shape, value)} at '${path}' failed to satisfy constraint: ${sentence}` }
  if (shape.kind === 'structure') yield* violations(shape.members, value as Readonly<Record<string, unknown>>, path)
  if (shape.kind === 'list')
    for (const [index, item] of (value as unknown[]).entries())
      yield* violationsOf(shape.member, item, `${path}.${index + 1}.member`)
  if (shape.kind === 'map')
    for (const [name, item] of Object.entries(value as Body)) yield* violationsOf(shape.value, item, `${path}.${name}.member`)
  const option = shape.kind === 'union' ? optionOf(shape, value) : undefined
  if (option) yield* violationsOf(option, value, path)
}

/** As `violationsOf`, for an operation's input or a structure; a required member that is missing is one too. */
export function* violations(members: Members, values: Readonly<Record<string, unknown>>, parent = ''): Generator<Violation> {
  for (const [name, member] of Object.entries(members)) {
    const path = parent ? `${parent}.${lowerCamel(name)}` : lowerCamel(name)
    const value = values[name]
    if (value !== undefined && value !== null) yield* violationsOf(member.type, value, path)
    else if (member.required) {
      const hidden = 'sensitive' in member.type && member.type.sensitive
      yield {
        path,
        text: `${hidden ? 'Value' : 'Value null'} at '${path}' failed to satisfy constraint: Member must not be null`,
      }
    }
  }
}

/** The message of the ValidationException that reports them all. */
export const validationMessage = (found: readonly Violation[]): string =>
  `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.map(({ text }) => text).join('; ')}`
