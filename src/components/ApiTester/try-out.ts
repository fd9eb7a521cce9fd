import type { Body } from '../../vocabulary/fits.ts'

/** A documented request. */
export interface Tried {
  readonly body: Body
  /** Whether it has to be sent before, so that the documented response comes to the second. */
  readonly again: boolean
}

/** What a tester does with a documented request. */
type Listener = (tried: Tried) => Promise<void>

interface Waiting {
  readonly tried: Tried
  readonly settle: (outcome: Promise<void>) => void
}

/** The testers of the page, and what was asked of those that are still to come. By API and operation. */
const listeners = new Map<string, Listener>()
const waiting = new Map<string, Waiting>()
const watchers = new Set<() => void>()

const changed = () => {
  for (const watcher of watchers) watcher()
}

const nameOf = (api: string, operation: string): string => `${api} ${operation}`

/** Has a tester send the documented requests of an operation. Returns the way to stop that. */
export const onTry = (api: string, operation: string, listener: Listener): (() => void) => {
  const name = nameOf(api, operation)
  listeners.set(name, listener)
  changed()
  const asked = waiting.get(name)
  waiting.delete(name)
  asked?.settle(listener(asked.tried))
  return () => {
    if (listeners.get(name) === listener) listeners.delete(name)
    changed()
  }
}

/** Whether the page has a tester of an operation. */
export const hasTester = (api: string, operation: string): boolean => listeners.has(nameOf(api, operation))

/** Calls `watcher` when a tester comes or goes. Returns the way to stop that. */
export const watchTesters = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Lets the page's tester of an operation send a documented request, as soon as it is there. Resolves when it has the response. */
export const tryOut = (api: string, operation: string, tried: Tried): Promise<void> => {
  const name = nameOf(api, operation)
  const listener = listeners.get(name)
  if (listener) return listener(tried)
  return new Promise((settle) => {
    waiting.set(name, { tried, settle })
  })
}
