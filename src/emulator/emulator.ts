import type { OperationName } from '../facts/index.ts'
import { KeyId } from '../facts/members/common.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { validationMessage, violations } from '../vocabulary/violations.ts'
import type { Clock } from './clock.ts'
import type { Kms } from './context.ts'
import { isAlias, type Place } from './keys/identifiers.ts'
import { principalOf, rootArn } from './keys/principals.ts'
import { isSessionKey, type SessionStart, sessionOf, startSession } from './keys/sessions.ts'
import { settle } from './keys/settle.ts'
import { createKms } from './kms.ts'
import { KmsError } from './kms-error.ts'
import { LOADERS } from './operations/index.ts'
import { randomUuid } from './random.ts'
import { sandbox } from './sandbox.ts'
import type { Journal } from './store/journal.ts'
import type { Change, Session } from './store/rows.ts'
import { createStore, type Snapshot, type Store } from './store/store.ts'
import { decode } from './wire/decode.ts'
import { encode } from './wire/encode.ts'
import { bodyOf, type Credential, credentialOf, type ServiceRequest, targetedBy } from './wire/request.ts'
import { failure, type ServiceResponse, success } from './wire/response.ts'

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
  /** As `fetch`, for a server that has neither Request nor Response and need not make them. */
  readonly answer: (request: ServiceRequest) => Promise<ServiceResponse>
  /**
   * Who a credential belongs to: the principal of its session, one of `principals`, or else the account's root.
   *
   * @throws {KmsError} ExpiredTokenException or UnrecognizedClientException, of the credential of a session that has ended or
   * is not there
   */
  readonly callerOf: (credential: Credential | undefined) => Caller | Promise<Caller>
  /** Makes temporary credentials. The emulator's clock ends them. */
  readonly startSession: (start: SessionStart) => Promise<Session>
  /** Puts the sandbox back to how it was made. */
  readonly reset: () => Promise<void>
  readonly snapshot: () => Promise<Snapshot>
  readonly restore: (snapshot: Snapshot) => Promise<void>
  /** Calls `listener` with every change; returns the way to stop that. */
  readonly subscribe: (listener: (changes: readonly Change[]) => void) => () => void
  /** What a journal has kept of it counts from the first answer on, or from `snapshot`. */
  readonly clock: Clock & {
    /** Moves the emulator's time; what becomes due happens at once. @param milliseconds 0 or more */
    readonly advance: (milliseconds: number) => Promise<void>
  }
}

/** Who asks. */
export interface Caller {
  /** The ARN of the principal. */
  readonly caller: string
  /** Its account. */
  readonly account: string
  /** The session that it asks in. */
  readonly session?: Session
}

const ACCOUNT_ID = /^\d{12}$/

/**
 * Creates an emulator of the service, with a sandbox of its own.
 *
 * @throws {Error} where `accountId` is not 12 digits, or one of `principals` is not the ARN of a principal
 * @example
 * import { createEmulator } from 'q-kms-docs/emulator'
 *
 * const emulator = createEmulator({ region: 'eu-west-1' })
 * const call = async (operation: string, body: object) => {
 *   const headers = { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `TrentService.${operation}` }
 *   const request = new Request('https://kms.example/', { method: 'POST', headers, body: JSON.stringify(body) })
 *   return (await emulator.fetch(request)).json()
 * }
 *
 * const { KeyMetadata } = await call('CreateKey', {})
 * await call('ScheduleKeyDeletion', { KeyId: KeyMetadata.KeyId, PendingWindowInDays: 7 })
 * await emulator.clock.advance(7 * 24 * 3600 * 1000)
 * console.log((await call('DescribeKey', { KeyId: KeyMetadata.KeyId })).__type) //=> NotFoundException
 */
