/** The OpenAPI documents as a console reads them: what it would send is what our own pages send. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { operations } from '../src/facts/index.ts'
import { kmsOpenApi } from '../src/facts/openapi.ts'
import { ENDPOINT, kmsProtocol } from '../src/facts/protocol.ts'
import { openApiOf } from '../src/vocabulary/openapi.ts'
import { type Operation, operation } from '../src/vocabulary/operation.ts'
import { callOf, type HttpCall, type Protocol } from '../src/vocabulary/protocol.ts'
import { restJson } from '../src/vocabulary/protocols/rest-json.ts'
import { integer, list, map, string, structure } from '../src/vocabulary/shapes.ts'

interface Parameter {
  readonly name: string
  readonly in: 'header' | 'path' | 'query'
  readonly required: boolean
  readonly description: string
  readonly schema?: { readonly type?: string; readonly enum?: readonly unknown[]; readonly default?: unknown }
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>
  readonly example?: unknown
}

interface Entry {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly examples: { readonly example: { readonly value: unknown } } }>>
  }
  readonly responses: Readonly<Record<string, { readonly content?: object }>>
}

interface Document {
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly security: readonly object[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Entry>>>>
  readonly components: { readonly securitySchemes: object; readonly schemas: Readonly<Record<string, object>> }
}

/** The document as its readers get it. */
const read = (document: object): Document => JSON.parse(JSON.stringify(document))

const entryIn = ({ paths }: Document, name: string) => {
  for (const [path, methods] of Object.entries(paths))
    for (const [method, entry] of Object.entries(methods)) if (entry.operationId === name) return { path, method, entry }
  throw new Error(`the document has no ${name}`)
}

/** The request that a console makes of an operation's examples: parameters in OpenAPI's default styles, the body as JSON. */
const requestIn = (document: Document, name: string): HttpCall => {
  const { path, method, entry } = entryIn(document, name)
  const headers: Record<string, string> = {}
  const query = new URLSearchParams()
  let filled = path.replace(/#.*/, '')
  for (const { name, in: part, example, content } of entry.parameters ?? []) {
    const value = content ? JSON.stringify(content['application/json']?.example) : example
    if (value === undefined) continue
    if (part === 'query') for (const item of [value].flat()) query.append(name, String(item))
    else if (part === 'header') headers[name] = String(value)
    else filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)))
  }
  const [body] = Object.entries(entry.requestBody?.content ?? {})
  if (body) headers['Content-Type'] = body[0]
  return {
    method: method.toUpperCase(),
    url: `${document.servers.at(-1)?.url}${filled}${query.size > 0 ? `?${query}` : ''}`,
    headers,
    ...(body && { body: JSON.stringify(body[1].examples.example.value) }),
  }
}

const ours = (protocol: Protocol, operation: Operation): HttpCall => {
  const { body, ...call } = callOf(protocol, operation, JSON.stringify(operation.example.request))
  return { ...call, ...(body !== undefined && { body: JSON.stringify(JSON.parse(body)) }) }
}

const KMS = read(
  kmsOpenApi({ title: 'Q-KMS', version: '1', endpoint: ENDPOINT, pageOf: (name) => `https://docs.q-kms.example/${name}` }),
)

test.each(Object.values(operations))('$name is sent by a console as it is by the pages', (operation) => {
  expect(requestIn(KMS, operation.name)).toEqual(ours(kmsProtocol(), operation))
})

