import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import { KmsError } from '../emulator/kms-error.ts'
import type { Shape } from '../vocabulary/shapes.ts'
import { violationsOf } from '../vocabulary/violations.ts'
import { timeIn } from './date.ts'

/** Reads a YAML or JSON file (JSON is YAML) field by field, so that each complaint names line and field. */

/** A value in a file. */
export interface Field {
  /** As in `Keys[0].Aliases[1]`. */
  readonly path: string
  readonly node: Node | null
  readonly source: Source
}

interface Source {
  readonly name: string
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

/** The fields of a mapping; one that is empty or null counts as missing. */
export type Fields<N extends string = string> = Readonly<Partial<Record<N, Field>>>

/** @throws {Error} "Failed to read FILE, line N, FIELD: …" */
export const refuse = ({ path, node, source }: Field, reason: string): never => {
  const { line } = source.lines.linePos(node?.range?.[0] ?? 0)
  throw new Error(`Failed to read ${source.name}, line ${line}${path === '' ? '' : `, ${path}`}: ${reason}`)
}

/**
 * The whole of a file.
 *
 * @throws {Error} where the text is not YAML
 */
export const rootOf = (name: string, text: string): Field => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const [error] = document.errors
  if (error) throw new Error(`Failed to read ${name}, line ${lines.linePos(error.pos[0]).line}: ${error.message}`)
  return { path: '', node: document.contents, source: { name, document, lines } }
}

const resolved = (field: Field): Node | null => {
  const { node, source } = field
  if (!isAlias(node)) return node
  return node.resolve(source.document) ?? refuse(field, `there is no anchor ${node.source}.`)
}

const isThere = (field: Field): boolean => {
  const node = resolved(field)
  return node !== null && !(isScalar(node) && node.value === null)
}

export const isMapping = (field: Field): boolean => isMap(resolved(field))
export const isList = (field: Field): boolean => isSeq(resolved(field))

/** `<<`, by which a mapping takes the fields of others; yaml reads it as a symbol. */
const isMerge = ({ key }: Pair): boolean => isScalar(key) && typeof key.value === 'symbol'

/** All fields of a mapping. */
export const entriesOf = (field: Field): readonly (readonly [string, Field])[] => {
  const node = resolved(field)
  if (!isMap(node)) return refuse(field, 'expected a mapping.')
  const own = node.items.flatMap((pair) => {
    if (isMerge(pair)) return []
    const { key, value } = pair
    const name = String(isScalar(key) ? key.value : key)
    // Where a value is missing, the line is that of its name.
    const entry: Field = { ...field, path: field.path === '' ? name : `${field.path}.${name}`, node: (value ?? key) as Node }
    return value === null || !isThere(entry) ? [] : [[name, entry] as const]
  })
  const merged = node.items.filter(isMerge).flatMap(({ value }) => {
    const source: Field = { ...field, node: value as Node | null }
    return (isList(source) ? itemsOf(source).map((item) => ({ ...item, path: field.path })) : [source]).flatMap(entriesOf)
  })
  // A field of the mapping's own goes before one that is merged in, and that before one of a later source.
  return [...new Map([...merged.toReversed(), ...own])]
}

/** The fields of a mapping that has no others than `names`. */
export const fieldsOf = <const N extends string>(field: Field, names: readonly N[]): Fields<N> => {
  const entries = entriesOf(field)
  for (const [name, entry] of entries)
    if (!(names as readonly string[]).includes(name)) refuse(entry, `there is no such field. There are ${names.join(', ')}.`)
  return Object.fromEntries(entries) as Fields<N>
}

/** The fields of a mapping, whatever others it has. */
export const someOf = <const N extends string>(field: Field, names: readonly N[]): Fields<N> =>
  Object.fromEntries(entriesOf(field).filter(([name]) => (names as readonly string[]).includes(name))) as Fields<N>

/** The items of a list; of one that is missing, none. */
export const itemsOf = (field: Field | undefined): readonly Field[] => {
  if (!field) return []
  const node = resolved(field)
  if (!isSeq(node)) return refuse(field, 'expected a list.')
  return node.items.map((item, index) => ({ ...field, path: `${field.path}[${index}]`, node: item as Node | null }))
}

/** A text as it is written: what looks like a number, as hexadecimal digits may, is not made one. */
export const textOf = (field: Field): string => {
  const node = resolved(field)
  if (!isScalar(node) || node.value === null) return refuse(field, 'expected a text.')
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

export const flagOf = (field: Field): boolean => {
  const node = resolved(field)
  return isScalar(node) && typeof node.value === 'boolean' ? node.value : refuse(field, 'expected true or false.')
}

export const integerOf = (field: Field, min: number, max: number): number => {
  const node = resolved(field)
  const value = isScalar(node) ? node.value : undefined
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? value
    : refuse(field, `expected a whole number from ${min} to ${max}.`)
}

/** Milliseconds since 1970. */
export const dateOf = (field: Field): number =>
  timeIn(textOf(field)) ?? refuse(field, 'expected a date as in 2026-12-31T00:00:00Z.')

export const oneOf = <const T extends string>(field: Field, values: readonly T[]): T => {
  const text = textOf(field)
  return values.find((value) => value === text) ?? refuse(field, `expected one of ${values.join(', ')}, got '${text}'.`)
}

/** The value as plain data. */
export const plainOf = ({ node, source }: Field): unknown => node?.toJS(source.document)

/** Some errors of the service are without words. */
const reasonOf = (error: unknown): string =>
  error instanceof KmsError ? error.message || error.code : error instanceof Error ? error.message : String(error)

/** What `work` throws, as a complaint about the field. */
export const about = <T>(field: Field, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    return refuse(field, reasonOf(error))
  }
}

/** Holds a value to the constraints of a shape of the model; `name` is for the complaint. */
export const holdTo = (shape: Shape, field: Field, value: unknown, name: string): void => {
  const [violation] = violationsOf(shape, value, name)
  if (violation) refuse(field, violation.text)
}
