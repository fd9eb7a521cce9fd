import type { KeyState } from '../../facts/key-states.ts'
import type { Key } from '../store/rows.ts'

/**
 * The state that DescribeKey shows: Unavailable if the key's custom key store is not connected, unless the key is pending
 * deletion.
 */
export const shownState = ({ state, unavailable }: Pick<Key, 'state' | 'unavailable'>): KeyState =>
  unavailable && (state === 'Enabled' || state === 'Disabled') ? 'Unavailable' : state
