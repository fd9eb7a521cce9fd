import { useSyncExternalStore } from 'react'
import type { Protocol } from '../../vocabulary/protocol.ts'

/** What readers have entered, by protocol: shared by the testers of a page, kept nowhere else, and gone with the page. */
const secrets = new WeakMap<Protocol, string>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the reader has entered for the authentication of a protocol, and the way to change it. */
export const useSecret = (protocol: Protocol): readonly [secret: string, setSecret: (secret: string) => void] => {
  const secret = useSyncExternalStore(
    subscribe,
    () => secrets.get(protocol) ?? '',
    () => '',
  )
  const setSecret = (next: string) => {
    secrets.set(protocol, next)
    for (const listener of listeners) listener()
  }
  return [secret, setSecret]
}
