import fc from 'fast-check'
import { expect, test } from 'vitest'
import { upperCamel } from '../../vocabulary/camel-case.ts'
import { fits } from '../../vocabulary/fits.ts'
import { blob, enumeration, integer, list, map, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { emptyOf, exampleOf, initialBody, membersOf, parseBody, printBody, withMember } from './form-body.ts'

const MEMBERS = membersOf(
  [
    { name: 'keyId', type: 'string', required: true, placeholder: 'alias/app' },
    { name: 'numberOfBytes', type: 'integer', placeholder: '32' },
    {
      name: 'tags',
      type: 'list of structure',
      shape: list(
        structure({
          TagKey: { type: string(), required: true, description: '' },
          TagValue: { type: string(), required: true, description: '' },
        }),
      ),
    },
    { name: 'recipient', type: 'structure', shape: structure({ Document: { type: blob(), required: true, description: '' } }) },
    { name: 'encryptionContext', type: 'map', shape: map(string()) },
  ],
  upperCamel,
)

test('names members as the wire does', () => {
  expect(Object.keys(MEMBERS)).toEqual(['KeyId', 'NumberOfBytes', 'Tags', 'Recipient', 'EncryptionContext'])
})

test('takes the kind of a field without a shape from its type', () => {
  const members = membersOf(
    [
      { name: 'a', type: 'Integer' },
      { name: 'b', type: 'boolean' },
      { name: 'c', type: 'list of string' },
      { name: 'd', type: 'number' },
    ],
    upperCamel,
  )
  expect(Object.values(members).map(({ type }) => type.kind)).toEqual(['integer', 'boolean', 'string', 'number'])
})

test('starts with the required placeholders, or with the example', () => {
  expect(initialBody(MEMBERS)).toEqual({ KeyId: 'alias/app' })
  expect(initialBody(MEMBERS, { Tags: [] })).toEqual({ Tags: [] })
})

test('makes an example of the placeholders, in the wire’s kinds, where none is given', () => {
  expect(exampleOf(MEMBERS)).toEqual({ KeyId: 'alias/app', NumberOfBytes: 32 })
  expect(exampleOf(MEMBERS, { KeyId: 'b' })).toEqual({ KeyId: 'b' })
  expect(exampleOf(membersOf([{ name: 'a', type: 'string' }], upperCamel))).toBeUndefined()
})

test('reads an object and gives a reason for anything else', () => {
  expect(parseBody('{"a":1}')).toEqual({ body: { a: 1 } })
  for (const text of ['', '{']) expect(parseBody(text)).toEqual({ error: expect.any(String) })
  for (const text of ['[]', 'null', '"a"', '1']) expect(parseBody(text)).toEqual({ error: undefined })
})

test('reads back any body that it prints', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      expect(parseBody(printBody(body)).body).toEqual(JSON.parse(JSON.stringify(body)))
    }),
  )
})

test('sets and removes one member, and keeps the others in place', () => {
  const body = { KeyId: 'a', Unknown: { x: [1] }, Tags: [] }
  expect(JSON.stringify(withMember(body, 'KeyId', 'b'))).toBe('{"KeyId":"b","Unknown":{"x":[1]},"Tags":[]}')
  expect(JSON.stringify(withMember(body, 'KeyId', undefined))).toBe('{"Unknown":{"x":[1]},"Tags":[]}')
})

test('knows which values a control can show', () => {
  expect(fits(integer(), 1)).toBe(true)
  expect(fits(integer(), '1')).toBe(false)
  expect(fits(timestamp, 1.5)).toBe(true)
  expect(fits(enumeration({ A: '' }), 'B')).toBe(true)
  expect(fits(map(string()), { a: 'b' })).toBe(true)
  expect(fits(map(string()), { a: 1 })).toBe(false)
  expect(fits(map(string()), ['a'])).toBe(false)
  expect(fits(list(string()), {})).toBe(false)
  expect(fits(structure({}), {})).toBe(true)
  expect(fits(string(), {})).toBe(false)
})

test('gives a new row what its control can show', () => {
  for (const shape of [string(), blob(), enumeration({ A: '' }), list(string()), structure({})])
    expect(fits(shape, emptyOf(shape))).toBe(true)
})

test('keeps an integer that JavaScript would round, where another member is changed', () => {
  const { body } = parseBody('{"id": 9007199254740993, "name": "a"}')
  expect(body && printBody(withMember(body, 'name', 'b'))).toBe('{\n  "id": 9007199254740993,\n  "name": "b"\n}')
  expect(body && fits(integer(), body.id)).toBe(false)
})
