import type { OperationName } from '../facts/index.ts'
import { KeyArn, KeyId } from '../facts/members/common.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { partitionOf } from '../facts/partitions.ts'
import { EXPLAIN_HEADER } from '../facts/trace.ts'
import { validationMessage, violations } from '../vocabulary/violations.ts'
import { contextsOf, createCallLog } from './calls.ts'
import type { Kms } from './context.ts'
import type { Caller, Emulator, EmulatorOptions } from './contract.ts'
import type { Cryptography } from './crypto/suite.ts'
import { authorizeAccount } from './keys/authorize.ts'
import { isAlias, type Place } from './keys/identifiers.ts'
import { identityRow } from './keys/identity-policies.ts'
import { principalOf, rootArn } from './keys/principals.ts'
import { isSessionKey, sessionOf, startSession } from './keys/sessions.ts'
import { settle } from './keys/settle.ts'
import { createKms } from './kms.ts'
import { KmsError } from './kms-error.ts'
import { LOADERS } from './operations/index.ts'
import { randomUuid } from './random.ts'
import { sandbox } from './sandbox.ts'
import { createStore, type Snapshot, type Store } from './store/store.ts'
import type { Tracer } from './tracer.ts'
import { decode } from './wire/decode.ts'
import { encode } from './wire/encode.ts'
import { bodyOf, type Credential, credentialOf, type ServiceRequest, targetedBy } from './wire/request.ts'
import { failure, success } from './wire/response.ts'

export type { Caller, Emulator, EmulatorOptions } from './contract.ts'

const ACCOUNT_ID = /^\d{12}$/

