import { expect, test, vi } from 'vitest'
import type { Journal } from '../emulator/store/journal.ts'
import { createClient } from '../emulator/test-client.ts'
import { untilFull } from './until-full.ts'

/** A journal that has room for some steps, and then fails. */
const filling = (room: number, error: unknown): Journal => {
  let steps = 0
  return {
    async transact(step) {
      const { changes } = step({ cleared: false, changes: [], fresh: steps === 0 })
      if (changes.length > 0 && ++steps > room) throw error
    },
  }
}

const keysIn = async ({ send }: ReturnType<typeof createClient>): Promise<number> =>
  (await send('ListKeys', {})).Keys?.length ?? 0

test('goes on in memory once the storage is full, and loses neither what was written nor what comes', async () => {
  const full = vi.fn()
  const client = createClient({ journal: untilFull(filling(2, new DOMException('no room', 'QuotaExceededError')), full) })
  const before = await keysIn(client)
  for (const made of [1, 2, 3, 4]) {
    await client.send('CreateKey', {})
    expect(await keysIn(client)).toBe(before + made)
  }
  expect(full).toHaveBeenCalledTimes(1)
})

test('lets every other failure through', async () => {
  const full = vi.fn()
  const failed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const client = createClient({ journal: untilFull(filling(1, new Error('broken')), full) })
  await client.send('ListKeys', {})
  expect(await client.refuse('CreateKey', {})).toMatch('KMSInternalException')
  expect(full).not.toHaveBeenCalled()
  failed.mockRestore()
})
