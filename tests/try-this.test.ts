import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { headersOf } from '../src/facts/protocol.ts'
import { restoreDocumented } from '../src/msw/documented.ts'
import { prepared } from '../src/ready/examples.ts'
import { type Exchange, exchangesOf, load } from './pages.ts'
import type { Body, Client } from './recipes.ts'

/** Every *Try this* brings the documented response: in a sandbox as it begins, and in one where everything has been tried before. */

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null

/** The value with the type in place of what a path names; a list on the way is gone through. */
const masked = (value: unknown, path: readonly string[]): unknown => {
  if (path.length === 0) return `a ${typeof value}`
  if (Array.isArray(value)) return value.map((item) => masked(item, path))
  const [name = '', ...rest] = path
  return isObject(value) && name in value ? { ...value, [name]: masked(value[name], rest) } : value
}

const withoutVolatile = (body: unknown, { example }: KmsOperation): unknown =>
  // A sandbox takes only the markers that it has returned itself.
  [...(example.volatile ?? []), 'NextMarker'].reduce((value, path) => masked(value, path.split('.')), body)

/** Does what the button does. */
const tryOut = async ({ attempt, emulator }: Client, operation: string, { request, again }: Exchange) => {
  await restoreDocumented(emulator)
  const hands = {
    send: async (name: string, body: Body) => {
      const answer = await attempt(name, body)
      if (answer.status !== 200) throw new Error(`${name} is refused: ${JSON.stringify(answer.body)}`)
      return answer.body ?? {}
    },
    advance: (seconds: number) => emulator.clock.advance(seconds * 1000),
  }
  const body = await prepared({ operation, body: request.body as Body }, hands)
  if (again) await attempt(operation, body)
  return attempt(operation, body)
}

const counts = { successes: 0, refusals: 0 }

/** One sandbox in which a reader tries one example after the other. */
const used = createClient()

test.each(OPERATIONS)('each Try this of $name brings the documented response', async (operation) => {
  const { name } = operation
  const exchanges = exchangesOf(await load(join('docs/api/q-kms/api-reference', `${name}.mdx`)))
  expect(exchanges.length).toBeGreaterThan(0)
  for (const exchange of exchanges) {
    const { request, response } = exchange
    expect(request.headers?.['X-Amz-Target']).toBe(headersOf(name)['X-Amz-Target'])
    const documented = { status: response.status, body: withoutVolatile(response.body, operation) }
    for (const client of [createClient(), used, used]) {
      const { status, body } = await tryOut(client, name, exchange)
      expect({ status, body: withoutVolatile(body, operation) }).toEqual(documented)
    }
    counts[response.status === 200 ? 'successes' : 'refusals']++
  }
})

test('what a reader has made is left alone', async () => {
  const { send, emulator } = createClient()
  const { KeyMetadata } = await send('CreateKey', { Description: 'Mine' })
  const KeyId = KeyMetadata?.KeyId ?? ''
  await send('CreateAlias', { AliasName: 'alias/mine', TargetKeyId: KeyId })
  await send('DisableKey', { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' })
  await restoreDocumented(emulator)
  expect((await send('DescribeKey', { KeyId: 'alias/mine' })).KeyMetadata?.Description).toBe('Mine')
  expect((await send('DescribeKey', { KeyId: 'alias/app' })).KeyMetadata?.KeyState).toBe('Enabled')
})

afterAll(() => {
  console.info(
    `${counts.successes + counts.refusals} examples can be tried: ${counts.successes} succeed, ${counts.refusals} are refused as documented.`,
  )
})
