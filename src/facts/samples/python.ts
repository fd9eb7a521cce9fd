import { Policy } from '../members.ts'
import { snake } from './names.ts'
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
  used,
  type Writer,
  writeMembers,
} from './writer.ts'

const dictionary = (entries: readonly (readonly [string, string, ...unknown[]])[]): string =>
  enclosed(
    '{',
    entries.map(([name, value]) => `${quoted(name)}: ${value}`),
    '}',
    '    ',
  )

const WORDS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' }

/** JSON with Python's words for its constants; text is stepped over. */
const document = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g, (token) => WORDS[token] ?? token).replace(/^( +)/gm, '$1$1')

export const writer: Writer = {
  string: (value, shape) => (shape === Policy ? `json.dumps(${document(printedJson(value))})` : quoted(value)),
  enum: quoted,
  blob: (base64) => {
    const content = textIn(base64)
    return content === undefined ? `base64.b64decode(${quoted(base64)})` : `b${quoted(content)}`
  },
  integer: String,
  boolean: (value) => (value ? 'True' : 'False'),
  timestamp: (seconds) => `datetime.fromisoformat(${quoted(isoOf(seconds).replace('Z', '+00:00'))})`,
  list: (items) => enclosed('[', items, ']', '    '),
  map: (entries) => dictionary(entries.map(([key, value]) => [key, quoted(value)])),
  structure: (members) => dictionary(members),
}

const printed = ({ name, shape, text, secret }: Shown, label?: string): string => {
  const value = `response[${quoted(name)}]`
  const blob = text ? `${value}.decode()` : `base64.b64encode(${value}).decode()`
  const plain = shape.kind === 'blob' ? blob : value
  return `print(${label === undefined ? '' : `${quoted(label)}, `}${secret ? `len(${value}), "bytes"` : plain})`
}

/** What a program may need of the standard library. */
export const IMPORTS = { base64: 'import base64', json: 'import json', datetime: 'from datetime import datetime' }

/** Python with boto3. */
export const python: Sample = (operation, body) => {
  const members = writeMembers(writer, operation.input, body).map(([name, text]) => `${name}=${text},`)
  const shown = shownOf(operation)
  const prints = printing(shown, printed, '#')
  const method = snake(operation.name)
  const call = isPaged(operation)
    ? [
        block(`pages = kms.get_paginator(${quoted(method)}).paginate(`, members, ')', '    '),
        block('for response in pages:', prints, '', '    ').trimEnd(),
      ]
    : [block(`${shown.length > 0 ? 'response = ' : ''}kms.${method}(`, members, ')', '    '), ...prints]
  const error = expectedError(operation)
  const handled = error ? [block('try:', call, `except kms.exceptions.${error} as error:`, '    '), '    print(error)'] : call
  const program = ['kms = boto3.client("kms")', ...handled].join('\n')
  const standard = used(IMPORTS, program)
  return [...standard, ...(standard.length > 0 ? [''] : []), 'import boto3', '', program].join('\n')
}
