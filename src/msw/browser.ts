import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { indexedDbJournal } from '../emulator/store/indexeddb.ts'
import { AWS_ENDPOINTS } from './endpoints.ts'

/** The emulator of a page. */
export interface Connection {
  /** As the page's own, but sure to meet the emulator. */
  readonly fetch: typeof globalThis.fetch
  /** Puts the sandbox back to how it was made, in every tab. */
  readonly reset: () => Promise<void>
  /** What carries the requests: MSW's worker, where DevTools shows them, or the page itself. */
  readonly transport: 'worker' | 'page'
}

export interface ConnectionSettings {
  /** URL that the emulator answers at. */
  readonly endpoint: string
  /** URL of MSW's worker script. */
  readonly workerUrl: string
}

/** A page has one emulator, however many testers it has and however many copies of this module they bring. */
const CONNECTION = Symbol.for('q-kms.connection')

/** Starts the page's emulator, or finds it. A failure is not remembered. */
export const connect = (settings: ConnectionSettings): Promise<Connection> => {
  const page = globalThis as { [CONNECTION]?: Promise<Connection> | undefined }
  const connection = page[CONNECTION] ?? open(settings)
  page[CONNECTION] = connection
  connection.catch(() => {
    page[CONNECTION] = undefined
  })
  return connection
}

const open = async (settings: ConnectionSettings): Promise<Connection> => {
  const emulator = await durable().catch(() => createEmulator())
  const { reset } = emulator
  try {
    await startWorker(emulator, settings)
    return { fetch: globalThis.fetch.bind(globalThis), reset, transport: 'worker' }
  } catch {
    return { fetch: answerInPage(emulator, settings), reset, transport: 'page' }
  }
}

/** An emulator whose state outlives the page. Rejects where the page may not store anything. */
const durable = async (): Promise<Emulator> => {
  const emulator = createEmulator({ journal: indexedDbJournal('q-kms') })
  await emulator.snapshot()
  return emulator
}

/**
 * Lets a worker carry the requests. Rejects where none can: on plain http and file pages, in sandboxed frames (where msw throws as it
 * loads), without the script, or under a Content-Security-Policy that keeps requests from the endpoint.
 */
const startWorker = async (emulator: Emulator, { endpoint, workerUrl }: ConnectionSettings): Promise<void> => {
  if (!('serviceWorker' in navigator)) throw new Error('Failed to start the worker: this page may not have one.')
  // After a hard reload no worker controls the page, and MSW would reload it again, under the reader's hands.
  if (!navigator.serviceWorker.controller && (await navigator.serviceWorker.getRegistration(workerUrl))?.active)
    throw new Error('Failed to start the worker: it does not control this page.')
  const [{ setupWorker }, { EMULATOR_HEADER, handlersOf }] = await Promise.all([import('msw/browser'), import('./handlers.ts')])
  const worker = setupWorker(...handlersOf(emulator, endpoint))
  await worker.start({ serviceWorker: { url: workerUrl }, onUnhandledFrame: 'bypass', quiet: true })
  try {
    const { headers } = await globalThis.fetch(endpoint, { method: 'HEAD' })
    if (!headers.has(EMULATOR_HEADER)) throw new Error(`Failed to start the worker: something else answers at ${endpoint}.`)
  } catch (error) {
    worker.stop()
    throw error
  }
}

/** Lets the page answer by itself; whatever else runs in it, such as an SDK, meets the emulator where the worker would answer. */
const answerInPage = ({ fetch }: Emulator, { endpoint }: ConnectionSettings): typeof globalThis.fetch => {
  const original = globalThis.fetch.bind(globalThis)
  const patched: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : new URL(input, location.href).href
    return url.startsWith(endpoint) || AWS_ENDPOINTS.test(url) ? fetch(new Request(input, init)) : original(input, init)
  }
  globalThis.fetch = patched
  return patched
}
