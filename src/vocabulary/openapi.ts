import { type HttpBinding, type Part, partsOf, remainderOf } from './http.ts'
import type { Operation } from './operation.ts'
import { constraintsOf } from './project.ts'
import { type Authentication, headerRowsOf, type Protocol } from './protocol.ts'
import type { Member, Members, Shape } from './shapes.ts'

/** A JSON value. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/** What a document says of an error. */
export interface ErrorEntry {
  readonly status: number
  /** What it means, and what to do. */
  readonly description: string
}

/** What a document says of its API as a whole. */
export interface ApiInfo {
  readonly title: string
  /** Of the API, not of OpenAPI. */
  readonly version: string
  /** In CommonMark, as every description of the document. */
  readonly description?: string
  /** `identifier` is that of the SPDX list, such as `MIT`. */
  readonly license?: { readonly name: string; readonly identifier: string }
}

/** An address of the API. */
export interface ApiServer {
  readonly url: string
  readonly description: string
}

/** A group of operations. */
export interface Tag {
  readonly name: string
  readonly description: string
}

export interface OpenApiOptions<O extends Operation> {
  readonly info: ApiInfo
  readonly protocol: Protocol
  /** The address of the API, which consoles send to first; that of the protocol unless given. */
  readonly servers?: readonly ApiServer[]
  /** The groups of operations, by category. */
  readonly categories: Readonly<Record<string, Tag>>
  /** Every error that the service knows, by code. */
  readonly errors: Readonly<Record<string, ErrorEntry>>
  /** The media type of an error's body, such as `application/problem+json`; that of the protocol unless given. */
  readonly errorMediaType?: string
  /** The schema of an error's body; `code` is that of its code. */
  readonly errorSchema: (code: JsonObject) => JsonObject
  /** The security schemes by name; those that the protocol's authentication needs unless given. */
  readonly security?: JsonObject
  /** URL of an operation's page. */
  readonly pageOf?: (operation: string) => string
  /**
   * What stands behind the path of an operation in the document, such as `#Encrypt`. OpenAPI tells operations apart by path and method alone, so
   * an API that has one path needs it. It is not sent.
   */
  readonly fragmentOf?: (operation: O) => string
  /** What the description of an operation says below its summary, by paragraph. */
  readonly remarksOn?: (operation: O) => readonly string[]
  /** What else the document says of an operation. */
  readonly extend?: (operation: O) => JsonObject
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
    case 'number':
      return { type: shape.kind, ...given({ minimum: shape.min, maximum: shape.max }) }
    case 'boolean':
      return { type: 'boolean' }
    case 'timestamp':
      return { type: 'number' }
    case 'date-time':
      return { type: 'string', format: 'date-time' }
    case 'null':
      return { type: 'null' }
    case 'list':
      return { type: 'array', items: schemaOf(shape.member), ...given({ minItems: shape.min, maxItems: shape.max }) }
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.value) }
    case 'union':
      return { anyOf: shape.options.map(schemaOf) }
    case 'structure':
      return structureOf(shape.members)
  }
}

/** What a schema cannot say, in words. */
const remarksOf = (shape: Shape): readonly string[] => {
  if (shape.kind === 'timestamp') return ['Seconds since 1970-01-01T00:00Z.']
  if (shape.kind === 'string' && shape.identifies) return constraintsOf(shape).map((phrase) => `Given as ${phrase}.`)
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

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** An example is made of JSON values. */
const jsonOf = (value: unknown): Json => JSON.parse(JSON.stringify(value))

const pick = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)))

const schemeOf = ({ header, prefix, label }: Authentication): JsonObject =>
  prefix === 'Bearer ' ? { type: 'http', scheme: 'bearer' } : { type: 'apiKey', in: 'header', name: header, description: label }

/** An operation as it is bound to HTTP. */
interface Bound<O extends Operation> {
  readonly operation: O
  readonly binding: HttpBinding
  /** The members of the body. */
  readonly body: Members
}

