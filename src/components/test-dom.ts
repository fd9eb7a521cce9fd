import { act, type ReactNode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { onTestFinished } from 'vitest'
import type { Api } from './settings.tsx'
import { onPage } from './test-api.ts'

// Taken before a test can put a fake clock in its place.
const { setTimeout } = globalThis
/** Lets code continue that waits for a chunk or a response. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** The HTML that a server makes of an element: it has no window. For tests. */
export const served = (element: ReactNode, render = renderToString): string => {
  const { window } = globalThis
  Object.assign(globalThis, { window: undefined })
  try {
    return render(element)
  } finally {
    Object.assign(globalThis, { window })
  }
}

/** A page with the element on it, and what a reader can do there. For tests. */
export const show = async (
  shown: ReactNode,
  { hydrate = false, api }: { readonly hydrate?: boolean; readonly api?: Api } = {},
) => {
  const element = onPage(shown, api)
  const container = document.createElement('main')
  document.body.append(container)
  const complaints: unknown[] = []
  if (hydrate) container.innerHTML = served(element)
  const root = await act(async () => {
    if (hydrate) return hydrateRoot(container, element, { onRecoverableError: (error) => complaints.push(error) })
    const created = createRoot(container)
    created.render(element)
    return created
  })
  await act(settled)
  onTestFinished(async () => {
    await act(async () => root.unmount())
    container.remove()
  })

  const all = <E extends Element = HTMLElement>(selector: string): readonly E[] => [...container.querySelectorAll<E>(selector)]
  const one = <E extends Element = HTMLElement>(selector: string): E => {
    const [found] = all<E>(selector)
    if (!found) throw new Error(`Failed to find ${selector} in ${container.innerHTML}`)
    return found
  }
  const button = (name: string): HTMLButtonElement => {
    const found = all<HTMLButtonElement>('button').find(({ textContent }) => textContent === name)
    if (!found) throw new Error(`Failed to find the button ${name}`)
    return found
  }
  const field = (label: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement => {
    const found = all<HTMLLabelElement>('label').find(({ textContent }) => textContent === label)?.control
    const control = found ?? container.querySelector(`[aria-label="${label}"]`)
    if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)
      return control
    throw new Error(`Failed to find the field ${label}`)
  }
  /** React flushes at the end of an act, and what it then shows may load more. */
  const does = async (action: () => void) => {
    await act(async () => action())
    await act(settled)
    await act(settled)
  }
  const press = (name: string) => does(() => button(name).click())
  const key = (target: Element, init: KeyboardEventInit) =>
    does(() => target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })))
  /** As a reader types: React sees only what goes through the prototype's setter. */
  const fill = (label: string, value: string) =>
    does(() => {
      const control = field(label)
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
      control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
    })
  const check = (label: string) => does(() => field(label).click())

  return { container, complaints, all, one, button, field, does, press, key, fill, check }
}
