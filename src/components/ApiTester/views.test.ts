import { expect, test } from 'vitest'
import { blob, list, map, nullable, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { shapeAt, shapeOf, viewsOf } from './views.ts'

test('finds the shape of a member, of an item, and of a value under any name', () => {
  const inner = structure({ At: { type: timestamp, description: '' } })
  expect(shapeAt(inner, 'At')).toBe(timestamp)
  expect(shapeAt(inner, 'toString')).toBeUndefined()
  expect(shapeAt(list(inner), '0')).toBe(inner)
  expect(shapeAt(map(timestamp), 'any')).toBe(timestamp)
  expect(shapeAt(undefined, 'At')).toBeUndefined()
})

test('takes the option of a union that the value fits', () => {
  expect(shapeOf(nullable(timestamp), 5)).toBe(timestamp)
  expect(shapeOf(nullable(timestamp), 'x')).toBeUndefined()
})

test('reads bytes as text and hex only where the shape says that they are bytes', () => {
  expect(viewsOf('aGVsbG8=', blob())).toEqual({ text: 'hello', hex: '68656c6c6f' })
  expect(viewsOf('/wA=', blob())).toEqual({ text: undefined, hex: 'ff00' })
  expect(viewsOf('not base64!', blob())).toEqual({ text: undefined, hex: undefined })
  expect(viewsOf('', blob())).toEqual({})
  expect(viewsOf('aGVsbG8=', string())).toEqual({ json: undefined })
})

test('unfolds objects and lists, and no other JSON', () => {
  expect(viewsOf(' {"a": [1]}', undefined)).toEqual({ json: { a: [1] } })
  expect(viewsOf('[]', string())).toEqual({ json: [] })
  for (const text of ['5', '"a"', 'null', '{', '[open]']) expect(viewsOf(text, undefined)).toEqual({ json: undefined })
})
