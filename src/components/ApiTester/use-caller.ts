import { useSyncExternalStore } from 'react'
import type { Api, Caller, CallerValues } from '../settings.tsx'

/** Who asks, as readers have chosen, by the name of the API: shared by its testers, and gone with the page. */
const chosen = new Map<string, CallerValues>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const initialOf = ({ parts }: Caller): CallerValues => Object.fromEntries(parts.map(({ name, initial }) => [name, initial]))

/** Who asks; undefined for an API where nothing can be chosen. */
export const callerOf = ({ name, caller }: Api): CallerValues | undefined => caller && (chosen.get(name) ?? initialOf(caller))

/** Undefined puts it back to its start. */
export const choose = (api: string, values: CallerValues | undefined): void => {
  if (values) chosen.set(api, values)
  else chosen.delete(api)
  for (const listener of listeners) listener()
}

/** What a reader has chosen of who asks; undefined as long as nothing. */
export const useChosenCaller = ({ name }: Api): CallerValues | undefined =>
  useSyncExternalStore(
    subscribe,
    () => chosen.get(name),
    () => undefined,
  )

/**
 * The headers of a request of the caller that was chosen; none where none was.
 *
 * @param owns whether the request changes the sandbox on behalf of its owner, wherever the reader is
 */
export const callerHeaders = async ({ name, caller }: Api, owns = false): Promise<Readonly<Record<string, string>>> => {
  const values = chosen.get(name)
  if (!caller || !values) return {}
  const owner = caller.parts.filter(({ isIdentity }) => isIdentity).map((part) => [part.name, part.initial] as const)
  return caller.headersOf({ ...values, ...(owns && Object.fromEntries(owner)) })
}
