import { createStorageSlot } from '@docusaurus/theme-common'
import { STORAGE } from '../../ready/storage.ts'

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What a reader has done to HTML whose code was not there yet. */
export interface Handover {
  /** The HTML's elements, in their order. */
  readonly elements: readonly HTMLElement[]
  readonly focused: HTMLElement | undefined
  readonly events: readonly Event[]
  /** The element that now stands where the HTML was. */
  successor(): Element | null | undefined
}

/** What only code gives a meaning to. */
const ACTIONS = 'button, summary, [role=tab], [role=combobox], input[type=radio]'
const BEGINNINGS = ['pointerdown', 'keydown']
/** Who looks at another window may let go there. */
const ENDINGS = ['pointerup', 'pointercancel', 'keyup', 'blur']

/** Whether a key does something that only code does: sends a request, opens a list, or removes a field. */
const isCommand = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean => {
  if (key === 'Enter') return ctrlKey || metaKey
  if (key === 'ArrowDown' || key === 'ArrowUp') return (target as Element).matches('[role=combobox]')
  return key === 'Delete' && altKey
}

export const isChanged = (element: Element): element is Control => {
  if (element instanceof HTMLSelectElement)
    return [...element.options].some((option) => option.selected && !option.defaultSelected)
  return (
    element.matches('textarea, input:not([type=radio], [hidden])') &&
    (element as Control).value !== (element as HTMLInputElement).defaultValue
  )
}

let press: Promise<void> | undefined

/**
 * A press is of one element only if that is there from its beginning to its end.
 * @returns settles when the reader holds nothing down that was pressed in HTML without its code, and it has had its effect
 */
export const released = async (): Promise<void> => {
  while (press) await press
}

const hold = () => {
  press ??= new Promise((resolve) => {
    const ends = new AbortController()
    const end = () => {
      ends.abort()
      // The click comes after the release, in the same task.
      setTimeout(() => {
        press = undefined
        resolve()
      })
    }
    for (const type of ENDINGS) window.addEventListener(type, end, ends)
  })
}

/**
 * Keeps what the reader does to HTML whose code is not there yet, to be done again in the element that comes in its place. What is typed
 * outlasts the page, should the reader load it anew.
 * @param begun whether the HTML shows something else than what the reader left
 * @param want called when the reader touches the element
 * @returns ends it; to be called when the other element is there
 */
export const handover = (place: Element, begun: boolean, want: () => void): (() => Handover) => {
  const { parentElement, nextElementSibling } = place
  const elements = [...place.querySelectorAll<HTMLElement>('*')]
  const events: Event[] = []
  const typed = createStorageSlot(`${STORAGE}.typed.${location.pathname}#${place.ariaLabel}`, { persistence: 'sessionStorage' })
  const over = new AbortController()
  let focused: HTMLElement | undefined

  const kept = Object.entries<string>(JSON.parse(typed.get() ?? '{}'))
  for (const [index, value] of kept) {
    const control = elements[Number(index)] as Control | undefined
    if (control) control.value = value
  }
  if (kept.length > 0) want()
  window.addEventListener(
    'pagehide',
    () => {
      const changed = elements.flatMap((element, index) => (isChanged(element) ? [[index, element.value]] : []))
      if (changed.length > 0) typed.set(JSON.stringify(Object.fromEntries(changed)))
    },
    over,
  )
  for (const type of BEGINNINGS) place.addEventListener(type, hold)
  place.addEventListener('pointerdown', want)
  place.addEventListener('focusin', ({ target }) => {
    focused = target as HTMLElement
    want()
  })
  place.addEventListener('click', (event) => {
    const action = (event.target as Element).closest(ACTIONS)
    if (action) events.push(event)
    // A form that no code holds would load the page anew.
    if (action?.matches('button')) event.preventDefault()
  })
  place.addEventListener('keydown', (event) => isCommand(event as KeyboardEvent) && events.push(event))
  // The server disables what would come to nothing without a script; from here on nothing does. Where a draft is kept, the form stays as
  // it is until it shows that: what is typed into other values than the draft's could not be put together with it.
  for (const fieldset of place.querySelectorAll('fieldset')) fieldset.disabled = begun

  return () => {
    over.abort()
    typed.del()
    const successor = () => (nextElementSibling ? nextElementSibling.previousElementSibling : parentElement?.lastElementChild)
    return { elements, focused, events, successor }
  }
}
