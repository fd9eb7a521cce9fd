import { type Body, isBody } from '../../vocabulary/fits.ts'
import { parseJson } from '../../vocabulary/json.ts'
import type { Field } from '../../vocabulary/project.ts'
import type { Member, Members, Shape } from '../../vocabulary/shapes.ts'

/** The body of a request as JSON is the tester's one state: form and JSON are two views of it. */

const TYPES: Readonly<Record<string, Shape>> = {
  integer: { kind: 'integer' },
  number: { kind: 'number' },
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

/** The members that fields stand for, by wire name; `nameOf` gives the member of a field. */
export const membersOf = (fields: readonly Field[], nameOf: (field: string) => string): Members =>
  Object.fromEntries(fields.map((field) => [nameOf(field.name), memberOf(field)]))

/** A text as a body, or the reason why it is none; undefined where it is JSON, but not an object. */
export const parseBody = (
  text: string,
): { readonly body: Body; readonly error?: never } | { readonly error: string | undefined; readonly body?: never } => {
  try {
    const body = parseJson(text)
    return isBody(body) ? { body } : { error: undefined }
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
const placeholderValue = (shape: Shape, placeholder: string): unknown => {
  switch (shape.kind) {
    case 'integer':
    case 'number':
    case 'timestamp':
      return Number(placeholder)
    case 'boolean':
      return placeholder === 'true'
    case 'list':
      return [placeholderValue(shape.member, placeholder)]
    case 'union':
      return shape.options[0] && placeholderValue(shape.options[0], placeholder)
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

/** What a row holds that is new or emptied. JSON has no empty number; `null` shows as none, and the service says what it thinks of it. */
export const emptyRowOf = (shape: Shape): unknown =>
  shape.kind === 'integer' || shape.kind === 'number' || shape.kind === 'timestamp' ? null : emptyOf(shape)

/** What a structure, or the first control of a union's option, begins with. */
export const emptyOf = (shape: Shape): unknown => {
  switch (shape.kind) {
    case 'structure':
    case 'map':
      return {}
    case 'list':
      return []
    case 'null':
      return null
    case 'integer':
    case 'number':
    case 'timestamp':
      return 0
    case 'boolean':
      return false
    case 'union':
      return shape.options[0] && emptyOf(shape.options[0])
    default:
      return ''
  }
}
