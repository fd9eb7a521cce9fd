import type { Field } from '../../vocabulary/project.ts'
import type { Member, Members, Shape } from '../../vocabulary/shapes.ts'

/** The body of a request as JSON. It is the tester's one state: form and JSON are two views of it. */
export type Body = Readonly<Record<string, unknown>>

/** `keyId` → `KeyId`. */
export const upperCamel = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const TYPES: Readonly<Record<string, Shape>> = {
  integer: { kind: 'integer' },
  number: { kind: 'integer' },
  long: { kind: 'integer' },
  boolean: { kind: 'boolean' },
}

const memberOf = ({
  type,
  shape = TYPES[type.toLowerCase()] ?? { kind: 'string' },
  required,
  placeholder,
  description,
}: Field): Member => ({
  type: shape,
  description: description ?? '',
  ...(required && { required }),
  ...(placeholder !== undefined && { placeholder }),
})

/** The members that fields stand for, by wire name: `keyId` is `KeyId`. */
export const membersOf = (fields: readonly Field[]): Members =>
  Object.fromEntries(fields.map((field) => [upperCamel(field.name), memberOf(field)]))

export const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text as a body, or the reason why it is none. */
export const parseBody = (
  text: string,
): { readonly body: Body; readonly error?: never } | { readonly error: string; readonly body?: never } => {
  try {
    const body: unknown = JSON.parse(text)
    return isBody(body) ? { body } : { error: 'the body has to be an object, {…}' }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

export const printBody = (body: Body): string => JSON.stringify(body, null, 2)

/** The body with a member set, or without it. Every other member keeps its place. */
export const withMember = (body: Body, name: string, value: unknown): Body => {
  const next: Record<string, unknown> = { ...body, [name]: value }
  if (value === undefined) delete next[name]
  return next
}

/** A placeholder is text; the wire may want a number. */
const placeholderValue = ({ kind }: Shape, placeholder: string): unknown => {
  switch (kind) {
    case 'integer':
    case 'timestamp':
      return Number(placeholder)
    case 'boolean':
      return placeholder === 'true'
    case 'list':
      return [placeholder]
    default:
      return placeholder
  }
}

/** What the placeholders say. Maps and structures have none. */
const fromPlaceholders = (members: Members, which: (member: Member) => boolean): Body =>
  Object.fromEntries(
    Object.entries(members)
      .filter(([, member]) => member.placeholder !== undefined && which(member))
      .map(([name, { type, placeholder = '' }]) => [name, placeholderValue(type, placeholder)]),
  )

/** The documented example: the one that is given, else what the placeholders say, else undefined. */
export const exampleOf = (members: Members, example?: Body): Body | undefined => {
  if (example) return example
  const body = fromPlaceholders(members, () => true)
  return Object.keys(body).length > 0 ? body : undefined
}

/** The body that a tester starts with, so that the first click sends something that works, and shows it. */
export const initialBody = (members: Members, example?: Body): Body =>
  example ?? fromPlaceholders(members, ({ required }) => required === true)

/** What a list's new row holds. */
export const emptyOf = ({ kind }: Shape): unknown => (kind === 'structure' ? {} : kind === 'list' ? [] : '')

/** Whether a control for the shape can show the value. */
export const fits = ({ kind }: Shape, value: unknown): boolean => {
  switch (kind) {
    case 'integer':
    case 'timestamp':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'structure':
      return isBody(value)
    case 'map':
      return isBody(value) && Object.values(value).every((item) => typeof item === 'string')
    default:
      return typeof value === 'string'
  }
}

/** A member's place in a body: names, and indexes from 0, joined by dots. */
export const join = (path: string, step: string | number): string => (path ? `${path}.${step}` : String(step))
