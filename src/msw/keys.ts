import { shownState } from '../emulator/keys/state.ts'
import type { Alias, Key } from '../emulator/store/rows.ts'
import type { ListedKey } from '../facts/listed-key.ts'
import { pageEmulator } from './page.ts'

/** The keys of a page's sandbox. */
export interface SandboxKeys {
  /** As they are now, whichever tab changed them. */
  readonly list: () => Promise<readonly ListedKey[]>
  /** Calls `listener` when they may have changed; returns the way to stop that. */
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * Finds the keys of the page's sandbox, without a request.
 *
 * @param storage the name of the database that keeps the sandbox
 * @example const keys = await (await sandboxKeys('q-kms')).list()
 */
export const sandboxKeys = async (storage: string): Promise<SandboxKeys> => {
  const { emulator } = await pageEmulator(storage)
  return {
    list: async () => {
      const rows = await emulator.snapshot()
      const aliases = rows.flatMap(({ table, row }) => (table === 'aliases' && row ? [row as Alias] : []))
      return rows
        .flatMap(({ table, row }) => (table === 'keys' && row ? [row as Key] : []))
        .map((key) => ({
          arn: key.arn,
          id: key.id,
          account: key.account,
          region: key.region,
          spec: key.spec,
          usage: key.usage,
          origin: key.origin,
          manager: key.manager,
          state: shownState(key),
          aliases: aliases.filter(({ target }) => target === key.arn).map(({ name }) => name),
        }))
    },
    subscribe: (listener) =>
      emulator.subscribe((changes) => {
        if (changes.some(({ table }) => table === 'keys' || table === 'aliases')) listener()
      }),
  }
}
