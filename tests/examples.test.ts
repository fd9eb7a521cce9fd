import { expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { type Body, sendable } from './recipes.ts'

/** Every example of the docs, sent to a fresh sandbox, is answered as the docs say. */
/** Takes the member at a dotted path out of a JSON value; lists are gone through without an index. Tells whether it was there. */
const takeOut = (value: unknown, [name = '', ...rest]: readonly string[]): boolean => {
  if (Array.isArray(value)) return value.length > 0 && value.map((item) => takeOut(item, [name, ...rest])).every(Boolean)
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false
  const body = value as Record<string, unknown>
  if (rest.length > 0) return takeOut(body[name], rest)
  return delete body[name]
}

test.each(Object.values(operations) as readonly KmsOperation[])(
  '$name returns the response of its example',
  async ({ name, emptyBody, example }) => {
    const client = createClient()
    const request = await sendable(name, example.request, client)
    expect(Object.keys(request)).toEqual(Object.keys(example.request))
    const { status, body } = await client.attempt(name, request)
    expect([status, body]).toEqual([200, body])

    const [expected, answered] = [structuredClone<Body>(example.response), emptyBody ? {} : structuredClone(body)]
    expect(body === undefined).toBe(emptyBody ?? false)
    for (const path of example.volatile ?? []) {
      expect([path, takeOut(expected, path.split('.'))]).toEqual([path, true])
      expect([path, takeOut(answered, path.split('.'))]).toEqual([path, true])
    }
    expect(answered).toEqual(expected)
  },
)
