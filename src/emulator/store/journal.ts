import type { Change } from './rows.ts'

/** What a journal tells a store before it takes a step: what others wrote since the last one. */
export interface Incoming {
  /** The tables were emptied before `changes`. */
  readonly cleared: boolean
  readonly changes: readonly Change[]
  /** Nothing was ever written. */
  readonly fresh: boolean
}

/** What a step writes. */
export interface Outgoing {
  /** The tables are emptied before `changes`. */
  readonly cleared: boolean
  readonly changes: readonly Change[]
}

/**
 * Makes changes durable, and lets several stores share one state. A journal takes one step at a time, over all the stores that
 * share it, and comes back only once what the step wrote is durable. `step` is synchronous.
 */
export interface Journal {
  transact(step: (incoming: Incoming) => Outgoing): void | Promise<void>
}
