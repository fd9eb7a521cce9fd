import type { CallFilter } from '../emulator/calls.ts'
import type { IdentityPolicies } from '../emulator/keys/identity-policies.ts'
import type { Snapshot } from '../emulator/store/store.ts'
import { FAULT_MEMBERS, faultOf } from './faults.ts'
import { seedTextIn } from './own-seed.ts'
import { identityIn, identityView, shareIn } from './permissions.ts'
import type { Sandbox } from './sandbox.ts'
import type { Sandboxes } from './sandboxes.ts'
import { snapshotIn, stateDocument } from './state.ts'

/**
 * What the administration does, by method and path below `ADMIN_PATH`. A text is the body as it is; all else becomes JSON. A route
 * throws where the request is wrong.
 */
export type Routes = Readonly<Record<string, (body: string, query: URLSearchParams) => Promise<unknown> | unknown>>

const HEALTH = 'GET health'
const METRICS = 'GET metrics'

/**
 * What all may know: whether the server is up, and what it counts. Prometheus asks from another machine or container, and counts
 * have no key, principal or secret in them.
 */
export const OPEN: readonly string[] = [HEALTH, METRICS]

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

/** What calls can be filtered by, in the order in which the manual has it. */
export const CALL_FILTERS = [
  'operation',
  'caller',
  'key',
  'outcome',
  'encryptionContext',
] as const satisfies readonly (keyof CallFilter)[]

/** The members of an identity, in the order in which the manual has them. */
export const IDENTITY_MEMBERS = ['principal', 'policies', 'permissionsBoundary', 'sessionPolicies'] as const satisfies readonly (
  | 'principal'
  | keyof IdentityPolicies
)[]

/** @throws {Error} where the text is not a JSON object of texts */
const contextIn = (text: string): NonNullable<CallFilter['encryptionContext']> => {
  const isContext = (value: unknown): value is Readonly<Record<string, string>> =>
    typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string')
  try {
    const value: unknown = JSON.parse(text)
    if (isContext(value)) return value
  } catch {}
  throw new Error('encryptionContext is not a JSON object of texts.')
}

/** @throws {Error} where the query has something else, or has it twice */
const filterIn = (query: URLSearchParams): CallFilter => {
  const names: readonly string[] = CALL_FILTERS
  for (const name of query.keys()) {
    if (!names.includes(name)) throw new Error(`there is no filter ${name}. There are ${names.join(', ')}.`)
    if (query.getAll(name).length > 1) throw new Error(`${name} is there twice.`)
  }
  const { encryptionContext, ...texts } = Object.fromEntries(query)
  // An outcome that there is not is that of no call.
  return { ...texts, ...(encryptionContext !== undefined && { encryptionContext: contextIn(encryptionContext) }) }
}

/** What the administration does with the sandboxes as such, from within the one that `name` names. None of it makes a sandbox. */
export const serverRoutes = (sandboxes: Sandboxes, name: string | undefined): Routes =>
  name === undefined
    ? {
        'GET sandboxes': sandboxes.list,
        'DELETE sandboxes': async () => {
          await Promise.all(sandboxes.list().map(sandboxes.remove))
          return sandboxes.list()
        },
      }
    : {
        'DELETE sandbox': async () => {
          await sandboxes.remove(name)
          return { status: 'removed' }
        },
      }

/** What it does within a sandbox. */
export const sandboxRoutes = ({ emulator, faults, metrics, seed }: Sandbox): Routes => {
  const begin = async (text: string | undefined) => {
    await seed.replace(text, emulator.reset)
    faults.clear()
    return { status: 'reset' }
  }
  const textOf = (time: number): string => new Date(time).toISOString()
  const now = () => ({ now: textOf(emulator.clock.now()) })
  const identities = async () => (await emulator.snapshot()).flatMap(identityView)
  const shares = async () =>
    (await emulator.snapshot()).flatMap(({ table, id, row }) =>
      table === 'keys' && row?.shared ? [{ key: id, accounts: row.shared.accounts }] : [],
    )
  return {
    [HEALTH]: () => ({ status: 'ok' }),
    [METRICS]: metrics.text,
    'GET state': async (_body, query) => {
      const snapshot = await emulator.snapshot()
      return stateDocument(['', 'true', '1'].includes(query.get('secrets') ?? 'no') ? snapshot : withoutSecrets(snapshot))
    },
    'PUT state': async (body) => {
      const snapshot = snapshotIn(body)
      await seed.replace(seedTextIn(snapshot), () => emulator.restore(snapshot))
      return { rows: snapshot.length }
    },
    'POST reset': async () => {
      faults.clear()
      await emulator.reset()
      return { status: 'reset' }
    },
    'PUT seed': begin,
    'DELETE seed': () => begin(undefined),
    'GET calls': (_body, query) => emulator.calls(filterIn(query)).map(({ at, ...call }) => ({ at: textOf(at), ...call })),
    'DELETE calls': () => {
      emulator.clearCalls()
      return []
    },
    'GET identities': identities,
    'PUT identities': async (body) => {
      const { principal, identity } = identityIn(wantedIn(body, IDENTITY_MEMBERS))
      await emulator.attach(principal, identity)
      return identities()
    },
    'GET shares': shares,
    'PUT shares': async (body) => {
      const { key, accounts } = shareIn(wantedIn(body, ['key', 'accounts']))
      await emulator.share(key, accounts)
      return shares()
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
}
