import { statusOf } from './error-statuses.ts'
import { ERRORS, type ErrorCode } from './errors.ts'
import { CATEGORIES, type Operation } from './operation.ts'
import { CONTENT_TYPE, constraintsOf, targetOf } from './project.ts'
import type { Member, Members, Shape } from './shapes.ts'

/** A JSON value. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject
interface JsonObject {
  readonly [name: string]: Json
}

export interface OpenApiOptions {
  readonly title: string
  readonly version: string
  /** URL that the requests go to. */
  readonly endpoint: string
  /** URL of an operation's page. */
  readonly pageOf: (operation: string) => string
}

const given = (bounds: Readonly<Record<string, number | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(bounds).flatMap(([name, bound]) => (bound === undefined ? [] : [[name, bound]])))

/** Characters of base64, padding included, for a number of bytes. */
const base64Length = (bytes: number | undefined): number | undefined => bytes && Math.ceil(bytes / 3) * 4

/** A shape as a JSON Schema (draft 2020-12). */
const schemaOf = (shape: Shape): JsonObject => {
  switch (shape.kind) {
    case 'string':
      return {
        type: 'string',
        ...given({ minLength: shape.min, maxLength: shape.max }),
        // The service's patterns have to match the whole text, those of JSON Schema a part of it.
        ...(shape.pattern !== undefined && { pattern: `^(?:${shape.pattern})$` }),
      }
    case 'enum':
      return { type: 'string', enum: Object.keys(shape.values), 'x-enumDescriptions': shape.values }
    case 'blob':
      return {
        type: 'string',
        contentEncoding: 'base64',
        ...given({ minLength: base64Length(shape.min), maxLength: base64Length(shape.max) }),
      }
    case 'integer':
      return { type: 'integer', ...given({ minimum: shape.min, maximum: shape.max }) }
    case 'boolean':
      return { type: 'boolean' }
    case 'timestamp':
      return { type: 'number' }
    case 'list':
      return { type: 'array', items: schemaOf(shape.member), ...given({ minItems: shape.min, maxItems: shape.max }) }
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } }
    case 'structure':
      return structureOf(shape.members)
  }
}

/** What a schema cannot say, in words. */
const remarksOf = (shape: Shape): readonly string[] => {
  if (shape.kind === 'timestamp') return ['Seconds since 1970-01-01T00:00Z.']
  if (shape.kind === 'string' && shape.identifies) return constraintsOf(shape).map((phrase) => `${phrase}.`)
  return []
}

const memberOf = ({ type, description, default: fallback, placeholder, deprecated }: Member): JsonObject => ({
  ...schemaOf(type),
  description: [description, ...remarksOf(type)].join(' '),
  ...(fallback !== undefined && { default: fallback }),
  ...(placeholder !== undefined && type.kind === 'string' && { examples: [placeholder] }),
  ...(deprecated && { deprecated }),
})

const structureOf = (members: Members): JsonObject => {
  const required = Object.entries(members).flatMap(([name, member]) => (member.required ? [name] : []))
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(members).map(([name, member]) => [name, memberOf(member)])),
    ...(required.length > 0 && { required }),
  }
}

const errorSchema = (codes: readonly ErrorCode[]): JsonObject => ({
  type: 'object',
  properties: {
    __type: {
      type: 'string',
      enum: codes,
      'x-enumDescriptions': Object.fromEntries(codes.map((code) => [code, `${ERRORS[code].cause} ${ERRORS[code].cure}`])),
    },
    message: { type: 'string' },
  },
  required: ['__type'],
})

const bodyOf = (schema: JsonObject, example?: Json): JsonObject => ({
  [CONTENT_TYPE]: { schema, ...(example !== undefined && { example }) },
})

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** The codes that the operation declares, by status; any other comes as the default answer. */
const failuresOf = ({ errors }: Operation): JsonObject => {
  const statuses = [...new Set(errors.map(statusOf))].sort()
  const byStatus = statuses.map((status) => {
    const codes = errors.filter((code) => statusOf(code) === status)
    return [status, { description: codes.join(', '), content: bodyOf(errorSchema(codes)) }]
  })
  return {
    ...Object.fromEntries(byStatus),
    default: { description: 'An error that any operation can answer.', content: bodyOf(ref('Error')) },
  }
}

/** An example of the model is made of JSON values. */
const jsonOf = (value: object): Json => JSON.parse(JSON.stringify(value))

const pathOf = (operation: Operation, url: string): JsonObject => ({
  post: {
    operationId: operation.name,
    tags: [CATEGORIES[operation.category]],
    summary: operation.summary,
    externalDocs: { url },
    parameters: [{ name: 'X-Amz-Target', in: 'header', required: true, schema: { const: targetOf(operation.name) } }],
    requestBody: { required: true, content: bodyOf(ref(`${operation.name}Request`), jsonOf(operation.example.request)) },
    responses: {
      200: operation.emptyBody
        ? { description: 'Done. The answer has no body.' }
        : { description: 'Done.', content: bodyOf(ref(`${operation.name}Response`), jsonOf(operation.example.response)) },
      ...failuresOf(operation),
    },
    'x-permissions': operation.permissions,
  },
})

/**
 * The operations as an OpenAPI 3.1 document. All of them are a POST to `/`, and OpenAPI tells operations apart by their paths alone: the part
 * after `#` is for the document, and is not sent.
 */
export const openApiOf = (operations: readonly Operation[], options: OpenApiOptions): JsonObject => ({
  openapi: '3.1.0',
  info: { title: options.title, version: options.version },
  servers: [{ url: options.endpoint.replace(/\/$/, '') }],
  security: [{ signature: [] }],
  tags: Object.values(CATEGORIES).map((name) => ({ name })),
  paths: Object.fromEntries(
    operations.map((operation) => [`/#${targetOf(operation.name)}`, pathOf(operation, options.pageOf(operation.name))]),
  ),
  components: {
    securitySchemes: {
      signature: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'AWS Signature Version 4.' },
    },
    schemas: {
      ...Object.fromEntries(
        operations.flatMap(({ name, input, output, emptyBody }) => [
          [`${name}Request`, structureOf(input)],
          ...(emptyBody ? [] : [[`${name}Response`, structureOf(output)] as const]),
        ]),
      ),
      Error: errorSchema(Object.keys(ERRORS) as ErrorCode[]),
    },
  },
})
