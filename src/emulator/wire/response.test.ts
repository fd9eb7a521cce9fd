import { expect, test } from 'vitest'
import { KmsError } from '../kms-error.ts'
import { createClient, requestTo } from '../test-client.ts'
import { failure, REQUEST_ID, type ServiceResponse, success } from './response.ts'

const exchange = ({ status, headers, body }: ServiceResponse) => ({
  status,
  type: headers['Content-Type'],
  id: headers[REQUEST_ID],
  text: body,
})
const type = 'application/x-amz-json-1.1'

test('writes JSON, or nothing at all', () => {
  expect(exchange(success('id', { a: 1 }))).toEqual({ status: 200, type, id: 'id', text: '{"a":1}' })
  expect(exchange(success('id', {}))).toEqual({ status: 200, type, id: 'id', text: '{}' })
  expect(exchange(success('id', undefined))).toEqual({ status: 200, type, id: 'id', text: '' })
})

test('writes an error with its code and, if it has one, its text', () => {
  expect(exchange(failure('id', new KmsError('NotFoundException', 'No.')))).toEqual({
    status: 400,
    type,
    id: 'id',
    text: '{"__type":"NotFoundException","message":"No."}',
  })
  expect(exchange(failure('id', new KmsError('InvalidCiphertextException'))).text).toBe('{"__type":"InvalidCiphertextException"}')
})

test('has 400 for the client, and the declared status for what is not', () => {
  expect(failure('id', new KmsError('LimitExceededException')).status).toBe(400)
  expect(failure('id', new KmsError('RequestEntityTooLargeException')).status).toBe(413)
  expect(failure('id', new KmsError('KMSInternalException')).status).toBe(500)
})

test('gives each request an id of its own', async () => {
  const { emulator } = createClient()
  const ids = await Promise.all(
    Array.from({ length: 10 }, async () => (await emulator.fetch(requestTo('ListKeys', {}))).headers.get('x-amzn-requestid')),
  )
  expect(new Set(ids).size).toBe(10)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})
