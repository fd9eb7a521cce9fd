import { expect, test } from 'vitest'
import type { HttpBinding } from '../http.ts'
import { operation } from '../operation.ts'
import { callOf, requestOf, responseOf } from '../protocol.ts'
import { integer, list, string, structure } from '../shapes.ts'
import { restJson } from './rest-json.ts'

const text = { type: string(), description: '' }
const protocol = restJson({ url: 'https://api.example/v2/', authentication: 'bearer' })

const BINDING: HttpBinding = {
  method: 'PUT',
  path: '/shops/{shop}/items/{item_id}',
  query: ['dry'],
  headers: { etag: 'If-Match' },
  status: 202,
}

const UpdateItem = operation({
  name: 'UpdateItem',
  category: 'items',
  summary: 'Changes an item.',
  http: BINDING,
  input: {
    shop: { ...text, required: true },
    item_id: { ...text, required: true },
    dry: text,
    etag: text,
    name: { ...text, required: true },
    parts: { type: list(structure({ size: { type: integer(), description: '' } })), description: '' },
  },
  output: { name: text },
  errors: [],
  example: { request: { shop: 'a/b', item_id: 'ü', dry: 'yes', etag: '"1"', name: 'n' }, response: { name: 'n' } },
})
const call = (body: object, http: HttpBinding = BINDING) =>
  callOf(protocol, { ...UpdateItem, http }, JSON.stringify(body), { secret: 's' })

test('puts each member where its binding says, percent-encoded in the address', () => {
  expect(call(UpdateItem.example.request)).toEqual({
    method: 'PUT',
    url: 'https://api.example/v2/shops/a%2Fb/items/%C3%BC?dry=yes',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer s', 'If-Match': '"1"' },
    body: '{\n  "name": "n"\n}',
  })
})

test('leaves out what is not given, and sends the secret only where there is one', () => {
  const sent = callOf(protocol, UpdateItem, '{"shop": "a", "item_id": "b", "dry": null}')
  expect(sent.url).toBe('https://api.example/v2/shops/a/items/b')
  expect(sent.headers).toEqual({ 'Content-Type': 'application/json' })
})

test('sends a list in the query as several values, and everything of a GET', () => {
  const http = { method: 'GET', path: '/items' } as const
  expect(call({ name: ['x', 'y&z'], parts: [{ size: 1 }], unknown: 1 }, http)).toEqual({
    method: 'GET',
    url: 'https://api.example/v2/items?name=x&name=y%26z&parts=%7B%22size%22%3A1%7D&unknown=1',
    headers: { Authorization: 'Bearer s' },
  })
})

test('sends a header once, whatever the case that the descriptor writes it in', () => {
  const http = { method: 'POST', path: '/a', headers: { type: 'content-type' } } as const
  const input = { type: text, name: text }
  const sent = callOf(protocol, { name: 'A', http, input }, '{"type": "application/merge-patch+json", "name": "n"}')
  expect(sent.headers).toEqual({ 'content-type': 'application/merge-patch+json' })
})

test('keeps integers that JavaScript would round, in body, path and query', () => {
  const http = { method: 'POST', path: '/a/{id}', query: ['page'] } as const
  const number = { type: integer(), description: '' }
  const called = { name: 'A', http, input: { id: number, page: number, size: number } }
  const sent = callOf(protocol, called, '{"id": 9007199254740993, "page": 18446744073709551615, "size": -9007199254740995}')
  expect(sent.url).toBe('https://api.example/v2/a/9007199254740993?page=18446744073709551615')
  expect(sent.body).toBe('{\n  "size": -9007199254740995\n}')
})

test('sends no body where no member goes into it', () => {
  const { body, headers } = callOf(
    protocol,
    { name: 'Delete', http: { method: 'DELETE', path: '/{a}' }, input: { a: text } },
    '{"a": "1"}',
  )
  expect([body, headers]).toEqual([undefined, {}])
})

test.each([
  [{ shop: 'a' }, 'item_id is missing, and the path /shops/{shop}/items/{item_id} needs it'],
  [{ shop: '', item_id: 'b' }, 'shop is missing'],
  [{ shop: null, item_id: 'b' }, 'shop is missing'],
  [{ shop: '..', item_id: 'b' }, "'..' cannot stand in the path"],
  [{ shop: '.', item_id: 'b' }, "'.' cannot stand in the path"],
  [[], 'have to be a JSON object'],
])('builds no request to another address: %j', (body, message) => {
  expect(() => call(body)).toThrow(message)
})

