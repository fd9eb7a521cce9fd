import type { Call, CallFilter } from './calls.ts'
import type { Clock } from './clock.ts'
import type { Cryptography } from './crypto/suite.ts'
import type { Place } from './keys/identifiers.ts'
import type { IdentityPolicies } from './keys/identity-policies.ts'
import type { SessionStart } from './keys/sessions.ts'
import type { Journal } from './store/journal.ts'
import type { Change, Session } from './store/rows.ts'
import type { Snapshot } from './store/store.ts'
import type { Credential, ServiceRequest } from './wire/request.ts'
import type { ServiceResponse } from './wire/response.ts'

/** What an emulator is made of. */
export interface EmulatorOptions {
  /** Makes the state durable; without one it lives in memory and goes with the emulator. */
  readonly journal?: Journal
  /** What computes; unless given, what runs everywhere: WebCrypto and JavaScript. */
  readonly cryptography?: Cryptography
  /** The time that the emulator's own begins from; the machine's unless given. */
  readonly clock?: Clock
  /** Where an unsigned request belongs; a signed one names its Region, and the Region its partition. `us-east-1` unless given. */
  readonly region?: string
  /** 12 digits; `111122223333` unless given. */
  readonly accountId?: string
  /**
   * Access key → ARN of the principal that it belongs to. An access key that is itself the ARN of a principal belongs to that principal. Other
   * callers are the account's root.
   */
  readonly principals?: Readonly<Record<string, string>>
  /** Milliseconds before each response; none unless given. */
  readonly latency?: number
  /**
   * Recognizes failures that no response of the service reports, such as code of the emulator that cannot be fetched any more: `fetch` and `answer`
   * reject with them. None unless given.
   */
  readonly isOutage?: (error: unknown) => boolean
  /** Adds to every response how it was decided, as `x-q-kms-explain` does to that of one request: in `x-q-kms-trace`, and in `calls`. */
  readonly explain?: boolean
  /**
   * Policies of IAM by the ARN of the user, role or session that they belong to. A new sandbox, and a reset one, begins with them; `attach`
   * changes them. Key policies and grants alone limit a principal that has none.
   */
  readonly identities?: Readonly<Record<string, IdentityPolicies>>
  /** What a new sandbox, and a reset one, holds; the sandbox of the docs unless given. */
  readonly fixture?: (place: Place, now: number) => Snapshot
}

/** Who makes a request. */
export interface Caller {
  /** The ARN of the principal. */
  readonly caller: string
  /** Its account. */
  readonly account: string
  /** The session that it asks in. */
  readonly session?: Session
}

/** An emulator of the whole service. */
export interface Emulator {
  /** The whole service: returns the response to a request of the AWS KMS protocol. Rejects only with an error that `isOutage` recognizes. */
  readonly fetch: (request: Request) => Promise<Response>
  /** As `fetch`, for a server that has neither Request nor Response and need not make them. */
  readonly answer: (request: ServiceRequest) => Promise<ServiceResponse>
  /**
   * The last 1,000 requests, the oldest first: who asked for what with which key and encryption context, and how it ended. A reset empties it.
   *
   * @example
   * emulator.calls({ operation: 'Encrypt', caller: 'arn:aws:iam::111122223333:role/app', encryptionContext: { tenant: '42' } })
   */
  readonly calls: (filter?: CallFilter) => readonly Call[]
  /** Empties `calls`, and changes nothing else. */
  readonly clearCalls: () => void
  /**
   * Replaces the policies of a user, role or session; without `identity` it has none.
   *
   * @throws {Error} "Failed to attach policies …" where the ARN is no principal's, or a policy is malformed
   * @example
   * await emulator.attach('arn:aws:iam::111122223333:role/app', {
   *   policies: { UseKeys: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } } },
   * })
   */
  readonly attach: (arn: string, identity: IdentityPolicies | undefined) => Promise<void>
  /**
   * Shares a key with other accounts, as AWS RAM does, in place of those that it was shared with; with none it is shared no more.
   *
   * @param accounts 12 digits each
   * @throws {Error} "Failed to share …" where there is no such key, or an account is none or the key's own
   */
  readonly share: (keyArn: string, accounts: readonly string[]) => Promise<void>
  /**
   * Who a credential belongs to: one of `principals`, the principal whose ARN the access key is, the principal of its session, or else
   * the account's root.
   *
   * @throws {KmsError} ExpiredTokenException or UnrecognizedClientException, of the credential of a session that has ended or
   * is not there
   */
  readonly callerOf: (credential: Credential | undefined) => Caller | Promise<Caller>
  /** Makes temporary credentials. The emulator's clock ends them. */
  readonly startSession: (start: SessionStart) => Promise<Session>
  /** Puts the sandbox back to how it was made. */
  readonly reset: () => Promise<void>
  /** All that the sandbox holds, as values that can be cloned and stored. */
  readonly snapshot: () => Promise<Snapshot>
  /** Puts the sandbox in the place of what it holds. */
  readonly restore: (snapshot: Snapshot) => Promise<void>
  /** Calls `listener` with every change; returns the way to stop that. */
  readonly subscribe: (listener: (changes: readonly Change[]) => void) => () => void
  /** What a journal has kept of it counts from the first response on, or from `snapshot`. */
  readonly clock: Clock & {
    /** Moves the emulator's time; what becomes due happens at once. @param milliseconds 0 or more */
    readonly advance: (milliseconds: number) => Promise<void>
  }
}
