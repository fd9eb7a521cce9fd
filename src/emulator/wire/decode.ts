import { fromBase64 } from '../../vocabulary/base64.ts'
import { lowerCamel } from '../../vocabulary/camel-case.ts'
import type { Members, Shape, ValueOf } from '../../vocabulary/shapes.ts'
import { KmsError } from '../kms-error.ts'

/** JSON's name of a value's type. */
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const mismatch = (path: string, expected: string, value: unknown) =>
  new KmsError('SerializationException', `Failed to read ${path}: expected ${expected}, got ${kindOf(value)}.`)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => kindOf(value) === 'object'

const decodeShape = (shape: Shape, value: unknown, path: string): unknown => {
  switch (shape.kind) {
    case 'string':
    case 'enum':
      if (typeof value !== 'string') throw mismatch(path, 'a string', value)
      return value
    case 'blob': {
      if (typeof value !== 'string') throw mismatch(path, 'base64 text', value)
      const bytes = fromBase64(value)
      if (!bytes) throw new KmsError('SerializationException', `Failed to read ${path}: the text is not base64.`)
      return bytes
    }
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw mismatch(path, 'an integer', value)
      return Math.min(value, shape.cap ?? value)
    case 'timestamp':
      // The range of Date, in seconds.
      if (typeof value !== 'number' || !(Math.abs(value) <= 8.64e12)) throw mismatch(path, 'a number of seconds', value)
      return Math.round(value * 1000)
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch(path, 'a boolean', value)
      return value
    case 'list':
      if (!Array.isArray(value)) throw mismatch(path, 'an array', value)
      return value.map((item, index) => decodeShape(shape.member, item, `${path}.${index + 1}.member`))
    case 'map':
      if (!isObject(value)) throw mismatch(path, 'an object', value)
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, decodeShape(shape.value, item, `${path}.${name}`)]),
      )
    case 'structure':
      if (!isObject(value)) throw mismatch(path, 'an object', value)
      return decodeMembers(shape.members, value, path)
    default:
      throw new Error(`Failed to read ${path}: no operation of Q-KMS has a member of kind ${shape.kind}.`)
  }
}

/** Members that are null count as missing, and members that the model does not know are left out, as awsJson services do. */
const decodeMembers = (members: Members, values: Readonly<Record<string, unknown>>, parent: string) => {
  const decoded: Record<string, unknown> = {}
  for (const name in members) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined || value === null) continue
    decoded[name] = decodeShape(
      (members[name] as Members[string]).type,
      value,
      parent ? `${parent}.${lowerCamel(name)}` : lowerCamel(name),
    )
  }
  return decoded
}

/**
 * The values of an operation's input. They fit the shapes; required members and constraints are the validator's business.
 *
 * @throws {KmsError} SerializationException, where `body` is not an object or a member has another type
 */
export const decode = <M extends Members>(members: M, body: unknown): Partial<ValueOf<M>> => {
  if (!isObject(body)) throw mismatch('the request', 'an object', body)
  return decodeMembers(members, body, '') as Partial<ValueOf<M>>
}
