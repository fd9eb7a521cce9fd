import { expect, test } from 'vitest'
import { blob, boolean, enumeration, integer, list, map, string, structure, timestamp } from './shapes.ts'
import { syntaxOf } from './syntax.ts'

const of = (type: Parameters<typeof list>[0], required = false) => ({ type, required, description: 'x' })

test('every member has its type, and a note where it may be left out', () => {
  const members = {
    KeyId: of(string({ min: 1, max: 2048 }), true),
    Plaintext: of(blob({ min: 1, max: 4096 }), true),
    EncryptionContext: of(map(string())),
    MessageType: of(enumeration({ RAW: 'x', DIGEST: 'x' })),
    Spec: of(enumeration({ A: 'x', B: 'x', C: 'x', D: 'x', E: 'x' })),
    ValidTo: of(timestamp),
    Limit: of(integer({ min: 1, max: 2 })),
    Tags: of(list(structure({ TagKey: { type: string(), required: true, description: 'x' }, TagValue: of(string()) }))),
    GrantTokens: of(list(string())),
    DryRun: of(boolean),
  }
  expect(syntaxOf(members, 'optional')).toBe(`{
  "KeyId": "string",
  "Plaintext": "base64",
  "EncryptionContext": { "string": "string" },  // optional
  "MessageType": "RAW" | "DIGEST",  // optional
  "Spec": "string",  // optional
  "ValidTo": number,  // optional
  "Limit": number,  // optional
  "Tags": [  // optional
    {
      "TagKey": "string",
      "TagValue": "string"  // optional
    }
  ],
  "GrantTokens": ["string"],  // optional
  "DryRun": boolean  // optional
}`)
})

test('a response has no notes, and no members where there are none', () => {
  expect(syntaxOf({ KeyId: of(string()) })).toBe('{\n  "KeyId": "string"\n}')
  expect(syntaxOf({})).toBe('{}')
})
