import { type Body, isBody, optionOf } from '../../vocabulary/fits.ts'
import { join } from '../../vocabulary/paths.ts'
import type { Members, Shape } from '../../vocabulary/shapes.ts'

function* missingIn(shape: Shape, value: unknown, path: string): Generator<string> {
  if (shape.kind === 'structure' && isBody(value)) yield* missing(shape.members, value, path)
  if (shape.kind === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries()) yield* missingIn(shape.member, item, join(path, index))
  if (shape.kind === 'map' && isBody(value))
    for (const [name, item] of Object.entries(value)) yield* missingIn(shape.value, item, join(path, name))
  const option = shape.kind === 'union' ? optionOf(shape, value) : undefined
  if (option) yield* missingIn(option, value, path)
}

/** Whether null is a value of the shape, and not the lack of one. */
const isNullable = (shape: Shape): boolean =>
  shape.kind === 'null' || (shape.kind === 'union' && shape.options.some(({ kind }) => kind === 'null'))

/** The paths of the required members that the body lacks. */
export function* missing(members: Members, body: Body, parent = ''): Generator<string> {
  for (const [name, { type, required }] of Object.entries(members)) {
    const path = join(parent, name)
    const value = body[name]
    if (value !== undefined && (value !== null || isNullable(type))) yield* missingIn(type, value, path)
    else if (required) yield path
  }
}