const token = { token_id: { type: string(), description: 'The token.' } }
const LIST = operation({
  name: 'ListTokens',
  category: 'tokens',
  summary: 'Lists the tokens.',
  http: { method: 'GET', path: '/v1/tokens' },
  input: {
    limit: { type: integer({ min: 1, max: 100 }), description: 'How many.', default: 20 },
    scope: { type: list(string()), description: 'Only those with one of these scopes.' },
    filter: { type: structure({ owner: { type: string(), description: 'Whose.' } }), description: 'Only those that fit.' },
  },
  output: { tokens: { type: list(structure(token)), description: 'The tokens.' } },
  errors: ['invalid_request'],
  example: {
    request: { limit: 5, scope: ['read', 'write'], filter: { owner: 'ann' } },
    response: { tokens: [{ token_id: 'tok_1' }] },
  },
})
const COUNT = operation({
  name: 'CountTokens',
  category: 'tokens',
  summary: 'Counts the tokens.',
  http: { method: 'GET', path: '/v1/tokens/count' },
  input: {},
  output: { count: { type: integer(), description: 'How many there are.' } },
  errors: [],
  example: { request: {}, response: { count: 1 } },
})
const UPDATE = operation({
  name: 'UpdateToken',
  category: 'tokens',
  summary: 'Changes the labels of a token.',
  http: { method: 'PATCH', path: '/v1/tokens/{token_id}', query: ['dry_run'], headers: { revision: 'If-Match' } },
  input: {
    token_id: { type: string(), required: true, description: 'The token to change.' },
    dry_run: { type: string(), description: 'Only tries.' },
    revision: { type: string(), required: true, description: 'The revision that is to be changed.' },
    labels: { type: map(string()), required: true, description: 'The new labels.' },
  },
  output: token,
  errors: ['unknown_token', 'invalid_request'],
  example: {
    request: { token_id: 'tok/1', dry_run: 'yes', revision: '7', labels: { team: 'a' } },
    response: { token_id: 'tok/1' },
  },
})
const REVOKE = operation({
  name: 'RevokeToken',
  category: 'tokens',
  summary: 'Ends a token.',
  http: { method: 'DELETE', path: '/v1/tokens/{token_id}', status: 204 },
  input: { token_id: { type: string(), required: true, description: 'The token to end.' } },
  output: {},
  emptyBody: true,
  errors: ['unknown_token'],
  example: { request: { token_id: 'tok_1' }, response: {} },
})
const TOKENS: readonly Operation[] = [LIST, COUNT, UPDATE, REVOKE]

const rest = restJson({ url: 'https://tokens.example/api/', authentication: 'bearer' })
const options = {
  info: { title: 'Tokens', version: '2.1', description: 'Gives tokens out.', license: { name: 'MIT', identifier: 'MIT' } },
  protocol: rest,
  categories: { tokens: { name: 'Tokens', description: 'Everything about tokens.' } },
  errors: {
    unknown_token: { status: 404, description: 'There is no such token.' },
    invalid_request: { status: 400, description: 'A member is wrong.' },
  },
  errorSchema: (code: object) => ({ type: 'object', properties: { error: { ...code } } }),
}
const REST = read(openApiOf(TOKENS, options))

test('a REST API makes a valid document, and a wrong status does not', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(REST) as never)).toMatchObject({ valid: true })
  const broken = JSON.parse(JSON.stringify(REST).replace('"204":', '"none":'))
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
})

test.each(TOKENS)('$name of a REST API is sent by a console as it is by the pages', (operation) => {
  expect(requestIn(REST, operation.name)).toEqual(ours(rest, operation))
})

test('a request of a REST API has its members where its binding says', () => {
  expect(ours(rest, LIST)).toEqual({
    method: 'GET',
    url: 'https://tokens.example/api/v1/tokens?limit=5&scope=read&scope=write&filter=%7B%22owner%22%3A%22ann%22%7D',
    headers: {},
  })
  expect(ours(rest, COUNT)).toEqual({ method: 'GET', url: 'https://tokens.example/api/v1/tokens/count', headers: {} })
  expect(ours(rest, UPDATE)).toEqual({
    method: 'PATCH',
    url: 'https://tokens.example/api/v1/tokens/tok%2F1?dry_run=yes',
    headers: { 'Content-Type': 'application/json', 'If-Match': '7' },
    body: '{"labels":{"team":"a"}}',
  })
})

