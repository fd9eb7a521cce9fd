import { expect, test } from 'vitest'
import { printMessage, requestMessage, responseMessage, statusLine } from './http.ts'

test('prints a request with its headers, an empty line and its body', () => {
  const request = { method: 'POST', path: '/', headers: { 'Content-Type': 'application/x-amz-json-1.1' }, body: { KeyId: 'a' } }
  expect(printMessage(requestMessage(request))).toBe(
    'POST / HTTP/1.1\nContent-Type: application/x-amz-json-1.1\n\n{\n  "KeyId": "a"\n}',
  )
})

test('prints a response without a body as its head alone', () => {
  expect(printMessage(responseMessage({ status: 400 }))).toBe('HTTP/1.1 400 Bad Request')
})

test('prints a body alone without an empty line before it', () => {
  expect(printMessage({ body: '{}' })).toBe('{}')
})

test('leaves a status without a known reason as a number', () => {
  expect(statusLine(418)).toBe('418')
})
