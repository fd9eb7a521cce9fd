import type { KeyboardEvent } from 'react'

/** What the keys do while the list of a field is open: it takes those that move in it or choose. */
export interface PickerKeys {
  readonly press: (event: KeyboardEvent) => void
}
