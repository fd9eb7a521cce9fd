/** How a sandbox became another one: put back to its start, or that taken back. */
export type Restart = 'reset' | 'undo'

const listeners = new Map<string, Set<(how: Restart) => void>>()

/** Calls `listener` whenever the sandbox of an API becomes another one. Returns the way to stop that. */
export const onRestart = (api: string, listener: (how: Restart) => void): (() => void) => {
  const all = listeners.get(api) ?? new Set()
  listeners.set(api, all.add(listener))
  return () => {
    all.delete(listener)
  }
}

/** Tells the testers of an API on this page that its sandbox is another one now. */
export const restart = (api: string, how: Restart): void => {
  for (const listener of listeners.get(api) ?? []) listener(how)
}
