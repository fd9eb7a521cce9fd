import { Policy } from '../members.ts'
import {
  block,
  enclosed,
  expectedError,
  isoOf,
  isPaged,
  printedJson,
  printing,
  quoted,
  type Sample,
  type Shown,
  shownOf,
  textIn,
  type Writer,
  writeMembers,
} from './writer.ts'

/** A literal of a text. */
export const text = (value: string): string =>
  value.includes("'") ? quoted(value) : `'${quoted(value).slice(1, -1).replaceAll('\\"', '"')}'`

type Pair = readonly [name: string, value: string, ...unknown[]]

/** The members of an object. */
export const properties = (pairs: readonly Pair[]): readonly string[] =>
  pairs.map(([name, value]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name)}: ${value}`)

export const writer: Writer = {
  string: (value, shape) => (shape === Policy ? `JSON.stringify(${printedJson(value)})` : text(value)),
  enum: text,
  blob: (base64) => {
    const content = textIn(base64)
    return content === undefined ? `Buffer.from(${text(base64)}, 'base64')` : `Buffer.from(${text(content)})`
  },
  integer: String,
  boolean: String,
  timestamp: (seconds) => `new Date(${text(isoOf(seconds))})`,
  list: (items) => enclosed('[', items, ']'),
  map: (entries) => enclosed('{ ', properties(entries.map(([key, value]) => [key, text(value)])), ' }'),
  structure: (members) => enclosed('{ ', properties(members), ' }'),
}

const printed = ({ name, shape, text, secret }: Shown, label?: string): string => {
  const value = shape.kind === 'blob' ? `Buffer.from(${name}).toString(${text ? '' : "'base64'"})` : name
  return `console.log(${label === undefined ? '' : `'${label}', `}${secret ? `${name}.length, 'bytes'` : value})`
}

/** Node.js with the AWS SDK for JavaScript, version 3. */
export const javascript: Sample = (operation, body) => {
  const { name } = operation
  const lines = properties(writeMembers(writer, operation.input, body)).map((line) => `${line},`)
  const input = block('{', lines, '}')
  const shown = shownOf(operation)
  const names = shown.map(({ name }) => name).join(', ')
  const prints = printing(shown, printed, '//')
  const error = expectedError(operation)
  const imported = [isPaged(operation) ? `paginate${name}` : `${name}Command`, 'KMSClient', ...(error ? [error] : [])]
  const sorted = imported.sort((a, b) => a.localeCompare(b, 'en'))
  const head = [`import { ${sorted.join(', ')} } from '@aws-sdk/client-kms'`, '', 'const kms = new KMSClient({})']
  const handled = (lines: readonly string[]): string =>
    [...head, ...(error ? [block('try {', lines, '} catch (error) {'), ...handling(error), '}'] : lines)].join('\n')
  if (isPaged(operation)) {
    const pages = `paginate${name}({ client: kms }, ${input})`
    return handled([block(`for await (const { ${names} } of ${pages}) {`, prints, '}')])
  }
  const command = `  new ${name}Command(${input.replaceAll('\n', '\n  ')}),`
  return handled([`${names ? `const { ${names} } = ` : ''}await kms.send(`, command, ')', ...prints])
}

/** What is done about an error of a type; any other goes on. */
const handling = (error: string): readonly string[] => [
  `  if (!(error instanceof ${error})) throw error`,
  '  console.error(error.message)',
]
