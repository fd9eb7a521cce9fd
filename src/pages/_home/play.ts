import { answerOf } from '../../components/ApiTester/answer.ts'
import type { OperationName, operations } from '../../facts/index.ts'
import { callOf, type Protocol, type ServiceError } from '../../vocabulary/protocol.ts'
import type { WireOf } from '../../vocabulary/shapes.ts'
import { FAILURES, type FailureName } from './failures.ts'

/** What the home page sends. It loads with the first request. */

type Operations = typeof operations
type InputOf<N extends OperationName> = WireOf<Operations[N]['input']>
type OutputOf<N extends OperationName> = WireOf<Operations[N]['output']>

/** What came back for a request. */
export interface Reply<Body = Readonly<Record<string, unknown>>> {
  readonly operation: string
  readonly status: number
  /** In milliseconds. */
  readonly duration: number
  /** Empty where the response has none. */
  readonly body: Partial<Body>
  readonly error?: ServiceError | undefined
}

export type Ask = <N extends OperationName>(operation: N, members: InputOf<N>) => Promise<Reply<OutputOf<N>>>

/**
 * Sends requests one by one.
 *
 * @param sent called with the name of each operation that is sent
 * @throws {Error} where no response comes
 * @example const ask = asker(protocol, (await sandbox()).fetch)
 */
export const asker =
  (protocol: Protocol, fetch: typeof globalThis.fetch, sent: (operation: string) => void = () => undefined): Ask =>
  async (operation, members) => {
    const { url, ...call } = callOf(protocol, { name: operation }, JSON.stringify(members))
    sent(operation)
    const started = performance.now()
    const { text, ...rest } = await answerOf(await fetch(url, call), protocol, {}, started)
    return { operation, ...rest, body: text === '' ? {} : JSON.parse(text) }
  }

/** The body of a response that the next request needs. */
const must = async <Body>(reply: Promise<Reply<Body>>): Promise<Partial<Body>> => {
  const { operation, body, error } = await reply
  if (error) throw new Error(`Failed to prepare the request: ${operation} returned ${error.code}: ${error.message}`)
  return body
}

interface Wanted {
  readonly alias: string
  /** How the key is made where there is none. */
  readonly make?: InputOf<'CreateKey'>
  readonly state?: 'Enabled' | 'Disabled' | 'PendingImport'
}

/** Finds the key behind an alias of the home page, or makes one, and brings it into a state. Returns its id. */
export const keyFor = async (ask: Ask, { alias, make = {}, state = 'Enabled' }: Wanted): Promise<string> => {
  const found = await ask('DescribeKey', { KeyId: alias })
  const { KeyId = '', KeyState } = found.body.KeyMetadata ?? {}
  if (KeyState === state) return KeyId
  if (KeyState === 'Disabled' && state === 'Enabled') {
    await must(ask('EnableKey', { KeyId }))
    return KeyId
  }
  if (KeyState === 'Enabled' && state === 'Disabled') {
    await must(ask('DisableKey', { KeyId }))
    return KeyId
  }
  // There is no key yet, or one that was scheduled for deletion or given material elsewhere.
  const { KeyMetadata } = await must(ask('CreateKey', { Description: 'Made by the front page', ...make }))
  const TargetKeyId = KeyMetadata?.KeyId ?? ''
  await must(ask(found.error ? 'CreateAlias' : 'UpdateAlias', { AliasName: alias, TargetKeyId }))
  if (state === 'Disabled') await must(ask('DisableKey', { KeyId: TargetKeyId }))
  return TargetKeyId
}

/** The key of the walk, which the walk itself disables. */
export const WALK_ALIAS = 'alias/front-page/walk'

/** The state of a key as DescribeKey tells it; undefined where there is no such key. */
export const stateOf = async (ask: Ask, KeyId: string): Promise<string | undefined> =>
  (await ask('DescribeKey', { KeyId })).body.KeyMetadata?.KeyState

const ENABLED = { alias: 'alias/front-page/enabled' }
const Plaintext = 'aGVsbG8='

/** The account's root may do everything but encrypt. */
const policyOf = (account: string): string => {
  const root = { AWS: `arn:aws:iam::${account}:root` }
  const Statement = [
    { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' },
    { Sid: 'NoEncrypt', Effect: 'Deny', Principal: '*', Action: 'kms:Encrypt', Resource: '*' },
  ]
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

const runs = {
  disabled: async (ask, { request }) => {
    await keyFor(ask, { alias: request.KeyId, state: 'Disabled' })
    return ask('GenerateDataKey', request)
  },
  context: async (ask, { request }) => {
    const KeyId = await keyFor(ask, ENABLED)
    const { CiphertextBlob = '' } = await must(ask('Encrypt', { KeyId, Plaintext, EncryptionContext: { Tenant: 'blue' } }))
    return ask('Decrypt', { CiphertextBlob, ...request })
  },
  pendingImport: async (ask, { request }) => {
    await keyFor(ask, { alias: request.KeyId, make: { Origin: 'EXTERNAL' }, state: 'PendingImport' })
    return ask('Encrypt', request)
  },
  denied: async (ask, { request }) => {
    const KeyId = await keyFor(ask, { alias: request.KeyId })
    const { KeyMetadata } = await must(ask('DescribeKey', { KeyId }))
    await must(ask('PutKeyPolicy', { KeyId, Policy: policyOf(KeyMetadata?.AWSAccountId ?? '') }))
    return ask('Encrypt', request)
  },
  changed: async (ask, { request }) => {
    const { KeyId, SigningAlgorithm } = request
    await keyFor(ask, { alias: KeyId, make: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } })
    const { Signature = '' } = await must(ask('Sign', { KeyId, SigningAlgorithm, Message: btoa('pay 10') }))
    return ask('Verify', { ...request, Signature })
  },
  algorithm: async (ask, { request }) => {
    await keyFor(ask, ENABLED)
    return ask('Encrypt', request)
  },
} satisfies { readonly [N in FailureName]: (ask: Ask, failure: (typeof FAILURES)[N]) => Promise<Reply<object>> }

/**
 * Prepares a failure, and sends the request that fails.
 *
 * @throws {Error} where something refuses the preparation
 */
export const fail = (ask: Ask, name: FailureName): Promise<Reply<object>> => {
  const run: (ask: Ask, failure: never) => Promise<Reply<object>> = runs[name]
  return run(ask, FAILURES[name] as never)
}