export const createEmulator = ({
  journal,
  // Not Date itself, which a test may replace later.
  clock: base = { now: () => Date.now() },
  region = 'us-east-1',
  accountId = '111122223333',
  partition = 'aws',
  principals = {},
  latency = 0,
  fixture = sandbox,
}: EmulatorOptions = {}): Emulator => {
  if (!ACCOUNT_ID.test(accountId)) throw new Error(`Failed to create the emulator: accountId is '${accountId}', not 12 digits.`)
  const principal = (caller: string): Caller => {
    const { account } = principalOf(caller) ?? {}
    if (account === undefined) throw new Error(`Failed to create the emulator: '${caller}' is not the ARN of a principal.`)
    return { caller, account }
  }
  const owner = principal(rootArn(partition, accountId))
  const callers = new Map(Object.entries(principals).map(([accessKey, arn]) => [accessKey, principal(arn)]))
  const home: Place = { partition, region, account: accountId }

  const store: Store = createStore({
    journal,
    seed: () => fixture(home, base.now()),
    before: (store) => settle(store, clock.now()),
  })

  const offset = () => Number(store.tables.settings.get(CLOCK_OFFSET)?.value ?? 0)
  const clock: Emulator['clock'] = {
    now: () => base.now() + offset(),
    async advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new Error(`Failed to advance the clock: ${milliseconds} is not a number of 0 or more.`)
      await store.transact(() => {
        store.write({ table: 'settings', id: CLOCK_OFFSET, row: { value: offset() + milliseconds } })
        settle(store, clock.now())
      })
    },
  }

  const callerOf: Emulator['callerOf'] = (credential) => {
    if (!credential) return owner
    const described = callers.get(credential.accessKey)
    if (described || !isSessionKey(credential.accessKey)) return described ?? owner
    return store.transact(() => {
      const session = sessionOf(store.tables, credential, clock.now())
      return { ...principal(session.arn), session }
    })
  }

  const outputOf = async (request: ServiceRequest, requestId: string): Promise<object | undefined> => {
    const name = targetedBy(request)
    if (name === undefined || !Object.hasOwn(LOADERS, name)) throw new KmsError('UnknownOperationException')
    const { operation, handle } = loaded.get(name) ?? (await load(name as OperationName))
    const credential = credentialOf(request)
    const { caller, account } = await callerOf(credential)
    const where = { partition, region: credential?.region ?? region, account, caller }
    const body = await bodyOf(request)
    refuseAliases(operation, body)
    const input = decode(operation.input, body)
    const found = [...violations(operation.input, body as Readonly<Record<string, unknown>>)]
    if (found.length > 0) throw new KmsError('ValidationException', validationMessage(found))

    const run = () => {
      const { kms, finish } = createKms(store, operation, input, where, clock.now())
      const succeed = <T>(output: T): T => {
        finish(requestId)
        return output
      }
      const output = handle(input, kms)
      return output instanceof Promise ? output.then((value) => store.transact(() => succeed(value))) : succeed(output)
    }
    const output = await store.transact(run)
    return operation.emptyBody ? undefined : encode(operation.output, (output ?? {}) as Readonly<Record<string, unknown>>)
  }

  const answer: Emulator['answer'] = async (request) => {
    const requestId = randomUuid()
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency))
    try {
      return success(requestId, await outputOf(request, requestId))
    } catch (error) {
      if (error instanceof KmsError) return failure(requestId, error)
      console.error(`Failed to answer ${request.headers.get('x-amz-target')}:`, error)
      return failure(requestId, new KmsError('KMSInternalException', 'The emulator failed; its console says why.'))
    }
  }

  return {
    async fetch(request) {
      const { body, ...init } = await answer(request)
      return new Response(body, init)
    },
    answer,
    callerOf,
    startSession: async (start) => store.transact(() => startSession(store, start, clock.now())),
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

/** An operation that is there. The compiler cannot see that a handler's input is its own operation's. */
interface Loaded {
  readonly operation: KmsOperation
  readonly handle: (input: object, kms: Kms) => unknown
}

/** What the emulators of this process have loaded. */
const loaded = new Map<string, Loaded>()

const load = async (name: OperationName): Promise<Loaded> => {
  const module: { readonly operation: KmsOperation; readonly [name: string]: unknown } = await LOADERS[name]()
  const entry: Loaded = { operation: module.operation, handle: module[name] as Loaded['handle'] }
  loaded.set(name, entry)
  return entry
}

/** The setting that holds by how many milliseconds the emulator's clock is ahead. */
const CLOCK_OFFSET = 'clock'

/**
 * Where an operation takes a key by id or ARN alone, an alias is refused before anything else is looked at.
 *
 * @throws {KmsError} InvalidArnException, or ValidationException where the operation does not declare that
 */
const refuseAliases = ({ input, errors }: KmsOperation, body: unknown): void => {
  if (typeof body !== 'object' || body === null) return
  for (const [name, { type }] of Object.entries(input)) {
    const value = (body as Readonly<Record<string, unknown>>)[name]
    if (type !== KeyId || typeof value !== 'string' || !isAlias(value)) continue
    throw errors.includes('InvalidArnException')
      ? new KmsError('InvalidArnException', 'Key Aliases are not supported for this operation.')
      : new KmsError('ValidationException', 'Aliases must refer to keys. Not aliases')
  }
}