test('paths of a REST API are shared by methods, with parameters, statuses and the bearer scheme', () => {
  expect(Object.keys(REST.paths)).toEqual(['/v1/tokens', '/v1/tokens/count', '/v1/tokens/{token_id}'])
  expect(Object.keys(REST.paths['/v1/tokens/{token_id}'] ?? {})).toEqual(['patch', 'delete'])
  expect(REST.servers).toEqual([{ url: 'https://tokens.example/api' }])
  expect(REST.security).toEqual([{ secret: [] }])
  expect(REST.components.securitySchemes).toEqual({ secret: { type: 'http', scheme: 'bearer' } })
  const { entry } = entryIn(REST, 'UpdateToken')
  expect(entry.parameters?.map(({ name, in: part, required }) => [name, part, required])).toEqual([
    ['token_id', 'path', true],
    ['dry_run', 'query', false],
    ['If-Match', 'header', true],
  ])
  expect(Object.keys(entry.responses)).toEqual(['200', '400', '404', 'default'])
  expect(entryIn(REST, 'RevokeToken').entry.responses['204']).toEqual({ description: 'Done. The response has no body.' })
  expect(entryIn(REST, 'ListTokens').entry.parameters?.[0]).toMatchObject({
    description: 'How many.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  })
  expect(Object.keys(REST.components.schemas)).toEqual([
    'ListTokensResponse',
    'CountTokensResponse',
    'UpdateTokenRequest',
    'UpdateTokenResponse',
    'Error',
  ])
})

test('an API key is a scheme that names its header', () => {
  const protocol = restJson({ url: 'https://tokens.example', authentication: { header: 'X-Api-Key' } })
  const { components, security } = read(openApiOf(TOKENS, { ...options, protocol }))
  expect(components.securitySchemes).toEqual({
    secret: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'X-Api-Key' },
  })
  expect(security).toEqual([{ secret: [] }])
})

test('errors have a media type of their own where the API says so', () => {
  const { paths } = read(openApiOf(TOKENS, { ...options, errorMediaType: 'application/problem+json' }))
  const responses = paths['/v1/tokens']?.get?.responses
  expect(Object.keys(responses?.['200']?.content ?? {})).toEqual(['application/json'])
  expect(Object.keys(responses?.['400']?.content ?? {})).toEqual(['application/problem+json'])
  expect(Object.keys(responses?.default?.content ?? {})).toEqual(['application/problem+json'])
})

test('a path that names what is no member, or differs from another in names alone, is refused', () => {
  const ghost: Operation = { ...LIST, http: { method: 'GET', path: '/v1/tokens/{ghost}' } }
  expect(() => openApiOf<Operation>([ghost], options)).toThrow('ListTokens has no member for {ghost} of its path.')
  const of = (name: string, member: string): Operation => ({
    ...LIST,
    name,
    http: { method: name === 'A' ? 'GET' : 'POST', path: `/v1/{${member}}` },
    input: { [member]: { type: string(), required: true, description: '' } },
    example: { request: { [member]: 'x' }, response: {} },
  })
  expect(() => openApiOf<Operation>([of('A', 'one'), of('B', 'other')], options)).toThrow(
    'to OpenAPI, /v1/{one} and /v1/{other} are one path',
  )
})

test('two operations with one method and path are refused', () => {
  const twin: Operation = { ...LIST, name: 'FindTokens' }
  expect(() => openApiOf<Operation>([LIST, twin], options)).toThrow(
    'Failed to write the OpenAPI document: ListTokens and FindTokens have the same method and path.',
  )
})

test('a header that selects an operation has its value as enum, default and example', () => {
  const { entry } = entryIn(KMS, 'Encrypt')
  expect(entry.parameters).toEqual([
    {
      name: 'X-Amz-Target',
      in: 'header',
      required: true,
      description: 'Must be "TrentService.Encrypt".',
      schema: { type: 'string', enum: ['TrentService.Encrypt'], default: 'TrentService.Encrypt' },
      example: 'TrentService.Encrypt',
    },
  ])
})
