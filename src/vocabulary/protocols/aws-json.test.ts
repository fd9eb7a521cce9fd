import { expect, test } from 'vitest'
import { callOf } from '../protocol.ts'
import { blob, list, map, string, structure } from '../shapes.ts'
import { awsJson, pathOf } from './aws-json.ts'

const protocol = awsJson({ url: 'https://kms.example/', target: 'TrentService' })
const described = { description: '' }
const MEMBERS = {
  KeyId: { type: string(), ...described },
  Tags: {
    type: list(structure({ TagKey: { type: string(), ...described }, TagValue: { type: string(), ...described } })),
    ...described,
  },
  Recipient: { type: structure({ Document: { type: blob(), ...described } }), ...described },
  EncryptionContext: { type: map(string()), ...described },
}
const errorOf = (status: number, text: string) => protocol.errorOf({ status, text }, MEMBERS)
const membersIn = (message: string) => errorOf(400, JSON.stringify({ __type: 'ValidationException', message }))?.members

test('sends every operation to the one address, named in a header, with any text as its body', () => {
  expect(callOf(protocol, { name: 'Encrypt' }, 'not JSON')).toEqual({
    method: 'POST',
    url: 'https://kms.example/',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'TrentService.Encrypt' },
    body: 'not JSON',
  })
})

test('names a field as the service names the member in its messages', () => {
  expect(protocol.fieldOf('KeyId')).toBe('keyId')
  expect(protocol.memberOf('keyId')).toBe('KeyId')
})

test('reads an error and the members that it names', () => {
  const message = "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null"
  expect(errorOf(400, JSON.stringify({ __type: 'ValidationException', message }))).toEqual({
    code: 'ValidationException',
    message,
    members: { KeyId: 'Member must not be null' },
  })
})

test('shows an error without its namespace', () => {
  const text = '{"__type":"com.amazonaws.kms#NotFoundException","message":"no"}'
  expect(errorOf(400, text)).toMatchObject({ code: 'NotFoundException', message: 'no' })
})

test('reads a capital Message too', () => {
  expect(errorOf(400, '{"__type":"A","Message":"no"}')).toMatchObject({ code: 'A', message: 'no' })
})

test('shows the status as the code of an error that is not the protocol’s', () => {
  expect(errorOf(502, '<html>')).toMatchObject({ code: 'HTTP 502', message: '' })
  expect(errorOf(400, '{"__type":1}')).toMatchObject({ code: 'HTTP 400', message: '' })
})

test('finds no error in a success', () => {
  expect(errorOf(200, '{"__type":"A"}')).toBeUndefined()
})

test('gives each member that a message names the sentence about it', () => {
  const message =
    "3 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null; " +
    "Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
    "Value 'x' at 'keyId' failed to satisfy constraint: Member must be b"
  expect(membersIn(message)).toEqual({
    KeyId: 'Member must not be null; Member must be b',
    'Tags.0.TagKey': 'Member must have length greater than or equal to 1',
  })
})

test('marks no member for a message without a path or with one that the form lacks', () => {
  expect(membersIn("Invalid keyId 'not-an-id'")).toEqual({})
  expect(membersIn("Value null at 'plaintext' failed to satisfy constraint: Member must not be null")).toEqual({})
})

test.each([
  ['keyId', 'KeyId'],
  ['tags', 'Tags'],
  ['tags.1.member.tagKey', 'Tags.0.TagKey'],
  ['tags.2.tagKey', 'Tags.1.TagKey'],
  ['tags.1.member.colour', 'Tags.0'],
  ['recipient.document', 'Recipient.Document'],
  ['encryptionContext.purpose', 'EncryptionContext'],
  ['keyId.x', 'KeyId'],
  ['grantTokens', undefined],
  ['constructor', undefined],
])('finds the member that %s means', (called, path) => {
  expect(pathOf(MEMBERS, called)).toBe(path)
})
