import { KmsError } from '../emulator/kms-error.ts'
import { openDirectory, sandboxesIn } from './data-directory.ts'
import { isSandboxName, NAME_RULE, type Place } from './place.ts'
import type { MakeSandbox, Sandbox } from './sandbox.ts'
import type { SqliteJournal } from './sqlite-journal.ts'

/** The sandboxes of a server: one without a name, and any number that are made by being named. They have nothing in common but the process. */

export interface Sandboxes {
  /** The one without a name. */
  readonly root: Sandbox
  /** Finds one by its name, or makes it. Rejects with a KmsError where it may not be called so, there are too many, or it cannot be opened. */
  readonly named: (name: string) => Promise<Sandbox>
  /** The names, in order. */
  readonly list: () => readonly string[]
  /** Removes one with all that it holds, if there is one. Requests that run in it may fail. */
  readonly remove: (name: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** The sandbox of a place, which is made where there is none. Rejects as `named`. */
export const sandboxAt = ({ root, named }: Sandboxes, { name }: Place): Sandbox | Promise<Sandbox> =>
  name === undefined ? root : named(name)

/** How many may have a name. A new one takes some 170 KB of memory, with `--data` twice as much and two open files. */
export const MOST_SANDBOXES = 1000

interface Options {
  readonly make: MakeSandbox
  /** The directory that keeps them all; without it they go with the server. */
  readonly data?: string | undefined
  readonly sync?: boolean | undefined
}

/** Rejects where the sandbox without a name cannot be opened; the others are opened when they are first named. */
export const openSandboxes = async ({ make, data, sync }: Options): Promise<Sandboxes> => {
  const journal = data === undefined ? undefined : await openDirectory(data, { sync })
  const begun = async () => {
    const directories = data === undefined ? undefined : sandboxesIn(data, { sync })
    return { directories, names: new Set(directories?.list()), root: await make(undefined, journal) }
  }
  const { directories, names, root } = await begun().catch((error: unknown) => {
    journal?.close()
    throw error
  })
  const opened = new Map<string, Promise<Sandbox>>()
  const removals = new Map<string, Promise<void>>()

  const open = async (name: string): Promise<Sandbox> => {
    const isNew = !names.has(name)
    names.add(name)
    let held: SqliteJournal | undefined
    try {
      held = await directories?.open(name)
      return await make(name, held)
    } catch (error) {
      held?.close()
      opened.delete(name)
      if (isNew) names.delete(name)
      const reason = error instanceof Error ? error.message : String(error)
      console.error(reason)
      throw new KmsError('KMSInternalException', reason)
    }
  }

  const remove = async (name: string): Promise<void> => {
    const sandbox = await opened.get(name)?.catch(() => undefined)
    opened.delete(name)
    sandbox?.close()
    directories?.remove(name)
    names.delete(name)
  }

  return {
    root,
    async named(name) {
      if (!isSandboxName(name)) throw new KmsError('ValidationException', `Failed to find the sandbox '${name}': ${NAME_RULE}.`)
      await removals.get(name)?.catch(() => {})
      const found = opened.get(name)
      if (found) return found
      if (names.size >= MOST_SANDBOXES && !names.has(name))
        throw new KmsError(
          'LimitExceededException',
          `Failed to make the sandbox '${name}': there are ${MOST_SANDBOXES} already. DELETE /_sandbox/NAME/_qkms/sandbox removes one.`,
        )
      const made = open(name)
      opened.set(name, made)
      return made
    },
    list: () => [...names].toSorted(),
    async remove(name) {
      if (!names.has(name)) return
      const removal = removals.get(name) ?? remove(name).finally(() => removals.delete(name))
      removals.set(name, removal)
      await removal
    },
    async close() {
      for (const outcome of await Promise.allSettled(opened.values())) if (outcome.status === 'fulfilled') outcome.value.close()
      root.close()
    },
  }
}
