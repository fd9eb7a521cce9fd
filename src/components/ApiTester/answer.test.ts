import { expect, test } from 'vitest'
import { list, string, structure } from '../../vocabulary/shapes.ts'
import { answerOf, errorOf, fieldErrors, prettyJson } from './answer.ts'

const MEMBERS = {
  KeyId: { type: string(), description: '' },
  Tags: { type: list(structure({ TagKey: { type: string(), description: '' } })), description: '' },
}
const error = (message: string) => ({ code: 'ValidationException', message })

test('reads status, headers and body', async () => {
  const answer = await answerOf(new Response('{}', { headers: { 'x-a': 'b' } }), MEMBERS, performance.now())
  expect(answer).toMatchObject({ status: 200, text: '{}', error: undefined, errors: {} })
  expect(answer.headers).toContainEqual(['x-a', 'b'])
  expect(answer.duration).toBeGreaterThanOrEqual(0)
})

test('reads an error and the fields that it names', async () => {
  const message = "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null"
  const response = new Response(JSON.stringify({ __type: 'ValidationException', message }), { status: 400 })
  expect(await answerOf(response, MEMBERS, performance.now())).toMatchObject({
    error: { code: 'ValidationException', message },
    errors: { KeyId: 'Member must not be null' },
  })
})

test('shows an error without its namespace', () => {
  const text = '{"__type":"com.amazonaws.kms#NotFoundException","message":"no"}'
  expect(errorOf({ status: 400, text })).toEqual({ code: 'NotFoundException', message: 'no' })
})

test('reads a capital Message too', () => {
  expect(errorOf({ status: 400, text: '{"__type":"A","Message":"no"}' })).toEqual({ code: 'A', message: 'no' })
})

test('shows the status as the code of an error that is not the protocol’s', () => {
  expect(errorOf({ status: 502, text: '<html>' })).toEqual({ code: 'HTTP 502', message: '' })
  expect(errorOf({ status: 400, text: '{"__type":1}' })).toEqual({ code: 'HTTP 400', message: '' })
})

test('finds no error in a success', () => {
  expect(errorOf({ status: 200, text: '{"__type":"A"}' })).toBeUndefined()
})

test('gives each field that a message names the sentence about it', () => {
  const message =
    "3 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null; " +
    "Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
    "Value 'x' at 'keyId' failed to satisfy constraint: Member must be b"
  expect(fieldErrors(MEMBERS, error(message))).toEqual({
    KeyId: 'Member must not be null; Member must be b',
    'Tags.0.TagKey': 'Member must have length greater than or equal to 1',
  })
})

test('marks no field for a message without a path or with one that the form lacks', () => {
  expect(fieldErrors(MEMBERS, error("Invalid keyId 'not-an-id'"))).toEqual({})
  expect(fieldErrors(MEMBERS, error("Value null at 'plaintext' failed to satisfy constraint: Member must not be null"))).toEqual(
    {},
  )
})

test('leaves text that is not JSON as it is', () => {
  expect(prettyJson('<html>')).toBe('<html>')
  expect(prettyJson('{"a":[]}')).toBe('{\n  "a": []\n}')
})
