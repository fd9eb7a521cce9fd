import { type OperationName, operations } from '../model/index.ts'
import type { Operation } from '../model/operation.ts'
import { validationMessage, violations } from '../model/violations.ts'
import type { Clock } from './clock.ts'
import { isAlias, type Place } from './keys/identifiers.ts'
import { dueAt, settle } from './keys/lifecycle.ts'
import { createKms, type Handler } from './kms.ts'
import { KmsError } from './kms-error.ts'
import * as handlers from './operations/index.ts'
import { randomUuid } from './random.ts'
import { sandbox } from './sandbox.ts'
import type { Journal } from './store/journal.ts'
import type { Change } from './store/rows.ts'
import { createStore, type Snapshot, type Store } from './store/store.ts'
import { decode } from './wire/decode.ts'
import { encode } from './wire/encode.ts'
import { bodyOf, credentialOf, targetedBy } from './wire/request.ts'
import { failure, success } from './wire/response.ts'

handlers satisfies { readonly [N in OperationName]: Handler<N> }

export interface EmulatorOptions {
  /** Makes the state durable; without one it lives in memory and goes with the emulator. */
  readonly journal?: Journal
  /** The time that the emulator's own begins from; the machine's unless given. */
  readonly clock?: Clock
  /** Where an unsigned request belongs; a signed one names its Region. `us-east-1` unless given. */
  readonly region?: string
  /** 12 digits; `111122223333` unless given. */
  readonly accountId?: string
  /** `aws` unless given. */
  readonly partition?: string
  /** Access key → ARN of the principal that it belongs to. Other callers are the account's root. */
  readonly principals?: Readonly<Record<string, string>>
  /** Milliseconds before each answer; none unless given. */
  readonly latency?: number
  /** What a new sandbox, and a reset one, holds; the sandbox of the docs unless given. */
  readonly fixture?: (place: Place, now: number) => Snapshot
}

export interface Emulator {
  /** The whole service: answers a request of the AWS KMS protocol. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Puts the sandbox back to how it was made. */
  readonly reset: () => Promise<void>
  readonly snapshot: () => Promise<Snapshot>
  readonly restore: (snapshot: Snapshot) => Promise<void>
  /** Calls `listener` with every change; returns the way to stop that. */
  readonly subscribe: (listener: (changes: readonly Change[]) => void) => () => void
  readonly clock: Clock & {
    /** Moves the emulator's time; what becomes due happens at once. @param milliseconds 0 or more */
    readonly advance: (milliseconds: number) => Promise<void>
  }
}

const ACCOUNT_ID = /^\d{12}$/

/**
 * An emulator of the service.
 *
 * @throws {Error} where `accountId` is not 12 digits
 */
export const createEmulator = ({
  journal,
  clock: base = Date,
  region = 'us-east-1',
  accountId = '111122223333',
  partition = 'aws',
  principals = {},
  latency = 0,
  fixture = sandbox,
}: EmulatorOptions = {}): Emulator => {
  if (!ACCOUNT_ID.test(accountId)) throw new Error(`Failed to create the emulator: accountId is '${accountId}', not 12 digits.`)
  const home: Place = { partition, region, account: accountId }

  /** When time next changes a key: until then no step looks at all of them. */
  let due = Number.NEGATIVE_INFINITY
  const store: Store = createStore({
    journal,
    seed: () => fixture(home, base.now()),
    before(store) {
      if (clock.now() >= due) due = settle(store, clock.now())
    },
  })
  store.subscribe((changes) => {
    for (const change of changes) if (change.table === 'keys' && change.row) due = Math.min(due, dueAt(change.row))
  })

  const offset = () => Number(store.tables.settings.get(CLOCK_OFFSET)?.value ?? 0)
  const clock: Emulator['clock'] = {
    now: () => base.now() + offset(),
    async advance(milliseconds) {
      await store.transact(() => {
        store.write({ table: 'settings', id: CLOCK_OFFSET, row: { value: offset() + milliseconds } })
        due = settle(store, clock.now())
      })
    },
  }

  const answer = async (request: Request): Promise<object | undefined> => {
    const name = targetedBy(request)
    if (name === undefined || !Object.hasOwn(operations, name)) throw new KmsError('UnknownOperationException')
    const operation: Operation = operations[name as OperationName]
    const handle = handlers[name as OperationName] as (...args: Parameters<Handler<OperationName>>) => unknown
    const body = await bodyOf(request)
    refuseAliases(operation, body)
    const input = decode(operation.input, body)
    const found = [...violations(operation.input, body as Readonly<Record<string, unknown>>)]
    if (found.length > 0) throw new KmsError('ValidationException', validationMessage(found))

    const credential = credentialOf(request)
    const caller = (credential && principals[credential.accessKey]) ?? `arn:${partition}:iam::${accountId}:root`
    const where = { ...home, region: credential?.region ?? region, caller }
    const output = await store.transact(() => handle(input as never, createKms(store, operation, where, clock.now())))
    return operation.emptyBody ? undefined : encode(operation.output, (output ?? {}) as Readonly<Record<string, unknown>>)
  }

  return {
    async fetch(request) {
      const requestId = randomUuid()
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency))
      try {
        return success(requestId, await answer(request))
      } catch (error) {
        if (error instanceof KmsError) return failure(requestId, error)
        console.error(`Failed to answer ${request.headers.get('x-amz-target')}:`, error)
        return failure(requestId, new KmsError('KMSInternalException', 'The emulator failed; its console says why.'))
      }
    },
    reset: async () => {
      await store.restore(fixture(home, base.now()))
    },
    snapshot: async () => store.transact(() => store.snapshot()),
    restore: async (snapshot) => {
      await store.restore(snapshot)
    },
    subscribe: store.subscribe,
    clock,
  }
}

/** The setting that holds by how many milliseconds the emulator's clock is ahead. */
const CLOCK_OFFSET = 'clock'

/**
 * Where an operation takes a key by id or ARN alone, an alias is refused before anything else is looked at.
 *
 * @throws {KmsError} InvalidArnException, or ValidationException where the operation does not declare that
 */
const refuseAliases = ({ input, errors }: Operation, body: unknown): void => {
  if (typeof body !== 'object' || body === null) return
  for (const [name, { type }] of Object.entries(input)) {
    const value = (body as Readonly<Record<string, unknown>>)[name]
    if (type.kind !== 'string' || type.identifies !== 'key' || typeof value !== 'string' || !isAlias(value)) continue
    throw errors.includes('InvalidArnException')
      ? new KmsError('InvalidArnException', 'Key Aliases are not supported for this operation.')
      : new KmsError('ValidationException', 'Aliases must refer to keys. Not aliases')
  }
}
