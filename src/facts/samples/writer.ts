import { fromBase64 } from '../../vocabulary/base64.ts'
import type { Body } from '../../vocabulary/fits.ts'
import { type From, isFrom } from '../../vocabulary/scenario.ts'
import type { BlobShape, EnumShape, ListShape, Member, Shape, StringShape, StructureShape } from '../../vocabulary/shapes.ts'
import type { ErrorCode } from '../errors.ts'
import type { KmsOperation } from '../operation.ts'

/** Turns an operation and a request into a program, or a message, that sends it. */
export type Sample = (operation: KmsOperation, body: Body) => string

/** A member that is set, with its value as a language writes it. */
export type Written = readonly [name: string, text: string, shape: Shape]

/** How a language writes a value of each kind. Items and members come already written. */
export interface Writer {
  readonly string: (value: string, shape: StringShape) => string
  readonly enum: (value: string, shape: EnumShape) => string
  readonly blob: (base64: string, shape: BlobShape) => string
  readonly integer: (value: number) => string
  readonly boolean: (value: boolean) => string
  readonly timestamp: (seconds: number) => string
  readonly list: (items: readonly string[], shape: ListShape) => string
  readonly map: (entries: readonly (readonly [key: string, value: string])[]) => string
  readonly structure: (members: readonly Written[], shape: StructureShape) => string
  /** A value of an earlier step, for scripts of several. */
  readonly from?: (source: From) => string
}

/** The members that a request or structure sets, in the order of the model. */
export const writeMembers = (writer: Writer, members: Readonly<Record<string, Member>>, body: Body): readonly Written[] =>
  Object.entries(members)
    .filter(([name]) => body[name] !== undefined)
    .map(([name, { type }]) => [name, write(writer, type, body[name]), type])

/** `value`, whose kind fits the shape, as the language writes it. */
export const write = (writer: Writer, shape: Shape, value: unknown): string => {
  if (writer.from && isFrom(value)) return writer.from(value)
  switch (shape.kind) {
    case 'string':
      return writer.string(value as string, shape)
    case 'enum':
      return writer.enum(value as string, shape)
    case 'blob':
      return writer.blob(value as string, shape)
    case 'integer':
      return writer.integer(value as number)
    case 'boolean':
      return writer.boolean(value as boolean)
    case 'timestamp':
      return writer.timestamp(value as number)
    case 'list':
      return writer.list(
        (value as readonly unknown[]).map((item) => write(writer, shape.member, item)),
        shape,
      )
    case 'map':
      return writer.map(Object.entries(value as Readonly<Record<string, string>>))
    case 'structure':
      return writer.structure(writeMembers(writer, shape.members, value as Body), shape)
    default:
      throw new Error(`Failed to write a sample: no operation of Q-KMS has a member of kind ${shape.kind}.`)
  }
}

const PRINTABLE = /^[\x20-\x7e]+$/

/** The text that a blob holds, where it is text: people read and write `hello` rather than `aGVsbG8=`. */
export const textIn = (base64: string): string | undefined => {
  const bytes = fromBase64(base64)
  const text = bytes && new TextDecoder('latin1').decode(bytes)
  return text && PRINTABLE.test(text) ? text : undefined
}

/** 2026-01-15T00:00:00Z, as every language reads it. */
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

/** A literal that JavaScript, Python, Go and Java agree on. */
export const quoted = (text: string): string => JSON.stringify(text)

/** Each line that is not empty, behind `by`. */
export const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by)

/** Each line indented, between an opening and a closing one. */
export const block = (open: string, lines: readonly string[], close: string, by = '  '): string =>
  lines.length === 0 ? open + close : [open, ...lines.map((line) => indent(line, by)), close].join('\n')

/** `[a, b]` where it fits into a line, else an item on each line. */
export const enclosed = (open: string, items: readonly string[], close: string, by = '  '): string => {
  const line = items.length === 0 ? open.trim() + close.trim() : open + items.join(', ') + close
  if (line.length <= 72 && !line.includes('\n')) return line
  return block(
    open.trimEnd(),
    items.map((item) => `${item},`),
    close.trimStart(),
    by,
  )
}

/** A policy is JSON within JSON; people write it as the document that it is. */
export const printedJson = (text: string): string => JSON.stringify(JSON.parse(text), null, 2)

export interface Shown {
  readonly name: string
  readonly shape: Shape
  /** A blob that holds text. */
  readonly text: boolean
  /** Has to stay secret: a sample tells how long it is, instead of its value. */
  readonly secret: boolean
}

/** Whether a value has to stay secret, or a part of it. */
export const isSecret = (shape: Shape | undefined): boolean => {
  if (shape?.kind === 'structure') return Object.values(shape.members).some(({ type }) => isSecret(type))
  return (shape?.kind === 'blob' || shape?.kind === 'string') && shape.sensitive === true
}

/** What stands before the line that prints a plaintext. */
export const CAUTION = 'Print no real secret.'

/** Blobs and strings that a later request takes; the rest of a response tells how a request was understood. */
const isForNextStep = (name: string, shape: Shape | undefined): boolean =>
  shape?.kind === 'blob' || (shape?.kind === 'string' && /^Grant/.test(name))

/** Marked sensitive in the model, as anything in its place might be; it is the public half of a key pair. */
const PUBLIC = 'PublicKey'

/**
 * The members of the response that a sample prints: the first that is not the id of the key, which the caller knows, and all that the next step
 * needs.
 */
export const shownOf = ({ output, example }: KmsOperation): readonly Shown[] => {
  const response: Body = example.response
  const names = Object.keys(response)
  const first = names.find((name) => name !== 'KeyId') ?? names[0]
  return names
    .filter((name) => name === first || isForNextStep(name, output[name]?.type))
    .flatMap((name) => {
      const shape = output[name]?.type
      if (!shape) return []
      const text = shape.kind === 'blob' && textIn(String(response[name])) !== undefined
      return [{ name, shape, text, secret: name !== PUBLIC && isSecret(shape) && !text }]
    })
}

/**
 * The lines that print it; several members come with their names. A secret that is text is an example’s plaintext, and comes with a caution.
 */
export const printing = (
  shown: readonly Shown[],
  print: (shown: Shown, label: string | undefined) => string,
  comment: string,
): readonly string[] =>
  shown.flatMap((one) => [
    ...(one.text && one.name !== PUBLIC && isSecret(one.shape) ? [`${comment} ${CAUTION}`] : []),
    print(one, shown.length > 1 ? `${one.name}:` : undefined),
  ])

/** Whether an operation lists, page by page, so that a sample goes through all pages. */
export const isPaged = ({ input, output }: KmsOperation): boolean => 'Marker' in input && 'NextMarker' in output

/** The lines of `imports` whose name occurs in the program. */
export const used = (imports: Readonly<Record<string, string>>, program: string): readonly string[] =>
  Object.entries(imports)
    .filter(([name]) => new RegExp(`(?<![\\w.])${name}\\b`).test(program))
    .map(([, line]) => line)

/** Errors that a caller can do something about, the likelier ones first. */
const EXPECTED: readonly ErrorCode[] = [
  'NotFoundException',
  'AlreadyExistsException',
  'CustomKeyStoreNotFoundException',
  'CustomKeyStoreNameInUseException',
  'LimitExceededException',
  'InvalidMarkerException',
]

/** The error that a sample handles by its type. */
export const expectedError = ({ errors }: KmsOperation): ErrorCode | undefined => EXPECTED.find((code) => errors.includes(code))
