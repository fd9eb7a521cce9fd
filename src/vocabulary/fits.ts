import type { Shape, UnionShape } from './shapes.ts'

/** A JSON object. */
export type Body = Readonly<Record<string, unknown>>

export const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a JSON value is of the shape's kind. Bounds, and members that are missing, are not looked at. */
export const fits = (shape: Shape, value: unknown): boolean => {
  switch (shape.kind) {
    case 'integer':
    case 'number':
    case 'timestamp':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'null':
      return value === null
    case 'list':
      return Array.isArray(value)
    case 'structure':
      return isBody(value)
    case 'map':
      return isBody(value) && Object.values(value).every((item) => fits(shape.value, item))
    case 'union':
      return optionOf(shape, value) !== undefined
    default:
      return typeof value === 'string'
  }
}

/** Whether a value is the one that an option of a union means: an enumeration has the value, a structure its required members. */
const means = (shape: Shape, value: unknown): boolean => {
  if (!fits(shape, value)) return false
  if (shape.kind === 'enum') return Object.hasOwn(shape.values, value as string)
  if (shape.kind === 'list') return (value as readonly unknown[]).every((item) => means(shape.member, item))
  if (shape.kind !== 'structure') return true
  return Object.entries(shape.members).every(([name, member]) => {
    const inner = (value as Body)[name]
    return inner === undefined ? !member.required : means(member.type, inner)
  })
}

/** The option of a union that a JSON value fits: one whose members it has, else the first of its kind; undefined where none fits. */
export const optionOf = ({ options }: UnionShape, value: unknown): Shape | undefined =>
  options.find((option) => means(option, value)) ?? options.find((option) => fits(option, value))
