import type { KeySpec, KeyUsage } from './key-specs.ts'
import type { KeyState } from './key-states.ts'
import type { SandboxKey } from './sandbox.ts'

/** What a list of keys tells of one. */
export interface ListedKey {
  readonly id: string
  readonly arn: string
  readonly account: string
  readonly region: string
  readonly spec: KeySpec
  readonly usage: KeyUsage
  readonly origin: SandboxKey['origin']
  readonly manager: 'AWS' | 'CUSTOMER'
  readonly state: KeyState
  /** Each with its prefix `alias/`. */
  readonly aliases: readonly string[]
}
