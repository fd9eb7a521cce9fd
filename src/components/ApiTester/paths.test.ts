import { expect, test } from 'vitest'
import { blob, list, map, string, structure } from '../../vocabulary/shapes.ts'
import { membersOf } from './form-body.ts'
import { missing, pathOf } from './paths.ts'

const MEMBERS = membersOf([
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
])

test('finds the required members that are missing, null or in a structure', () => {
  expect([...missing(MEMBERS, { KeyId: null, Tags: [{ TagKey: 'a', TagValue: 'b' }, { TagKey: '' }], Recipient: {} })]).toEqual([
    'KeyId',
    'Tags.1.TagValue',
    'Recipient.Document',
  ])
})

test('does not look for members in values of another kind', () => {
  expect([...missing(MEMBERS, { KeyId: 1, Tags: 'x', Recipient: [] })]).toEqual([])
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
])('finds the control of %s', (called, path) => {
  expect(pathOf(MEMBERS, called)).toBe(path)
})