test('sends no body with an operation that has no members', () => {
  const sent = callOf(protocol, { name: 'Clear', http: { method: 'DELETE', path: '/a' }, input: {} }, '{}')
  expect(sent).toEqual({ method: 'DELETE', url: 'https://api.example/v2/a', headers: {} })
})

test('says that a descriptor has no binding', () => {
  expect(() => callOf(protocol, { name: 'Nothing' }, '{}')).toThrow('the descriptor of Nothing has no `http`')
})

test('shows request and response of the example', () => {
  expect(requestOf(protocol, UpdateItem)).toEqual({
    method: 'PUT',
    path: '/v2/shops/a%2Fb/items/%C3%BC?dry=yes',
    headers: { 'Content-Type': 'application/json', 'If-Match': '"1"' },
    body: { name: 'n' },
  })
  expect(responseOf(protocol, UpdateItem)).toEqual({
    status: 202,
    headers: { 'Content-Type': 'application/json' },
    body: { name: 'n' },
  })
})

test('sends an API key in the header of its name', () => {
  const keyed = restJson({ url: 'https://api.example', authentication: { header: 'X-Api-Key' } })
  expect(callOf(keyed, { name: 'A', http: { method: 'POST', path: '/a' } }, '{}', { secret: 'k' }).headers).toEqual({
    'Content-Type': 'application/json',
    'X-Api-Key': 'k',
  })
})

const errorOf = (status: number, body: unknown) =>
  protocol.errorOf({ status, text: typeof body === 'string' ? body : JSON.stringify(body) }, UpdateItem.input, BINDING.headers)

test('finds no error in a success or a redirect', () => {
  for (const status of [200, 201, 202, 204, 304]) expect(errorOf(status, { error: 'no' })).toBeUndefined()
})

test.each<[status: number, body: unknown, code: string, message: string, members?: object]>([
  [401, { error: { code: 'unauthorized', message: 'No token.' } }, 'unauthorized', 'No token.'],
  [404, { error: 'not_found', error_description: 'Gone.' }, 'not_found', 'Gone.'],
  [409, { code: 17, message: 'Exists.' }, '17', 'Exists.'],
  [
    409,
    { type: 'https://api.example/problems/in-use', title: 'In use', detail: 'Item b is in use.' },
    'in-use',
    'Item b is in use.',
  ],
  [429, { type: 'about:blank', title: 'Too Many Requests' }, 'Too Many Requests', ''],
  [422, { error: { code: 'invalid', message: 'Bad.', field: 'name' } }, 'invalid', 'Bad.', { name: 'Bad.' }],
  [412, { code: 'changed', message: 'Changed.', field: 'if-match' }, 'changed', 'Changed.', { etag: 'Changed.' }],
  [422, { code: 'invalid', errors: [{ loc: ['header', 'If-Match'], msg: 'Bad.' }] }, 'invalid', '', { etag: 'Bad.' }],
  [
    422,
    {
      title: 'Invalid',
      errors: [
        { pointer: '#/parts/0/size', detail: 'Too small.' },
        { name: 'name', reason: 'Empty.' },
      ],
    },
    'Invalid',
    '',
    { 'parts.0.size': 'Too small.', name: 'Empty.' },
  ],
  [
    422,
    { detail: [{ loc: ['body', 'parts', 0, 'size'], msg: 'Too small.', type: 'value_error' }] },
    'HTTP 422',
    '',
    { 'parts.0.size': 'Too small.' },
  ],
  [
    400,
    { message: 'Invalid.', errors: { name: ['Too long.', 'Too odd.'], other: ['?'] } },
    'HTTP 400',
    'Invalid.',
    { name: 'Too long.; Too odd.' },
  ],
  [
    422,
    { error: { code: 'invalid', message: 'Bad.' }, errors: [{ field: 'name', message: 'Empty.' }] },
    'invalid',
    'Bad.',
    { name: 'Empty.' },
  ],
  [400, { errors: [{ field: 'constructor', message: 'no' }] }, 'HTTP 400', ''],
  [422, { errors: [{ source: { pointer: '/parts/0/size' }, detail: 'Small.' }] }, 'HTTP 422', '', { 'parts.0.size': 'Small.' }],
  [422, { errors: [{ pointer: '/meta/name', detail: 'Other.' }] }, 'HTTP 422', ''],
  [402, { type: 'https://e/p/out-of-credit?x=1' }, 'out-of-credit', ''],
  [500, '<html>', 'HTTP 500', ''],
  [500, '', 'HTTP 500', ''],
  [500, 'null', 'HTTP 500', ''],
])('reads an error of status %i: %j', (status, body, code, message, members = {}) => {
  expect(errorOf(status, body)).toEqual({ code, message, members })
})
