import { useSyncExternalStore } from 'react'
import type { Api } from '../settings.tsx'

/** What readers have entered, by name, address and header of the API: shared by its testers, kept nowhere else, and gone with the page. */
const secrets = new Map<string, string>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the reader has entered for the authentication of an API, and the way to change it. */
export const useSecret = ({
  name,
  protocol: { url, authentication },
}: Api): readonly [secret: string, setSecret: (secret: string) => void] => {
  const key = JSON.stringify([name, url, authentication?.header, authentication?.prefix])
  const secret = useSyncExternalStore(
    subscribe,
    () => secrets.get(key) ?? '',
    () => '',
  )
  const setSecret = (next: string) => {
    secrets.set(key, next)
    for (const listener of listeners) listener()
  }
  return [secret, setSecret]
}
