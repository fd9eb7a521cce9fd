import { expect, test } from 'vitest'
import { prove } from '../proofs/durability.ts'

test('keeps every acknowledged change, and none by half, when it is killed while clients write', async () => {
  const { acknowledged, unanswered, faults } = await prove({ rounds: 3, writes: 240, clients: 8 })
  expect(faults).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
  expect(unanswered).toBeGreaterThan(0)
})
