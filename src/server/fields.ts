import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import { KmsError } from '../emulator/kms-error.ts'
import type { Shape } from '../vocabulary/shapes.ts'
import { violationsOf } from '../vocabulary/violations.ts'
import { timeIn } from './date.ts'

/** Reads a YAML or JSON file (JSON is YAML) field by field, so that each complaint names line and field. */

/** A value in a file. */
export interface FileField {
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
export type FileFields<N extends string = string> = Readonly<Partial<Record<N, FileField>>>

/** @throws {Error} "Failed to read FILE, line N, FIELD: …" */
export const failAt = ({ path, node, source }: FileField, reason: string): never => {
  const { line } = source.lines.linePos(node?.range?.[0] ?? 0)
  throw new Error(`Failed to read ${source.name}, line ${line}${path === '' ? '' : `, ${path}`}: ${reason}`)
}

/**
 * The whole of a file.
 *
 * @throws {Error} where the text is not YAML
 */
export const rootOf = (name: string, text: string): FileField => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const [error] = document.errors
  if (error) throw new Error(`Failed to read ${name}, line ${lines.linePos(error.pos[0]).line}: ${error.message}`)
  return { path: '', node: document.contents, source: { name, document, lines } }
}

const resolved = (field: FileField): Node | null => {
  const { node, source } = field
  if (!isAlias(node)) return node
  return node.resolve(source.document) ?? failAt(field, `there is no anchor ${node.source}.`)
}

const isThere = (field: FileField): boolean => {
  const node = resolved(field)
  return node !== null && !(isScalar(node) && node.value === null)
}

export const isMapping = (field: FileField): boolean => isMap(resolved(field))
export const isList = (field: FileField): boolean => isSeq(resolved(field))

/** The merge key `<<`, which yaml reads as a symbol. */
const isMerge = ({ key }: Pair): boolean => isScalar(key) && typeof key.value === 'symbol'

/** All fields of a mapping. */
export const entriesOf = (field: FileField): readonly (readonly [string, FileField])[] => {
  const node = resolved(field)
  if (!isMap(node)) return failAt(field, 'expected a mapping.')
  const own = node.items.flatMap((pair) => {
    if (isMerge(pair)) return []
    const { key, value } = pair
    const name = String(isScalar(key) ? key.value : key)
    // Where a value is missing, the line is that of its name.
    const entry: FileField = { ...field, path: field.path === '' ? name : `${field.path}.${name}`, node: (value ?? key) as Node }
    return value === null || !isThere(entry) ? [] : [[name, entry] as const]
  })
  const merged = node.items.filter(isMerge).flatMap(({ value }) => {
    const source: FileField = { ...field, node: value as Node | null }
    return (isList(source) ? itemsAt(source).map((item) => ({ ...item, path: field.path })) : [source]).flatMap(entriesOf)
  })
  // A field of the mapping's own goes before one that is merged in, and that before one of a later source.
  return [...new Map([...merged.toReversed(), ...own])]
}

/** The fields of a mapping. @throws {Error} as `failAt` does, if it has a field that is not one of `names` */
export const fieldsIn = <const N extends string>(field: FileField, names: readonly N[]): FileFields<N> => {
  const entries = entriesOf(field)
  for (const [name, entry] of entries)
    if (!(names as readonly string[]).includes(name)) failAt(entry, `there is no such field. There are ${names.join(', ')}.`)
  return Object.fromEntries(entries) as FileFields<N>
}

/** The fields `names` of a mapping; it may have others. */
export const someOf = <const N extends string>(field: FileField, names: readonly N[]): FileFields<N> =>
  Object.fromEntries(entriesOf(field).filter(([name]) => (names as readonly string[]).includes(name))) as FileFields<N>

/** The items of a list, or none if the list is missing. */
export const itemsAt = (field: FileField | undefined): readonly FileField[] => {
  if (!field) return []
  const node = resolved(field)
  if (!isSeq(node)) return failAt(field, 'expected a list.')
  return node.items.map((item, index) => ({ ...field, path: `${field.path}[${index}]`, node: item as Node | null }))
}

/** Text as it is written: hexadecimal digits that look like a number stay text. */
export const textAt = (field: FileField): string => {
  const node = resolved(field)
  if (!isScalar(node) || node.value === null) return failAt(field, 'expected a text.')
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

/** True or false. @throws {Error} as `failAt` does */
export const flagAt = (field: FileField): boolean => {
  const node = resolved(field)
  return isScalar(node) && typeof node.value === 'boolean' ? node.value : failAt(field, 'expected true or false.')
}

/** A whole number from `min` to `max`. @throws {Error} as `failAt` does */
export const integerAt = (field: FileField, min: number, max: number): number => {
  const node = resolved(field)
  const value = isScalar(node) ? node.value : undefined
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? value
    : failAt(field, `expected a whole number from ${min} to ${max}.`)
}

/** Milliseconds since 1970. */
export const dateAt = (field: FileField): number =>
  timeIn(textAt(field)) ?? failAt(field, 'expected a date as in 2026-12-31T00:00:00Z.')

/** One of `values`. @throws {Error} as `failAt` does, with the values */
export const choiceAt = <const T extends string>(field: FileField, values: readonly T[]): T => {
  const text = textAt(field)
  return values.find((value) => value === text) ?? failAt(field, `expected one of ${values.join(', ')}, got '${text}'.`)
}

/** The value as plain data. */
export const plainAt = ({ node, source }: FileField): unknown => node?.toJS(source.document)

/** A JSON document: its text, or the mapping that it is. */
export const documentAt = (field: FileField): string => (isMapping(field) ? JSON.stringify(plainAt(field)) : textAt(field))

/** Some errors of the service have a code and no text. */
const reasonOf = (error: unknown): string =>
  error instanceof KmsError ? error.message || error.code : error instanceof Error ? error.message : String(error)

/** Runs `work`; an error that it throws becomes one that names file, line and field. */
export const withField = <T>(field: FileField, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    return failAt(field, reasonOf(error))
  }
}

/** Checks a value by the constraints of a shape; `name` is what the error calls it. @throws {Error} as `failAt` does */
export const checkShape = (shape: Shape, field: FileField, value: unknown, name: string): void => {
  const [violation] = violationsOf(shape, value, name)
  if (violation) failAt(field, violation.text)
}
