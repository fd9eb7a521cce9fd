import type { Body } from '../../vocabulary/fits.ts'
import { attempt, prefixOf } from './draft.ts'

/** What a tester hands to another: members of the next request. */
export interface Handed {
  /** The path of the member that the reader is led to. */
  readonly member: string
  /** Null takes a member out. */
  readonly members: Body
  /** Where they come from, in words. */
  readonly from: string
}

type Listener = (handed: Handed) => void

const listeners = new Map<string, Set<Listener>>()

/** It goes with the drafts: after a reset, its ids lead nowhere. */
const keyOf = (api: string, operation: string): string => `${prefixOf(api)}handed#${operation}`

/** Whether a tester of the operation is on this page, and ready. */
export const isNear = (api: string, operation: string): boolean => (listeners.get(keyOf(api, operation))?.size ?? 0) > 0

/** Gives members to the first tester of an operation on this page. Returns whether there is one. */
export const hand = (api: string, operation: string, handed: Handed): boolean => {
  const [first] = listeners.get(keyOf(api, operation)) ?? []
  first?.(handed)
  return first !== undefined
}

/** Leaves members for the tester of an operation that the reader opens next. */
export const leave = (api: string, operation: string, handed: Handed): void => {
  attempt((storage) => storage.setItem(keyOf(api, operation), JSON.stringify(handed)))
}

/** Whether members are left for a tester of an operation. */
export const isLeft = (api: string, operation: string): boolean =>
  attempt((storage) => storage.getItem(keyOf(api, operation)) !== null) ?? false

/** Calls `listener` with what is left for the operation, and with what is handed to it from now on. Returns the way to stop that. */
export const onHanded = (api: string, operation: string, listener: Listener): (() => void) => {
  const key = keyOf(api, operation)
  const left = attempt((storage) => {
    const text = storage.getItem(key)
    storage.removeItem(key)
    return text
  })
  if (left) listener(JSON.parse(left))
  const all = listeners.get(key) ?? new Set()
  listeners.set(key, all.add(listener))
  return () => {
    all.delete(listener)
  }
}

/** The body with the members that were handed to it. */
export const withHanded = (body: Body, members: Body): Body =>
  Object.fromEntries(Object.entries({ ...body, ...members }).filter(([name, value]) => value !== null || !(name in members)))
