import type { Emulator } from '../emulator/emulator.ts'
import { AWS_ENDPOINTS } from './endpoints.ts'
import { inTime } from './in-time.ts'
import { fetchOf, type OwnSandbox, ownSandboxes, type PageEmulator, pageEmulator, resetOf } from './page.ts'

/** The emulator of a page, as the callers of `connect` see it. */
export interface Connection {
  /** As the page's own, but sure to meet the emulator. */
  readonly fetch: typeof globalThis.fetch
  /** Puts the sandbox back to how it was made, in every tab. Resolves to the way to have it back as it was. */
  readonly reset: () => Promise<() => Promise<void>>
  /** Moves the sandbox's clock on, by milliseconds. */
  readonly advance: (milliseconds: number) => Promise<void>
  /** Whether the sandbox outlasts the page. Storage that is blocked, private or full keeps nothing. */
  readonly isKept: () => boolean
  /** Opens a sandbox beside the page's own, by its name; it answers below the endpoint, and ends with the page. */
  readonly own: (name: string) => Promise<OwnSandbox>
  /** What carries the requests: MSW's worker, where DevTools shows them, or the page itself. */
  readonly transport: 'worker' | 'page'
  /** Ends the connection for the whole page: the worker stops, and the page's own `fetch` is put back. The sandbox is kept. */
  readonly close: () => Promise<void>
}

export interface ConnectionSettings {
  /** URL of the emulator. */
  readonly endpoint: string
  /** URL of MSW's worker script. That of a page's first connection counts. */
  readonly workerUrl: string
  /** The name of the database that keeps the sandbox. That of a page's first connection counts. */
  readonly storage: string
}

/** A way from the page to the emulator. */
interface Transport {
  readonly kind: Connection['transport']
  /** Adds an endpoint to the emulator; returns the `fetch` that is sure to reach it there. */
  readonly admit: (endpoint: string) => Promise<typeof globalThis.fetch>
  /** Lets another emulator answer, at a URL of its own. */
  readonly mount: (url: string, emulator: Emulator) => Promise<typeof globalThis.fetch>
  readonly close: () => void | Promise<void>
}

interface Line extends PageEmulator {
  readonly transport: Transport
  readonly own: (name: string) => Promise<OwnSandbox>
}

/** A page has one line, with one worker, however many testers it has and however many copies of this module they bring. */
const LINE = Symbol.for('q-kms.connection')
const page = globalThis as { [LINE]?: Promise<Line> | undefined }

/**
 * Starts the page's emulator, or finds it. A failure is not remembered.
 *
 * @example const { fetch } = await connect({ endpoint: 'https://kms.q-kms.example/', workerUrl: '/q-kms-worker.js', storage: 'q-kms' })
 */
export const connect = async ({ endpoint, workerUrl, storage }: ConnectionSettings): Promise<Connection> => {
  const line = page[LINE] ?? open(workerUrl, endpoint, storage)
  page[LINE] = line
  line.catch(() => {
    page[LINE] = undefined
  })
  const { emulator, isKept, transport, own } = await line
  return {
    fetch: await transport.admit(endpoint),
    reset: resetOf(emulator),
    advance: emulator.clock.advance,
    isKept,
    own,
    transport: transport.kind,
    close: async () => {
      if (page[LINE] !== line) return
      page[LINE] = undefined
      await transport.close()
    },
  }
}

const open = async (workerUrl: string, endpoint: string, storage: string): Promise<Line> => {
  const { emulator, isKept } = await pageEmulator(storage)
  const transport = await workerTransport(emulator, workerUrl, endpoint).catch(() => pageTransport(emulator))
  return { emulator, isKept, transport, own: ownSandboxes((path, emulator) => transport.mount(endpoint + path, emulator)) }
}

/**
 * MSW has the worker that it finds updated in the background, and leaves a failure unhandled. A reader who is offline, or leaves the page,
 * has done nothing wrong: the worker that is there goes on.
 */
const updateQuietly = (registration: ServiceWorkerRegistration): void => {
  registration.update = () => ServiceWorkerRegistration.prototype.update.call(registration).catch(() => registration)
}

const fileName = (url: string): string | undefined => new URL(url, location.href).pathname.split('/').at(-1)

