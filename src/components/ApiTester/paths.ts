import type { Members, Shape } from '../../vocabulary/shapes.ts'
import { type Body, isBody, join, upperCamel } from './form-body.ts'

function* missingIn(shape: Shape, value: unknown, path: string): Generator<string> {
  if (shape.kind === 'structure' && isBody(value)) yield* missing(shape.members, value, path)
  if (shape.kind === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries()) yield* missingIn(shape.member, item, join(path, index))
}

/** The paths of the required members that the body lacks. */
export function* missing(members: Members, body: Body, parent = ''): Generator<string> {
  for (const [name, { type, required }] of Object.entries(members)) {
    const path = join(parent, name)
    const value = body[name]
    if (value !== undefined && value !== null) yield* missingIn(type, value, path)
    else if (required) yield path
  }
}

/**
 * Where the form shows what a message calls `tags.1.member.tagKey`: `Tags.0.TagKey`, or as far along the path as the form has
 * controls. Undefined for a member that the form does not know.
 */
export const pathOf = (members: Members, called: string): string | undefined => {
  let shape: Shape | undefined = { kind: 'structure', members }
  let path = ''
  for (const step of called.replace(/\.(\d+)\.member\b/g, '.$1').split('.')) {
    if (shape?.kind === 'structure') {
      const name = upperCamel(step)
      shape = Object.hasOwn(shape.members, name) ? shape.members[name]?.type : undefined
      if (shape) path = join(path, name)
    } else if (shape?.kind === 'list' && /^\d+$/.test(step)) {
      shape = shape.member
      path = join(path, Number(step) - 1)
    } else break
  }
  return path || undefined
}