const bound = <O extends Operation>(operation: O, { bindingOf }: Protocol): Bound<O> => {
  const binding = bindingOf(operation)
  const parts = partsOf(binding, operation.input)
  return {
    operation,
    binding,
    body: pick(
      operation.input,
      Object.keys(parts).filter((name) => parts[name] === 'body'),
    ),
  }
}

/** A request whose members all stand in the path, the query or headers has no body. */
const hasBody = <O extends Operation>({ operation, binding, body }: Bound<O>, { emptyBody = false }: Protocol): boolean =>
  remainderOf(binding) === 'body' && (Object.keys(body).length > 0 || (emptyBody && Object.keys(operation.input).length === 0))

/** The members that a path names. */
const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)

/** A path without the names of its members: OpenAPI takes those that are equal then for one. */
const template = (path: string): string => path.replace(/\{[^}]+\}/g, '{}')

/** Only a query can repeat a parameter; every other list or object is sent as JSON (`callOf` in protocol.ts). */
const isJson = ({ kind }: Shape, part: Part): boolean =>
  kind === 'structure' || kind === 'map' || (kind === 'list' && part !== 'query')

/**
 * The operations of an API as an OpenAPI 3.1 document.
 *
 * @throws {Error} where an operation has an error that `errors` lacks, no binding, no member for a part of its path, or the method and path of
 * another, and where two paths differ only in the names of their members
 * @example
 * openApiOf([RevokeToken], {
 *   info: { title: 'Tokens', version: '1' },
 *   protocol: restJson({ url: 'https://tokens.example' }),
 *   categories: { tokens: { name: 'Tokens', description: 'Issue, introspect and revoke tokens.' } },
 *   errors: {
 *     unauthorized: { status: 401, description: 'The bearer token is missing or wrong.' },
 *     unknown_token: { status: 404, description: 'No token has the id.' },
 *     already_revoked: { status: 409, description: 'The token is revoked already.' },
 *   },
 *   errorSchema: (code) => ({ type: 'object', properties: { code } }),
 * })
 */
