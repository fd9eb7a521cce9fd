import { toBase64 } from '../../vocabulary/base64.ts'
import type { Members, Shape } from '../../vocabulary/shapes.ts'

const encodeShape = (shape: Shape, value: unknown): unknown => {
  switch (shape.kind) {
    case 'blob':
      return toBase64(value as Uint8Array)
    case 'timestamp':
      return (value as number) / 1000
    case 'list':
      return (value as readonly unknown[]).map((item) => encodeShape(shape.member, item))
    case 'structure':
      return encode(shape.members, value as Readonly<Record<string, unknown>>)
    default:
      return value
  }
}

/** An operation's output as JSON, in the order of the model; what is undefined is left out. */
export const encode = (members: Members, values: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const encoded: Record<string, unknown> = {}
  for (const name in members) {
    const value = values[name]
    if (value !== undefined) encoded[name] = encodeShape((members[name] as Members[string]).type, value)
  }
  return encoded
}
