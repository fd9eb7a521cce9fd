import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/emulator.ts'
import type { Place } from '../emulator/keys/identifiers.ts'
import { mark } from '../emulator/sandbox.ts'
import { createFaults, type Faults } from './faults.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createOwnSeed, type OwnSeed, seedTextIn } from './own-seed.ts'
import { createServices, type Services } from './services.ts'
import type { SqliteJournal } from './sqlite-journal.ts'
import type { verifier } from './verify.ts'

/** One of the sandboxes of a server: all that a request can change, and what handles it. */
export interface Sandbox {
  /** Undefined for the one without a name. */
  readonly name: string | undefined
  readonly emulator: Emulator
  readonly services: Services
  readonly faults: Faults
  /** Those of the sandbox without a name count the requests of all. */
  readonly metrics: Metrics
  readonly seed: OwnSeed
  readonly close: () => void
}

/** What all sandboxes of a server are made with. */
export interface SandboxOptions {
  /** Of an emulator, but for what holds its state. */
  readonly emulator: Omit<EmulatorOptions, 'fixture' | 'journal'>
  readonly place: Place
  /** What a sandbox holds at first, unless it is given a seed of its own. */
  readonly fixture: NonNullable<EmulatorOptions['fixture']>
  /** Checks signatures with these secrets. */
  readonly verification?: { readonly secrets: ReadonlyMap<string, string>; readonly verifier: typeof verifier } | undefined
}

/** Makes the sandbox of a name, with what its journal holds, or with the seed. Rejects where that cannot be read. */
export type MakeSandbox = (name: string | undefined, journal: SqliteJournal | undefined) => Promise<Sandbox>

export const sandboxMaker = ({ emulator: options, place, fixture, verification }: SandboxOptions): MakeSandbox => {
  const metrics = createMetrics()
  return async (name, journal) => {
    const seed = createOwnSeed(place, fixture)
    const marked: typeof fixture = (...at) => [...seed.fixture(...at), mark()]
    const begin = name === undefined ? seed.fixture : marked
    const emulator = createEmulator({ ...options, fixture: begin, ...(journal && { journal }) })
    // Reads, or begins, the state now, so that a fault in it shows now.
    await seed.replace(seedTextIn(await emulator.snapshot()), async () => {})
    const verify = verification?.verifier(verification.secrets, emulator.callerOf)
    return {
      name,
      emulator,
      services: createServices({ emulator, verify }),
      faults: createFaults(),
      metrics: name === undefined ? metrics : createMetrics(metrics),
      seed,
      close: () => journal?.close(),
    }
  }
}