export const openApiOf = <O extends Operation>(operations: readonly O[], options: OpenApiOptions<O>): JsonObject => {
  const { protocol, errors, categories } = options
  const schemes = options.security ?? (protocol.authentication && { secret: schemeOf(protocol.authentication) })
  const all = operations.map((operation) => bound(operation, protocol))

  /** RapiDoc knows `examples` only, and makes up a body where there is `example`. */
  const content = (schema: JsonObject, example?: Json, mediaType = protocol.mediaType): JsonObject => ({
    [mediaType]: { schema, ...(example !== undefined && { examples: { example: { value: example } } }) },
  })

  const failure = (schema: JsonObject): JsonObject => content(schema, undefined, options.errorMediaType)

  const statusOf = (code: string): number => {
    const error = Object.hasOwn(errors, code) ? errors[code] : undefined
    if (!error) throw new Error(`Failed to write the OpenAPI document: it has no entry for the error ${code}.`)
    return error.status
  }

  const errorSchema = (codes: readonly string[]): JsonObject =>
    options.errorSchema({
      type: 'string',
      enum: codes,
      'x-enumDescriptions': Object.fromEntries(codes.map((code) => [code, errors[code]?.description ?? ''])),
    })

  /** The codes that the operation declares, by status; any other comes as the default response. */
  const failuresOf = ({ errors: codes }: O): JsonObject => {
    const statuses = [...new Set(codes.map(statusOf))].sort()
    const byStatus = statuses.map((status) => {
      const those = codes.filter((code) => statusOf(code) === status)
      return [status, { description: those.join(', '), content: failure(errorSchema(those)) }]
    })
    return {
      ...Object.fromEntries(byStatus),
      default: { description: 'An error that any operation can return.', content: failure(ref('Error')) },
    }
  }

  /** Consoles send a header only where it has an example or a default; a `const` tells them nothing. */
  const headersOf = (operation: O): readonly JsonObject[] =>
    headerRowsOf(protocol, operation)
      // The media type of the body says it, and OpenAPI has such a parameter ignored.
      .filter(({ name }) => name !== 'Content-Type')
      .map(({ name, description }) => {
        const value = protocol.headersOf(operation)[name] ?? ''
        return {
          name,
          in: 'header',
          required: true,
          description,
          schema: { type: 'string', enum: [value], default: value },
          example: value,
        }
      })

  const parametersOf = ({ operation, binding }: Bound<O>): readonly JsonObject[] => [
    ...headersOf(operation),
    ...Object.entries(partsOf(binding, operation.input)).flatMap(([name, part]) => {
      const member = operation.input[name]
      if (part === 'body' || !member) return []
      const { description = '', ...schema } = memberOf(member)
      const value = (operation.example.request as Readonly<Record<string, unknown>>)[name]
      const typed = { schema, ...(value !== undefined && { example: jsonOf(value) }) }
      return [
        {
          name: binding.headers?.[name] ?? name,
          in: part,
          required: part === 'path' || member.required === true,
          description,
          ...(isJson(member.type, part) ? { content: { 'application/json': typed } } : typed),
        },
      ]
    }),
  ]

  const entryOf = (one: Bound<O>): JsonObject => {
    const { operation, binding, body } = one
    const { name, summary, example, emptyBody } = operation
    const request = jsonOf(Object.fromEntries(Object.entries(example.request).filter(([member]) => member in body)))
    const parameters = parametersOf(one)
    return {
      operationId: name,
      tags: [categories[operation.category]?.name ?? operation.category],
      // Consoles make their menus of it.
      summary: name,
      description: [summary, ...(options.remarksOn?.(operation) ?? [])].join('\n\n'),
      ...(options.pageOf && { externalDocs: { url: options.pageOf(name), description: `The page of ${name}` } }),
      ...(parameters.length > 0 && { parameters }),
      ...(hasBody(one, protocol) && { requestBody: { required: true, content: content(ref(`${name}Request`), request) } }),
      responses: {
        [binding.status ?? 200]: emptyBody
          ? { description: 'Done. The response has no body.' }
          : { description: 'Done.', content: content(ref(`${name}Response`), jsonOf(example.response)) },
        ...failuresOf(operation),
      },
      ...options.extend?.(operation),
    }
  }

  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const one of all) {
    const path = one.binding.path + (options.fragmentOf?.(one.operation) ?? '')
    const [ghost] = namesIn(path).filter((name) => !Object.hasOwn(one.operation.input, name))
    if (ghost !== undefined)
      throw new Error(`Failed to write the OpenAPI document: ${one.operation.name} has no member for {${ghost}} of its path.`)
    const same = Object.keys(paths).find((other) => other !== path && template(other) === template(path))
    if (same !== undefined)
      throw new Error(
        `Failed to write the OpenAPI document: to OpenAPI, ${same} and ${path} are one path. Name their members alike.`,
      )
    const method = one.binding.method.toLowerCase()
    if (paths[path]?.[method]) {
      const both = `${paths[path][method].operationId} and ${one.operation.name}`
      throw new Error(`Failed to write the OpenAPI document: ${both} have the same method and path.`)
    }
    paths[path] = { ...paths[path], [method]: entryOf(one) }
  }

  return {
    openapi: '3.1.0',
    info: { ...options.info },
    servers: (options.servers ?? [{ url: protocol.url }]).map((server) => ({ ...server, url: server.url.replace(/\/$/, '') })),
    ...(schemes && { security: Object.keys(schemes).map((name) => ({ [name]: [] })) }),
    tags: Object.values(categories).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      ...(schemes && { securitySchemes: schemes }),
      schemas: {
        ...Object.fromEntries(
          all.flatMap((one) => [
            ...(hasBody(one, protocol) ? [[`${one.operation.name}Request`, structureOf(one.body)] as const] : []),
            ...(one.operation.emptyBody ? [] : [[`${one.operation.name}Response`, structureOf(one.operation.output)] as const]),
          ]),
        ),
        Error: errorSchema(Object.keys(errors)),
      },
    },
  }
}
