import { fromBase64, toBase64 } from '../vocabulary/base64.ts'

/**
 * Rows as JSON: bytes are written as `{"$bytes": "…base64…"}`. A name that begins with `$` in a row itself, as callers may choose
 * one in an encryption context, gets one more.
 */
const BYTES = '$bytes'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const renamed = (value: Readonly<Record<string, unknown>>, prefix: string, rename: (name: string) => string): unknown => {
  const names = Object.keys(value)
  if (!names.some((name) => name.startsWith(prefix))) return value
  return Object.fromEntries(names.map((name) => [name.startsWith(prefix) ? rename(name) : name, value[name]]))
}

/** @param space indents, as in JSON.stringify */
export const toJson = (value: unknown, space?: number): string =>
  JSON.stringify(
    value,
    (_name, member) => {
      if (member instanceof Uint8Array) return { [BYTES]: toBase64(member) }
      return isObject(member) ? renamed(member, '$', (name) => `$${name}`) : member
    },
    space,
  )

/**
 * What `toJson` wrote.
 *
 * @throws {SyntaxError} where `text` is not JSON, or bytes in it are not base64
 */
export const fromJson = (text: string): unknown =>
  JSON.parse(text, (_name, member) => {
    if (!isObject(member)) return member
    const base64 = Object.hasOwn(member, BYTES) ? member[BYTES] : undefined
    if (typeof base64 !== 'string') return renamed(member, '$$', (name) => name.slice(1))
    const bytes = fromBase64(base64)
    if (!bytes) throw new SyntaxError(`${base64.slice(0, 20)} is not base64`)
    return bytes
  })
