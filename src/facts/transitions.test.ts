import { expect, test } from 'vitest'
import { KEY_STATES, type KeyState } from './key-states.ts'
import { LIFECYCLE, type Lifecycle, nextState } from './transitions.ts'

/** State → event → the state that follows, written out once more: whatever is not named here must leave the key alone. */
const EXPECTED: Readonly<Record<KeyState, Readonly<Partial<Record<Lifecycle, KeyState>>>>> = {
  Creating: { ScheduleKeyDeletion: 'PendingDeletion', RegionsSettled: 'Enabled' },
  Enabled: {
    EnableKey: 'Enabled',
    DisableKey: 'Disabled',
    ScheduleKeyDeletion: 'PendingDeletion',
    SchedulePrimaryDeletion: 'PendingReplicaDeletion',
    ImportKeyMaterial: 'Enabled',
    DeleteImportedKeyMaterial: 'PendingImport',
    UpdatePrimaryRegion: 'Updating',
  },
  Disabled: {
    EnableKey: 'Enabled',
    DisableKey: 'Disabled',
    ScheduleKeyDeletion: 'PendingDeletion',
    SchedulePrimaryDeletion: 'PendingReplicaDeletion',
    ImportKeyMaterial: 'Disabled',
    DeleteImportedKeyMaterial: 'PendingImport',
  },
  PendingImport: {
    ScheduleKeyDeletion: 'PendingDeletion',
    SchedulePrimaryDeletion: 'PendingReplicaDeletion',
    ImportKeyMaterial: 'Enabled',
    DeleteImportedKeyMaterial: 'PendingImport',
  },
  PendingDeletion: { CancelKeyDeletion: 'Disabled', DeleteImportedKeyMaterial: 'PendingDeletion' },
  PendingReplicaDeletion: {
    CancelKeyDeletion: 'Disabled',
    DeleteImportedKeyMaterial: 'PendingReplicaDeletion',
    LastReplicaDeleted: 'PendingDeletion',
  },
  Unavailable: { ScheduleKeyDeletion: 'PendingDeletion' },
  Updating: { UpdatePrimaryRegion: 'Updating', RegionsSettled: 'Enabled' },
}

test.each(KEY_STATES.flatMap((state) => LIFECYCLE.map((event) => ({ state, event, next: EXPECTED[state][event] }))))(
  '$state + $event → $next',
  ({ state, event, next }) => {
    expect(nextState(state, event)).toBe(next)
  },
)

test('every state but those of the beginning is reached, and none is a dead end', () => {
  const reached = new Set(KEY_STATES.flatMap((state) => LIFECYCLE.map((event) => nextState(state, event))))
  // A replica begins as Creating; Unavailable is how a key shows whose key store is away.
  expect(KEY_STATES.filter((state) => !reached.has(state))).toEqual(['Creating', 'Unavailable'])
  for (const state of KEY_STATES)
    expect(LIFECYCLE.some((event) => ![undefined, state].includes(nextState(state, event)))).toBe(true)
})
