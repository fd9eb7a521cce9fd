import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { indexedDbJournal } from '../emulator/store/indexeddb.ts'
import { untilFull } from './until-full.ts'

/** The emulator of a page. */
export interface PageEmulator {
  readonly emulator: Emulator
  /** Whether the sandbox outlasts the page. Storage that is blocked, private or full keeps nothing. */
  readonly isKept: () => boolean
}

/** A page has one emulator, however many testers it has and however many copies of this module they bring. */
const EMULATOR = Symbol.for('q-kms.emulator')
const page = globalThis as { [EMULATOR]?: Promise<PageEmulator> | undefined }

/**
 * Makes the page's emulator, or finds it. A failure is not remembered.
 *
 * @param storage the name of the database that keeps the sandbox. That of a page's first call counts
 */
export const pageEmulator = (storage: string): Promise<PageEmulator> => {
  const made = page[EMULATOR] ?? durable(storage).catch(inMemory)
  page[EMULATOR] = made
  made.catch(() => {
    page[EMULATOR] = undefined
  })
  return made
}

/**
 * A file of the emulator that is gone after a deployment, or that cannot be fetched offline; or a sandbox that another tab, which has the new
 * deployment, has brought up to date.
 */
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'ChunkLoadError' ||
    /dynamically imported module|module script failed|written by a newer version/.test(error.message))

/** An emulator that ends with the page, with a sandbox of its own. */
export const memoryEmulator = (): Emulator => createEmulator({ isOutage })

const inMemory = (): PageEmulator => ({ emulator: memoryEmulator(), isKept: () => false })

/** An emulator whose state outlives the page. Rejects where the page may not store anything. */
const durable = async (storage: string): Promise<PageEmulator> => {
  let kept = true
  const journal = untilFull(indexedDbJournal(storage), () => {
    kept = false
  })
  const emulator = createEmulator({ journal, isOutage })
  await emulator.snapshot()
  return { emulator, isKept: () => kept }
}

/** Puts the sandbox back to how it was made, in every tab. Resolves to the way to have it back as it was. */
export const resetOf = (emulator: Emulator) => async (): Promise<() => Promise<void>> => {
  const before = await emulator.snapshot()
  await emulator.reset()
  return () => emulator.restore(before)
}

/** A sandbox beside that of the page. It ends with the page. */
export interface OwnSandbox {
  /** Its path below the endpoint. */
  readonly path: string
  readonly fetch: typeof globalThis.fetch
  /** Moves its clock on, by milliseconds. */
  readonly advance: (milliseconds: number) => Promise<void>
  /** Puts it back to how it was made. */
  readonly reset: () => Promise<void>
}

/** Requests straight to an emulator. */
export const fetchOf =
  (emulator: Emulator): typeof globalThis.fetch =>
  (input, init) =>
    emulator.fetch(new Request(input, init))

/**
 * Opens sandboxes by name: one that is asked for again is the same one.
 *
 * @param mount lets an emulator answer at a path; returns the `fetch` that meets it there
 */
export const ownSandboxes = (mount: (path: string, emulator: Emulator) => Promise<typeof globalThis.fetch>) => {
  const opened = new Map<string, Promise<OwnSandbox>>()
  const open = async (name: string): Promise<OwnSandbox> => {
    const path = `sandboxes/${encodeURIComponent(name.toLowerCase().replaceAll(' ', '-'))}/`
    const emulator = memoryEmulator()
    return { path, fetch: await mount(path, emulator), advance: emulator.clock.advance, reset: emulator.reset }
  }
  return (name: string): Promise<OwnSandbox> => {
    const found = opened.get(name) ?? open(name)
    opened.set(name, found)
    found.catch(() => opened.delete(name))
    return found
  }
}

const inPage = ownSandboxes(async (_, emulator) => fetchOf(emulator))

/**
 * The page's emulator without a worker, for pages that belong to others: their own `fetch` and their own workers are left alone.
 *
 * @param storage the name of the database that keeps the sandbox
 * @example const { fetch } = await openInPage('q-kms')
 */
export const openInPage = async (storage: string) => {
  const { emulator, isKept } = await pageEmulator(storage)
  return {
    fetch: fetchOf(emulator),
    reset: resetOf(emulator),
    advance: emulator.clock.advance,
    isKept,
    own: inPage,
  }
}
