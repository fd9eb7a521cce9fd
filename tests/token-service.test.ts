import { execFile, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, onTestFinished, test } from 'vitest'
import { httpSamplesOf } from '../src/components/CodeSamples/http-samples.ts'
import { openApiOf } from '../src/vocabulary/openapi.ts'
import { elementsOf, parametersOf, type Row } from '../src/vocabulary/project.ts'
import { callOf, requestOf, responseOf } from '../src/vocabulary/protocol.ts'
import { restJson } from '../src/vocabulary/protocols/rest-json.ts'
import { ERRORS, IntrospectToken, IssueToken, RevokeToken, TAGS } from './token-service/operations.ts'
import { protocol, SECRET, tokenService } from './token-service/service.ts'

/** Does not block, so that a server of this process can answer the program. */
const run = promisify(execFile)

const OPERATIONS = [IssueToken, IntrospectToken, RevokeToken]

const summaryOf = ({ name, type, required, in: part, constraints = [] }: Row): string =>
  [name, type, required ? 'required' : 'optional', part, ...constraints].filter(Boolean).join(' | ')

test('has a table of its parameters', () => {
  expect(parametersOf(IssueToken).map(summaryOf)).toEqual([
    'client_id | string | required | body | 1 to 40 characters',
    'scopes | list of string | required | body | 1 to 10 items | each at least 1 characters',
    'expires_in | integer | optional | body | 60 to 86,400',
    'trust | number | optional | body | 0 to 1',
    'not_before | string (date-time) or null | optional | body',
    'claims | map of string to string or number or boolean | optional | body',
    'idempotency_key | string | optional | header',
  ])
  expect(parametersOf(IntrospectToken).map(summaryOf)).toEqual([
    'token_id | string | required | path | 1 to 64 characters | pattern tok_[a-z0-9]+',
    'verbose | boolean | optional | query',
  ])
  expect(elementsOf(RevokeToken)).toEqual([])
})

test.each(OPERATIONS)('the service returns the documented response to the example of $name', async (operation) => {
  const fetch = tokenService()
  const send = async (sent: (typeof OPERATIONS)[number], secret = SECRET) => {
    const { url, ...init } = callOf(protocol, sent, JSON.stringify(sent.example.request), { secret })
    return fetch(url, init)
  }
  if (operation !== IssueToken) await send(IssueToken)
  const response = await send(operation)
  const documented = responseOf(protocol, operation)
  expect(response.status).toBe(documented.status)
  const body = operation.emptyBody ? undefined : await response.json()
  if (operation.emptyBody) expect(await response.text()).toBe('')
  else
    expect({ ...body, ...(operation === IssueToken && { expires_at: IssueToken.example.response.expires_at }) }).toEqual(
      documented.body,
    )
  expect((await send(operation, 'wrong')).status).toBe(401)
})

test('shows requests with their members in their places', () => {
  expect(requestOf(protocol, IssueToken)).toEqual({
    method: 'POST',
    path: '/v1/tokens',
    headers: { 'Content-Type': 'application/json' },
    body: { client_id: 'demo', scopes: ['read'] },
  })
  expect(requestOf(protocol, RevokeToken)).toEqual({ method: 'DELETE', path: '/v1/tokens/tok_1', headers: {} })
  expect(responseOf(protocol, RevokeToken)).toEqual({ status: 204 })
})

test('exports as a valid OpenAPI document', async () => {
  const document = JSON.parse(
    JSON.stringify(
      openApiOf(OPERATIONS, {
        info: { title: 'Tokens', version: '1' },
        protocol,
        categories: TAGS,
        errors: ERRORS,
        errorSchema: (code) => ({
          type: 'object',
          properties: {
            error: { type: 'object', properties: { code, message: { type: 'string' }, field: { type: 'string' } } },
          },
        }),
      }),
    ),
  )
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
  expect(
    Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item as object).map((method) => `${method} ${path}`)),
  ).toEqual(['post /v1/tokens', 'get /v1/tokens/{token_id}', 'delete /v1/tokens/{token_id}'])
  expect(document.components.securitySchemes).toEqual({ secret: { type: 'http', scheme: 'bearer' } })
  const { get, delete: revoke } = document.paths['/v1/tokens/{token_id}']
  expect(
    get.parameters.map((parameter: { readonly name: string; readonly in: string }) => [parameter.name, parameter.in]),
  ).toEqual([
    ['token_id', 'path'],
    ['verbose', 'query'],
  ])
  expect(get.requestBody).toBeUndefined()
  expect(Object.keys(revoke.responses)).toEqual(['204', '401', '404', '409', 'default'])
  expect(document.components.schemas.IssueTokenRequest.properties).toMatchObject({
    trust: { type: 'number', minimum: 0, maximum: 1 },
    not_before: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    claims: { additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] } },
  })
  expect(document.components.schemas.IssueTokenRequest.properties.idempotency_key).toBeUndefined()
})

