import type { Shape } from '../../vocabulary/shapes.ts'
import { Policy } from '../members.ts'
import { typeNameOf } from './names.ts'
import { block, enclosed, printedJson, quoted, textIn, type Writer, type Written } from './writer.ts'

/** A constant's name: `RSAES_OAEP_SHA_256` → `RsaesOaepSha256`, while `DescribeKey` stays. */
const pascal = (value: string): string =>
  value
    .split('_')
    .map((part) => part.charAt(0) + (part === part.toUpperCase() ? part.slice(1).toLowerCase() : part.slice(1)))
    .join('')

type Pair = readonly [name: string, value: string]

/** The pairs as gofmt aligns them: values stand below each other, save where one takes several lines. */
export const aligned = (pairs: readonly Pair[]): readonly string[] => {
  const runs: Pair[][] = []
  for (const pair of pairs) {
    const previous = runs.at(-1)?.at(-1)
    if (previous === undefined || `${previous[1]}${pair[1]}`.includes('\n')) runs.push([pair])
    else runs.at(-1)?.push(pair)
  }
  return runs.flatMap((run) => {
    const width = Math.max(...run.map(([name]) => name.length))
    return run.map(([name, value]) => `${name}:${' '.repeat(width - name.length + 1)}${value},`)
  })
}

const literal = (type: string, pairs: readonly Pair[]): string => {
  const line = enclosed(
    `${type}{`,
    pairs.map(([name, value]) => `${name}: ${value}`),
    '}',
  )
  return line.includes('\n') ? block(`${type}{`, aligned(pairs), '}', '\t') : line
}

/** What makes a pointer of a scalar, and with `To` before it reads one. */
export const POINTERS: Partial<Record<Shape['kind'], string>> = {
  string: 'String',
  integer: 'Int32',
  boolean: 'Bool',
  timestamp: 'Time',
}

/** The one scalar that the SDK does not take as a pointer. */
const VALUES = ['BypassPolicyLockoutSafetyCheck']

/** A member of a structure: most scalars are pointers, so that nothing and zero differ. */
export const member = ([name, text, shape]: Written): Pair => {
  const pointer = POINTERS[shape.kind]
  if (shape.kind === 'structure') return [name, `&types.${typeNameOf(shape)}${text}`]
  return [name, pointer && !VALUES.includes(name) ? `aws.${pointer}(${text})` : text]
}

const itemType = (shape: Shape): string =>
  shape.kind === 'enum' || shape.kind === 'structure' ? `types.${typeNameOf(shape)}` : 'string'

/** Values as Go writes them; a structure has no type in front of it. */
export const writer: Writer = {
  string: (value, shape) => (shape === Policy && !value.includes('`') ? `\`${printedJson(value)}\`` : quoted(value)),
  enum: (value, shape) => `types.${typeNameOf(shape)}${pascal(value)}`,
  blob: (base64) => {
    const content = textIn(base64)
    return content === undefined ? `fromBase64(${quoted(base64)})` : `[]byte(${quoted(content)})`
  },
  integer: String,
  boolean: String,
  timestamp: (seconds) => `time.Unix(${seconds}, 0)`,
  list: (items, { member }) => enclosed(`[]${itemType(member)}{`, items, '}', '\t'),
  map: (entries) =>
    literal(
      'map[string]string',
      entries.map(([key, value]) => [quoted(key), quoted(value)]),
    ),
  structure: (members) => literal('', members.map(member)),
}
