import { expect, test } from 'vitest'
import { upperCamel } from '../../vocabulary/camel-case.ts'
import { blob, list, map, string, structure } from '../../vocabulary/shapes.ts'
import { membersOf } from './form-body.ts'
import { missing } from './missing.ts'

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
