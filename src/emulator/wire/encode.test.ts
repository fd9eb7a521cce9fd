import { expect, test } from 'vitest'
import { blob, boolean, list, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { encode } from './encode.ts'

const description = ''

test('turns values into JSON in the order of the model, and leaves out what is undefined or unknown', () => {
  const members = {
    Bytes: { type: blob(), description },
    Time: { type: timestamp, description },
    Flag: { type: boolean, description },
    Missing: { type: string(), description },
    Inners: {
      type: list(structure({ Text: { type: string(), description }, Time: { type: timestamp, description } })),
      description,
    },
  }
  const values = {
    Inners: [{ Time: 1500, Text: 'x' }, {}],
    Flag: false,
    Time: 1768435200123,
    Bytes: new Uint8Array([1, 2, 3]),
    Missing: undefined,
    Unknown: 1,
  }
  expect(JSON.stringify(encode(members, values))).toBe(
    '{"Bytes":"AQID","Time":1768435200.123,"Flag":false,"Inners":[{"Text":"x","Time":1.5},{}]}',
  )
})
