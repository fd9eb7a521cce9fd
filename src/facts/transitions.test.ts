import { expect, test } from 'vitest'
import { KEY_STATES } from './key-states.ts'
import { LIFECYCLE, nextState } from './transitions.ts'

test('every state but those of the beginning is reached, and none is a dead end', () => {
  const reached = new Set(KEY_STATES.flatMap((state) => LIFECYCLE.map((event) => nextState(state, event))))
  // A replica begins as Creating; Unavailable is how a key shows whose key store is away.
  expect(KEY_STATES.filter((state) => !reached.has(state))).toEqual(['Creating', 'Unavailable'])
  for (const state of KEY_STATES)
    expect(LIFECYCLE.some((event) => ![undefined, state].includes(nextState(state, event)))).toBe(true)
})
