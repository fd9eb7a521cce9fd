import { expect, test } from 'vitest'
import { awsJson } from '../../vocabulary/protocols/aws-json.ts'
import { string } from '../../vocabulary/shapes.ts'
import { answerOf, jsonOf } from './answer.ts'

const protocol = awsJson({ url: 'https://kms.example/', target: 'TrentService' })
const MEMBERS = { KeyId: { type: string(), description: '' } }

test('reads status, headers and body', async () => {
  const answer = await answerOf(new Response('{}', { headers: { 'x-a': 'b' } }), protocol, { input: MEMBERS }, performance.now())
  expect(answer).toMatchObject({ status: 200, text: '{}', error: undefined })
  expect(answer.headers).toContainEqual(['x-a', 'b'])
  expect(answer.duration).toBeGreaterThanOrEqual(0)
})

test('reads an error as the protocol does', async () => {
  const message = "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null"
  const response = new Response(JSON.stringify({ __type: 'ValidationException', message }), { status: 400 })
  expect(await answerOf(response, protocol, { input: MEMBERS }, performance.now())).toMatchObject({
    error: { code: 'ValidationException', message, members: { KeyId: 'Member must not be null' } },
  })
})

test('reads a value from JSON alone', () => {
  expect(jsonOf('<html>')).toBeUndefined()
  expect(jsonOf('{"a":[]}')).toEqual({ a: [] })
})
