import type { ClipboardEvent } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import type { Api } from '../settings.tsx'

/** Whether a text is likely not what a field is to hold, so that it is worth a closer look. */
export const isRough = (text: string): boolean => /^\s|\s$|\n|^["'`{[]|-----BEGIN/.test(text)

type TextControl = HTMLInputElement | HTMLTextAreaElement

/** Puts a text into a control as if it were typed, so that the browser can undo it: at the selection, or in the place of all. */
const insert = (control: TextControl, text: string, isWhole: boolean): void => {
  control.focus()
  if (isWhole) control.select()
  if (document.execCommand?.('insertText', false, text)) return
  const { selectionStart, selectionEnd, value } = control
  const next = value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? value.length)
  // React sees only what goes through the prototype's setter.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, next)
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

/** The control that holds a whole member, as text that may be pasted into; undefined for every other. */
const controlIn = (target: EventTarget, form: string): { readonly control: TextControl; readonly path: string } | undefined => {
  const isText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
  const path = isText ? target.closest<HTMLElement>('[data-member]')?.dataset.member : undefined
  // In a text, every character counts.
  if (!isText || path === undefined || target.id !== `${form}-${path}` || target.dataset.encoding === 'text') return undefined
  return { control: target, path }
}

interface Pasted {
  readonly api: Api
  readonly operation: string
  readonly members: Members
  /** First part of the controls' ids. */
  readonly form: string
}

/** Takes what is pasted into a member's control for what the reader means. What needs no look is left to the browser. */
export const tolerantPaste = (event: ClipboardEvent, { api, operation, members, form }: Pasted): void => {
  const found = controlIn(event.target, form)
  const pasted = event.clipboardData.getData('text/plain')
  if (!found || !isRough(pasted)) return
  event.preventDefault()
  const { control, path } = found
  const [member = ''] = path.split('.')
  Promise.all([import('./pasting.ts'), api.uses?.sourcesOf(operation, member)]).then(
    ([{ pastedInto, shapeOfPath }, sources = []]) => {
      const { text, isWhole } = pastedInto(shapeOfPath(members, path), [member, ...sources], pasted)
      insert(control, text, isWhole)
    },
    // Offline: as it is.
    () => insert(control, pasted, false),
  )
}
