import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const all = Object.values(SANDBOX).map((id) => ({ KeyId: id, KeyArn: arnOf(id) }))

test('lists every key in the order of their making, whatever their state', async () => {
  const { send } = createClient()
  expect(await send('ListKeys', {})).toEqual({ Keys: all, Truncated: false })
  const { KeyMetadata } = await send('CreateKey', {})
  const { Keys } = await send('ListKeys', {})
  expect(Keys).toEqual([...all, { KeyId: KeyMetadata?.KeyId, KeyArn: KeyMetadata?.Arn }])
})

test.each([1, 2, 4, 8])('gives pages of %i with a marker between them', async (Limit) => {
  const { send } = createClient()
  const keys = []
  let Marker: string | undefined
  do {
    const page = await send('ListKeys', { Limit, Marker })
    expect(page.Keys?.length).toBe(Math.min(Limit, all.length - keys.length))
    expect(page.Truncated).toBe(page.NextMarker !== undefined)
    keys.push(...(page.Keys ?? []))
    Marker = page.NextMarker
  } while (Marker !== undefined)
  expect(keys).toEqual(all)
})

test('does not truncate a page that holds exactly the rest', async () => {
  const { send } = createClient()
  expect(await send('ListKeys', { Limit: all.length })).toEqual({ Keys: all, Truncated: false })
})

test('goes on behind a key that was deleted between two pages', async () => {
  const { send, emulator } = createClient()
  const { NextMarker } = await send('ListKeys', { Limit: 4 })
  await emulator.clock.advance(30 * 24 * 3600 * 1000)
  expect((await send('ListKeys', { Marker: NextMarker })).Keys).toEqual(all.slice(4))
})

test('gives 100 keys where there is no limit, and 1,000 where that is the limit', async () => {
  const { send } = createClient()
  await Promise.all(Array.from({ length: 100 }, () => send('CreateKey', { Origin: 'EXTERNAL' })))
  const { Keys, Truncated } = await send('ListKeys', {})
  expect(Keys?.length).toBe(100)
  expect(Truncated).toBe(true)
  expect((await send('ListKeys', { Limit: 1000 })).Keys?.length).toBe(all.length + 100)
})

test('refuses a marker that it did not return', async () => {
  const { send, refuse } = createClient()
  const aliases = await send('ListAliases', { Limit: 1 })
  for (const Marker of ['x', 'AAAA', btoa('ListKeysX\n'), aliases.NextMarker])
    expect(await refuse('ListKeys', { Marker })).toBe('InvalidMarkerException: The marker is not one that this listing returned.')
})

test('refuses limits outside of 1 to 1,000', async () => {
  const { refuse } = createClient()
  expect(await refuse('ListKeys', { Limit: 0 })).toBe(
    "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  )
  expect(await refuse('ListKeys', { Limit: 1001 })).toBe(
    "ValidationException: 1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000",
  )
})
