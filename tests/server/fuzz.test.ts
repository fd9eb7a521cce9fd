import { expect, test } from 'vitest'
import { prove } from '../proofs/fuzz.ts'

test('answers whatever it is sent, and what it refuses changes nothing', async () => {
  const { tallies, faults } = await prove({ count: 2000, seed: 1, batch: 100 })
  expect(faults).toEqual([])
  // What is sent comes far enough to be accepted now and then, and is not just accepted.
  for (const [kind, { sent, refused, accepted }] of Object.entries(tallies)) {
    expect([kind, refused > 0]).toEqual([kind, true])
    expect([kind, sent === refused + accepted]).toEqual([kind, true])
  }
  expect(Object.values(tallies).reduce((sum, { sent }) => sum + sent, 0)).toBe(2000)
  expect(tallies.members?.accepted).toBeGreaterThan(0)
})
