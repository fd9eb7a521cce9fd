import { flushSync } from 'react-dom'
import { type Handover, isChanged } from './handover.ts'

/** Has React render what the event changes before anything else happens. */
const dispatch = (target: Element, event: Event) => flushSync(() => target.dispatchEvent(event))

/** As a reader does it: React sees only what goes through the prototype's setter. */
const change = (control: Element, value: string): void => {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
  for (const type of ['input', 'change']) dispatch(control, new Event(type, { bubbles: true }))
}

/**
 * Does again, in the element that came in the place of HTML without code, what the reader did to that. Both have the same elements: the
 * server made the one as the browser makes the other.
 */
export const resume = ({ elements, focused, events, successor }: Handover): void => {
  const counterparts = [...(successor()?.querySelectorAll<HTMLElement>('*') ?? [])]
  const counterpartOf = (element: EventTarget) => counterparts[elements.indexOf(element as HTMLElement)]

  // The reader may have gone on with something else.
  const target = focused && document.activeElement === document.body ? counterpartOf(focused) : undefined
  target?.focus({ preventScroll: true })
  for (const element of elements) {
    const counterpart = isChanged(element) && counterpartOf(element)
    if (counterpart) change(counterpart, element.value)
  }
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    const { selectionStart, selectionEnd } = focused as typeof target
    if (selectionStart !== null) target.setSelectionRange(selectionStart, selectionEnd)
    // A number keeps its selection to itself. Where nothing is typed yet, it is all that a keyboard's focus selects.
    else if (!isChanged(focused as Element)) target.select()
  }
  for (const event of events) {
    const counterpart = counterpartOf(event.target as Element)
    const again = event instanceof KeyboardEvent ? new KeyboardEvent(event.type, event) : new MouseEvent(event.type, event)
    if (counterpart) dispatch(counterpart, again)
  }
}
