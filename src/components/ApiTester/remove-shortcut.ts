import type { KeyboardEvent } from 'react'

/** As `aria-keyshortcuts` has it. */
export const REMOVE_KEYS = 'Alt+Delete'

/** What a button that removes a field or a row has, where keys do the same: it is no tab stop, so that a form takes few. */
export const REMOVES = { tabIndex: -1, 'aria-keyshortcuts': REMOVE_KEYS } as const

/** The button that removes a field, a group of fields or a row. */
const BUTTON = ':scope > .qkms-label > .qkms-remove, :scope > .qkms-remove, :scope > [data-remove]'

/** Alt and Delete in a control remove the innermost row or field that can be removed. */
export const removeOnShortcut = (event: KeyboardEvent): void => {
  if (event.key !== 'Delete' || !event.altKey || !(event.target instanceof Element)) return
  for (
    let place = event.target.closest('[data-row], [data-member]');
    place;
    place = place.parentElement?.closest('[data-row], [data-member]') ?? null
  ) {
    const button = place.querySelector<HTMLElement>(BUTTON)
    if (!button) continue
    event.preventDefault()
    button.click()
    return
  }
}