test('an error that the document lacks is named', () => {
  const options = { info: { title: 'T', version: '1' }, protocol, categories: TAGS, errors: {}, errorSchema: () => ({}) }
  expect(() => openApiOf(OPERATIONS, options)).toThrow(
    'Failed to write the OpenAPI document: it has no entry for the error unauthorized.',
  )
})

/** A server on this machine that keeps what it is sent. */
const recorder = async () => {
  const requests: { readonly method: string; readonly url: string; readonly authorization: string; readonly body: unknown }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      requests.push({ method, url, authorization: headers.authorization ?? '', body: text && JSON.parse(text) })
      response.end('{}')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** Text that a careless sample would let a shell, or the language, run. */
const HOSTILE = `it's "q" \`id\` $(id) \${x} \\ \n é`

test('its samples send the request, whatever is in it', async () => {
  const { url, requests } = await recorder()
  const request = { client_id: HOSTILE, scopes: ['read'], trust: 0.5, not_before: null }
  const operation = { ...IssueToken, example: { ...IssueToken.example, request } }
  const samples = httpSamplesOf(restJson({ url, authentication: 'bearer' }), operation)
  const codeOf = (id: string) => samples.find((sample) => sample.id === id)?.code ?? ''
  expect(samples.map(({ id }) => id)).toEqual(['curl', 'js', 'python', 'go', 'java'])

  await run('bash', ['-c', codeOf('curl')])
  await run(process.execPath, ['--input-type=module', '--eval', codeOf('js')])
  const expected = { method: 'POST', url: '/v1/tokens', authorization: 'Bearer YOUR_TOKEN', body: request }
  expect(requests).toEqual([expected, expected])
})

/** Runs a program of `requests` without that library: prints what it would send. */
const REQUESTS = `import json, sys, types
library = types.ModuleType('requests')
def post(url, json=None, headers=None):
    print(__import__('json').dumps({'url': url, 'body': json}))
    return types.SimpleNamespace(status_code=201, text='')
library.post = post
sys.modules['requests'] = library
exec(sys.argv[1])
`

test('its Python sample sends the request, whatever is in it', async () => {
  if (spawnSync('python3', ['--version']).error) return console.warn('Python is not installed: its sample was not run.')
  const request = { client_id: HOSTILE, scopes: ['read'], not_before: null }
  const [sample] = httpSamplesOf(protocol, { ...IssueToken, example: { ...IssueToken.example, request } }).filter(
    ({ id }) => id === 'python',
  )
  const { stdout } = await run('python3', ['-c', REQUESTS, sample?.code ?? ''])
  expect(JSON.parse(stdout.split('\n')[0] ?? '')).toEqual({ url: 'https://tokens.example/v1/tokens', body: request })
})

test('its Go sample is Go, whatever is in it', () => {
  if (spawnSync('gofmt', ['-h']).error) return console.warn('Go is not installed: its sample was not read.')
  const request = { client_id: HOSTILE, scopes: ['read'], not_before: null }
  const samples = httpSamplesOf(protocol, { ...IssueToken, example: { ...IssueToken.example, request } })
  const { status, stderr } = spawnSync('gofmt', { input: samples.find(({ id }) => id === 'go')?.code, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

test('its Java sample holds the body as one text', () => {
  const { code = '' } = httpSamplesOf(protocol, IssueToken).find(({ id }) => id === 'java') ?? {}
  const [text = ''] = /"(?:[^"\\]|\\.)*"/.exec(code) ?? []
  expect(JSON.parse(JSON.parse(text))).toEqual(IssueToken.example.request)
})
