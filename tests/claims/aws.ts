import { readFileSync } from 'node:fs'
import { operations } from '../../src/facts/index.ts'
import type { KmsOperation } from '../../src/facts/operation.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import { kebab } from '../../src/facts/samples/names.ts'
import type { Shape } from '../../src/vocabulary/shapes.ts'

/**
 * Stands in for the AWS CLI, so that the recipes of the manual run where it is not installed: `aws.ts kms OPERATION --member value …`.
 * Of its own options it has `--region`, `--query NAME[.NAME]` and `--output text`.
 */

const [, , service, command = '', ...words] = process.argv
const operation = (Object.values(operations) as readonly KmsOperation[]).find(({ name }) => kebab(name) === command)
if (service !== 'kms' || !operation) throw new Error(`Failed to run aws ${service} ${command}: there is no such command.`)

/** `A=B,C=D`, or `A={B=C}`, as the CLI reads it. */
const shorthand = (text: string): unknown => {
  const [, name, inner] = /^(\w+)=\{(.*)\}$/.exec(text) ?? []
  if (name !== undefined && inner !== undefined) return { [name]: shorthand(inner) }
  return Object.fromEntries(text.split(',').map((pair) => pair.split('=')))
}

const read = (shape: Shape, values: readonly string[]): unknown => {
  const [first = ''] = values
  const text = first.startsWith('file://') ? readFileSync(first.slice('file://'.length), 'utf8') : first
  switch (shape.kind) {
    case 'blob':
      return readFileSync(first.slice('fileb://'.length)).toString('base64')
    case 'list':
      return values.map((value) => read(shape.member, [value]))
    case 'integer':
      return Number(text)
    case 'boolean':
      return true
    case 'map':
    case 'structure':
      return text.startsWith('{') ? JSON.parse(text) : shorthand(text)
    default:
      return text
  }
}

const options = new Map<string, string[]>()
for (const word of words) {
  if (word.startsWith('--')) options.set(word.slice(2), [])
  else [...options.values()].at(-1)?.push(word)
}

const { AWS_ENDPOINT_URL_KMS = '', AWS_ACCESS_KEY_ID = '', AWS_DEFAULT_REGION } = process.env
const region = options.get('region')?.[0] ?? AWS_DEFAULT_REGION
if (region === undefined) throw new Error('Failed to run aws: You must specify a region.')
const body = Object.entries(operation.input).flatMap(([name, { type }]) => {
  const values = options.get(kebab(name))
  return values ? [[name, read(type, values)] as const] : []
})

const response = await fetch(AWS_ENDPOINT_URL_KMS, {
  method: 'POST',
  headers: {
    ...headersOf(operation.name),
    authorization: `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/20260115/${region}/kms/aws4_request, SignedHeaders=host, Signature=0`,
  },
  body: JSON.stringify(Object.fromEntries(body)),
})
const text = await response.text()
const answer = text === '' ? undefined : JSON.parse(text)
if (response.ok) {
  const path = options.get('query')?.[0]?.split('.') ?? []
  const shown = path.reduce((value, name) => value?.[name], answer)
  if (shown !== undefined) console.log(typeof shown === 'string' && options.has('output') ? shown : JSON.stringify(shown))
} else {
  console.error(`An error occurred (${answer.__type}) when calling the ${operation.name} operation: ${answer.message ?? ''}`)
  process.exitCode = 254
}
