import type { Emulator } from '../emulator/emulator.ts'
import type { Snapshot } from '../emulator/store/store.ts'
import type { ServiceResponse } from '../emulator/wire/response.ts'
import { type AccessOptions, type Asking, createAccess } from './access.ts'
import { FAULT_MEMBERS, type Faults, faultOf } from './faults.ts'
import { toJson } from './json.ts'
import { snapshotIn, stateDocument } from './state.ts'

/** The paths of the administration; AWS has nothing there. */
export const ADMIN_PATH = '/_qkms/'

/** The most bytes that a request to the administration may have: a snapshot of some hundred thousand keys. */
export const MAX_ADMIN_BODY = 256 * 1024 * 1024

/** Answers a request to the administration. `read` gives the body, or undefined where it is too large. */
export type Admin = (asking: Asking, read: () => Promise<string | undefined>) => Promise<ServiceResponse>

const json = (value: unknown, status = 200): ServiceResponse => ({
  status,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  body: `${toJson(value, 2)}\n`,
})

const failureOf = (status: number, message: string, headers: ServiceResponse['headers'] = {}): ServiceResponse => {
  const answer = json({ message: `Failed to administer: ${message}` }, status)
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

/** Rows without what is secret in them. */
const withoutSecrets = (snapshot: Snapshot): Snapshot =>
  JSON.parse(
    JSON.stringify(snapshot, (name, value) =>
      value instanceof Uint8Array || ['secret', 'password', 'token'].includes(name) ? '(hidden)' : value,
    ),
  )

/** @throws {Error} where the body is not a JSON object, or has other members than `names` */
const wantedIn = <const N extends string>(body: string, names: readonly N[]): Readonly<Partial<Record<N, unknown>>> => {
  const value: unknown = body === '' ? {} : JSON.parse(body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('the body is not a JSON object.')
  const other = Object.keys(value).find((name) => !(names as readonly string[]).includes(name))
  if (other !== undefined) throw new Error(`there is no member ${other}. There are ${names.join(', ')}.`)
  return value as Readonly<Partial<Record<N, unknown>>>
}

/** A member that is a number of 0 or more. @throws {Error} where it is not */
const numberIn = (value: unknown, name: string, most: number): number => {
  if (typeof value !== 'number' || !(value >= 0 && value <= most)) throw new Error(`${name} is not a number from 0 to ${most}.`)
  return value
}

/** A hundred years, in seconds. */
const LONGEST_ADVANCE = 100 * 365.25 * 86_400
interface Administered extends AccessOptions {
  readonly emulator: Emulator
  readonly faults: Faults
}

/** Whether the server is up may be known to all. */
const HEALTH = 'GET health'

/** The handler of the requests below `ADMIN_PATH`. */
export const createAdmin = ({ emulator, faults, ...access }: Administered): Admin => {
  const denialOf = createAccess(access)
  const now = () => ({ now: new Date(emulator.clock.now()).toISOString() })
  const routes: Readonly<Record<string, (body: string, query: URLSearchParams) => Promise<unknown> | unknown>> = {
    [HEALTH]: () => ({ status: 'ok' }),
    'GET state': async (_body, query) => {
      const snapshot = await emulator.snapshot()
      return stateDocument(['', 'true', '1'].includes(query.get('secrets') ?? 'no') ? snapshot : withoutSecrets(snapshot))
    },
    'PUT state': async (body) => {
      const snapshot = snapshotIn(body)
      await emulator.restore(snapshot)
      return { rows: snapshot.length }
    },
    'POST reset': async () => {
      faults.clear()
      await emulator.reset()
      return { status: 'reset' }
    },
    'GET clock': now,
    'POST clock': async (body) => {
      const { advanceSeconds } = wantedIn(body, ['advanceSeconds'])
      await emulator.clock.advance(numberIn(advanceSeconds, 'advanceSeconds', LONGEST_ADVANCE) * 1000)
      return now()
    },
    'GET faults': faults.list,
    'POST faults': (body) => {
      faults.add(faultOf(wantedIn(body, FAULT_MEMBERS)))
      return faults.list()
    },
    'DELETE faults': () => {
      faults.clear()
      return faults.list()
    },
  }

  return async (asking, read) => {
    const { pathname, searchParams } = new URL(asking.url, 'http://localhost')
    // node:http leaves the body out of an answer to HEAD.
    const method = asking.method === 'HEAD' ? 'GET' : asking.method
    const name = `${method} ${pathname.slice(ADMIN_PATH.length)}`
    const denial = name === HEALTH ? undefined : denialOf(asking)
    if (denial) return failureOf(denial.status, denial.reason, denial.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {})
    const route = Object.hasOwn(routes, name) && routes[name]
    if (!route) return failureOf(404, `there are ${Object.keys(routes).join(', ')} below ${ADMIN_PATH}`)
    const body = await read()
    if (body === undefined) return failureOf(413, `the body is larger than ${MAX_ADMIN_BODY} bytes.`)
    try {
      return json(await route(body, searchParams))
    } catch (error) {
      return failureOf(400, error instanceof Error ? error.message : String(error))
    }
  }
}