/**
 * Creates an emulator of the service, with a sandbox of its own.
 *
 * @throws {Error} where `accountId` is not 12 digits, one of `principals` is not the ARN of a principal, or one of `identities` is malformed
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
  cryptography,
  // Not Date itself, which a test may replace later.
  clock: base = { now: () => Date.now() },
  region = 'us-east-1',
  accountId = '111122223333',
  principals = {},
  latency = 0,
  isOutage = () => false,
  explain = false,
  identities = {},
  fixture = sandbox,
}: EmulatorOptions = {}): Emulator => {
  if (!ACCOUNT_ID.test(accountId)) throw new Error(`Failed to create the emulator: accountId is '${accountId}', not 12 digits.`)
  const principal = (caller: string): Caller => {
    const { account } = principalOf(caller) ?? {}
    if (account === undefined) throw new Error(`Failed to create the emulator: '${caller}' is not the ARN of a principal.`)
    return { caller, account }
  }
  const callers = new Map(Object.entries(principals).map(([accessKey, arn]) => [accessKey, principal(arn)]))
  const home: Place = { partition: partitionOf(region), region, account: accountId }

  const attached = Object.entries(identities).map(([arn, identity]) => identityRow(arn, identity))
  const seed = (): Snapshot => [...fixture(home, base.now()), ...attached]
  const store: Store = createStore({
    journal,
    seed,
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
    const root = () => principal(rootArn(partitionOf(credential?.region ?? region), accountId))
    if (!credential) return root()
    const known = callers.get(credential.accessKey)
    if (known) return known
    const named = principalOf(credential.accessKey)
    if (named) return { caller: credential.accessKey, account: named.account }
    if (!isSessionKey(credential.accessKey)) return root()
    return store.transact(() => {
      const session = sessionOf(store.tables, credential, clock.now())
      return { ...principal(session.arn), session }
    })
  }

  /** A back end that was given needs no other. For a page, both are one file. */
  let crypto: Cryptography | undefined = cryptography
  const loadPortable = async () => (await import(/* webpackMode: "eager" */ './crypto/portable.ts')).portable

  const outputOf = async (
    request: ServiceRequest,
    { requestId, name, region, credential, trace, learned }: Work,
  ): Promise<object | undefined> => {
    if (name === undefined) throw new KmsError('UnknownOperationException')
    const { operation, handle, byId } = loaded.get(name) ?? (await load(name))
    crypto ??= await loadPortable()
    const computing = crypto
    const asking = callerOf(credential)
    const { caller, account, session } = asking instanceof Promise ? await asking : asking
    learned.caller = caller
    const where = { partition: partitionOf(region), region, account, caller, sessionPolicy: session?.policy }
    const body = await bodyOf(request)
    refuseAliases(operation, byId, body)
    const input = decode(operation.input, body)
    const found = violations(operation.input, body as Readonly<Record<string, unknown>>)
    if (found.length > 0) throw new KmsError('ValidationException', validationMessage(found))

    learned.input = input
    trace?.at('operation', { operation: name })

    const run = () => {
      const { kms, found, finish } = createKms({ store, crypto: computing, operation, input, where, now: clock.now(), trace })
      learned.found = found
      const succeed = <T>(output: T): T => {
        finish(requestId)
        return output
      }
      // What names neither key nor alias is asked of the account.
      if (!operation.key && !operation.input.AliasName) authorizeAccount(kms)
      const output = handle(input, kms)
      return output instanceof Promise ? output.then((value) => store.transact(() => succeed(value))) : succeed(output)
    }
    const output = await store.transact(run)
    return operation.emptyBody ? undefined : encode(operation.output, (output ?? {}) as Readonly<Record<string, unknown>>)
  }

  const log = createCallLog()

  const answer: Emulator['answer'] = async (request) => {
    const requestId = randomUuid()
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency))
    const credential = credentialOf(request)
    const where = credential?.region ?? region
    const tracing =
      explain || request.headers.get(EXPLAIN_HEADER) !== null
        ? await import(/* webpackChunkName: "kms-trace" */ './tracer.ts')
        : undefined
    const name = nameIn(request)
    const trace = tracing?.createTracer(name)
    const work: Work = { requestId, name, region: where, credential, trace, learned: {} }

    let error: KmsError | undefined
    let output: object | undefined
    try {
      output = await outputOf(request, work)
    } catch (thrown) {
      if (isOutage(thrown)) throw thrown
      if (!(thrown instanceof KmsError)) console.error(`Failed to handle ${request.headers.get('x-amz-target')}:`, thrown)
      error =
        thrown instanceof KmsError ? thrown : new KmsError('KMSInternalException', 'The emulator failed; its console says why.')
    }
    const steps = trace?.end(error)
    log.add({
      at: clock.now(),
      requestId,
      operation: name,
      region: where,
      caller: work.learned.caller,
      accessKey: credential?.accessKey,
      keys: [...(work.learned.found ?? [])],
      ...contextsOf(work.learned.input ?? {}),
      outcome: error?.code ?? 'success',
      ...(steps && { trace: steps }),
    })
    const answer = error ? failure(requestId, error) : success(requestId, output)
    return steps && tracing ? tracing.withTrace(answer, steps) : answer
  }

  return {
    async fetch(request) {
      const { body, ...init } = await answer(request)
      return new Response(body, init)
    },
    answer,
    callerOf,
    startSession: async (start) => store.transact(() => startSession(store, start, clock.now())),
    calls: log.list,
    clearCalls: log.clear,
    attach: async (arn, identity) => {
      const change = identityRow(arn, identity)
      await store.transact(() => store.write(change))
    },
    share: async (keyArn, accounts) => {
      const { shared } = await import(/* webpackChunkName: "kms-sharing" */ './keys/sharing.ts')
      await store.transact(() => {
        const key = store.tables.keys.get(keyArn)
        try {
          if (!key) throw new Error('there is no such key.')
          store.write({ table: 'keys', id: keyArn, row: shared(key, accounts) })
        } catch (error) {
          throw new Error(`Failed to share ${keyArn}: ${error instanceof Error ? error.message : error}`, { cause: error })
        }
      })
    },
    reset: async () => {
      log.clear()
      await store.restore(seed())
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
  /** The members that name a key by id or ARN alone. */
  readonly byId: readonly string[]
}

/** A request that is being handled. */
interface Work {
  readonly requestId: string
  readonly name: OperationName | undefined
  readonly region: string
  readonly credential: Credential | undefined
  readonly trace: Tracer | undefined
  /** What came out about it on the way. */
  readonly learned: { caller?: string; input?: Kms['input']; found?: ReadonlySet<string> }
}

/** The operation that a request asks for, where it is one of the service. */
const nameIn = (request: ServiceRequest): OperationName | undefined => {
  const name = targetedBy(request)
  return name !== undefined && Object.hasOwn(LOADERS, name) ? (name as OperationName) : undefined
}

/** What the emulators of this process have loaded. */
const loaded = new Map<string, Loaded>()

const load = async (name: OperationName): Promise<Loaded> => {
  const module: { readonly operation: KmsOperation; readonly [name: string]: unknown } = await LOADERS[name]()
  const { operation } = module
  const byId = Object.entries(operation.input).flatMap(([name, { type }]) => (type === KeyId || type === KeyArn ? name : []))
  const entry: Loaded = { operation, handle: module[name] as Loaded['handle'], byId }
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
const refuseAliases = ({ errors }: KmsOperation, byId: readonly string[], body: unknown): void => {
  if (typeof body !== 'object' || body === null) return
  for (const name of byId) {
    const value = (body as Readonly<Record<string, unknown>>)[name]
    if (typeof value !== 'string' || !isAlias(value)) continue
    throw errors.includes('InvalidArnException')
      ? new KmsError('InvalidArnException', 'Key Aliases are not supported for this operation.')
      : new KmsError('ValidationException', 'Aliases must refer to keys. Not aliases')
  }
}
