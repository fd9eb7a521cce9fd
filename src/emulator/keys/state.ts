import type { KeyState } from '../../facts/key-states.ts'
import type { Key } from '../store/rows.ts'

/** The state that a key shows: one whose custom key store is not connected is Unavailable, unless it is being deleted. */
export const shownState = ({ state, unavailable }: Pick<Key, 'state' | 'unavailable'>): KeyState =>
  unavailable && (state === 'Enabled' || state === 'Disabled') ? 'Unavailable' : state