/** Whether it is a worker of the page's own, such as that of its tests. The script has one name in every locale of a site. */
const isOther = ({ active, waiting, installing }: ServiceWorkerRegistration, workerUrl: string): boolean => {
  const script = active ?? waiting ?? installing
  return script !== null && fileName(script.scriptURL) !== fileName(workerUrl)
}

/**
 * Lets a worker carry the requests. Rejects where none can: on plain http and file pages, and in sandboxed frames (where msw throws as it
 * loads). Rejects as well without the script, where the page has another worker, where a Content-Security-Policy keeps requests from the
 * endpoint, and where the worker is not ready in time.
 */
const workerTransport = async (emulator: Emulator, workerUrl: string, endpoint: string): Promise<Transport> => {
  if (!('serviceWorker' in navigator)) throw new Error('Failed to start the worker: this page may not have one.')
  const registration = await navigator.serviceWorker.getRegistration(workerUrl)
  if (registration && isOther(registration, workerUrl))
    throw new Error('Failed to start the worker: the page has another one, which it would replace.')
  // After a hard reload no worker controls the page, and MSW would reload it again, under the reader's hands.
  if (!navigator.serviceWorker.controller && registration?.active)
    throw new Error('Failed to start the worker: it does not control this page.')
  if (registration) updateQuietly(registration)
  const [{ setupWorker }, { EMULATOR_HEADER, handlersAt }] = await Promise.all([
    import('msw/browser'),
    import('./handlers-at.ts'),
  ])
  const worker = setupWorker(...handlersAt(emulator, endpoint, AWS_ENDPOINTS))
  const admitted = new Map<string, Promise<typeof globalThis.fetch>>()

  const probe = async (url: string) => {
    const { headers } = await globalThis.fetch(url, { method: 'HEAD' })
    if (!headers.has(EMULATOR_HEADER)) throw new Error(`Failed to start the worker: something else answers at ${url}.`)
  }
  const started = worker
    .start({ serviceWorker: { url: workerUrl }, onUnhandledFrame: 'bypass', quiet: true })
    .then(() => probe(endpoint))
  const stop = async () => worker.stop()
  try {
    await inTime(started, 'the worker')
  } catch (error) {
    // A worker that gets ready later must not carry requests beside the page. One that did not start cannot be stopped.
    started.then(stop, stop).catch(() => undefined)
    throw error
  }
  const own = globalThis.fetch.bind(globalThis)
  admitted.set(endpoint, Promise.resolve(own))

  /** Where the page may not connect to the URL, it asks the emulator itself. */
  const reached = (url: string, emulator: Emulator): Promise<typeof globalThis.fetch> =>
    probe(url).then(
      () => own,
      () => fetchOf(emulator),
    )
  const admit = (url: string) => {
    worker.use(...handlersAt(emulator, url))
    return reached(url, emulator)
  }
  return {
    kind: 'worker',
    admit: (url) => {
      const known = admitted.get(url) ?? admit(url)
      admitted.set(url, known)
      return known
    },
    mount: (url, emulator) => {
      worker.use(...handlersAt(emulator, url))
      return reached(url, emulator)
    },
    close: stop,
  }
}

/** Handles requests in the page itself; other code in it, such as an SDK, reaches the emulator at the same addresses as with the worker. */
const pageTransport = (emulator: Emulator): Transport => {
  const original = globalThis.fetch
  /** What answers below which URL. */
  const endpoints = new Map<string, Emulator>()
  let closed = false
  const patched: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : new URL(input, location.href).href
    const below = [...endpoints.keys()].filter((endpoint) => url.startsWith(endpoint))
    const longest = below.reduce((one, other) => (other.length > one.length ? other : one), '')
    const met = closed ? undefined : (endpoints.get(longest) ?? (AWS_ENDPOINTS.test(url) ? emulator : undefined))
    return met ? met.fetch(new Request(input, init)) : original.call(globalThis, input, init)
  }
  globalThis.fetch = patched
  return {
    kind: 'page',
    admit: async (endpoint) => {
      endpoints.set(endpoint, emulator)
      return patched
    },
    mount: async (url, emulator) => {
      endpoints.set(url, emulator)
      return patched
    },
    close: () => {
      closed = true
      // What was put in the place of ours since then calls ours, which now does nothing of its own.
      if (globalThis.fetch === patched) globalThis.fetch = original
    },
  }
}
