import type { EmulatorOptions } from '../emulator/emulator.ts'
import type { Place } from '../emulator/keys/identifiers.ts'
import type { Snapshot } from '../emulator/store/store.ts'

/**
 * The seed that a sandbox was given while the server runs. It is part of the sandbox's state, so that it is there after a restart, and
 * travels with a snapshot.
 */

type Fixture = NonNullable<EmulatorOptions['fixture']>

export interface OwnSeed {
  /** What a new sandbox, and a reset one, holds: its own seed where it has one, and else that of the server. */
  readonly fixture: Fixture
  /**
   * Makes the text of a seed file the sandbox's own, or gives the server's back where there is no text, and has `change` make the state fit.
   * Where the text is wrong, or `change` fails, the seed stays as it was.
   */
  readonly replace: (text: string | undefined, change: () => Promise<void>) => Promise<void>
}

/** The setting that holds the text of the seed file. */
const SEED = 'seed'

/** The text of the seed that is part of a state, if there is one. */
export const seedTextIn = (state: Snapshot): string | undefined => {
  const held = state.find(({ table, id }) => table === 'settings' && id === SEED)?.row
  return held && 'value' in held && held.value instanceof Uint8Array ? new TextDecoder().decode(held.value) : undefined
}

export const createOwnSeed = (place: Place, ofServer: Fixture): OwnSeed => {
  let current = ofServer

  const fixtureOf = async (text: string | undefined): Promise<Fixture> => {
    if (text === undefined) return ofServer
    const { seedIn } = await import('./seed.ts')
    const fixture = await seedIn('the seed', text, place)
    const value = new TextEncoder().encode(text)
    return (place, now) => [...fixture(place, now), { table: 'settings', id: SEED, row: { value } }]
  }

  return {
    fixture: (place, now) => current(place, now),
    async replace(text, change) {
      const before = current
      current = await fixtureOf(text)
      try {
        await change()
      } catch (error) {
        current = before
        throw error
      }
    },
  }
}
