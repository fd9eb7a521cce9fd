import type { Members, Shape } from '../../vocabulary/shapes.ts'
import { jsonOf } from './answer.ts'
import { shapeAt } from './views.ts'

/** The armour of PEM (RFC 7468) around base64. */
const PEM = /^-----BEGIN [A-Z ]+-----([^-]+)-----END [A-Z ]+-----$/

/** The values that have a name within a JSON value, the outermost first. */
function* named(value: unknown, name: string): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value) && Object.hasOwn(value, name)) yield (value as Readonly<Record<string, unknown>>)[name]
  for (const inner of Object.values(value)) yield* named(inner, name)
}

/** A text as JSON: whole, or a line of an object, with or without its comma. */
const jsonIn = (text: string): unknown => {
  const line = text.replace(/,$/, '')
  return jsonOf(line) ?? jsonOf(`{${line}}`)
}

/** A text without the quotes that it was copied with. */
const unquoted = (text: string): string => {
  const quoted = /^(["'`])(.*)\1,?$/s.exec(text)
  const json = quoted?.[1] === '"' ? jsonOf(text.replace(/,$/, '')) : undefined
  return typeof json === 'string' ? json : (quoted?.[2] ?? text)
}

/**
 * What a pasted text means for a member: of JSON, the member of one of its names; else the text without quotes and what stands around it. Base64
 * loses its line breaks.
 *
 * @param names the names under which a response has what the member takes, the member's own first
 * @returns the text, and whether it is a whole value, in the place of what the field holds
 * @example pastedInto({ kind: 'blob' }, ['CiphertextBlob'], '{"CiphertextBlob": "AQIC", "KeyId": "…"}') // { text: 'AQIC', isWhole: true }
 */
export const pastedInto = (
  shape: Shape,
  names: readonly string[],
  pasted: string,
): { readonly text: string; readonly isWhole: boolean } => {
  const trimmed = pasted.trim()
  const json = jsonIn(trimmed)
  for (const name of names)
    for (const value of named(json, name))
      if (typeof value === 'string' || typeof value === 'number') return { text: String(value), isWhole: true }
  // A document, such as a policy, is taken as it is.
  if (typeof json === 'object' && json !== null) return { text: pasted, isWhole: false }
  const text = unquoted(trimmed)
  return { text: shape.kind === 'blob' ? (PEM.exec(text)?.[1] ?? text).replace(/\s+/g, '') : text, isWhole: false }
}

/** The shape of a member by its path; that of a text where nothing describes it. */
export const shapeOfPath = (members: Members, path: string): Shape =>
  path.split('.').reduce<Shape | undefined>(shapeAt, { kind: 'structure', members }) ?? { kind: 'string' }
