import type { ErrorCode } from '../facts/errors.ts'
import type { TraceStep } from '../facts/trace.ts'
import type { EncryptionContext } from './keys/ciphertext.ts'
import { canonicalName, principalOf } from './keys/principals.ts'

/** The requests that an emulator was sent. What they encrypt, sign or import is not among what is kept of them, nor what they return. */

/** A request and how it ended. */
export interface Call {
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number
  readonly requestId: string
  /** Undefined where the request names none that there is. */
  readonly operation: string | undefined
  readonly region: string
  /** The caller's ARN; undefined where its credentials belong to no principal, or to a session that has ended. */
  readonly caller: string | undefined
  /** Undefined where the request is not signed. */
  readonly accessKey: string | undefined
  /** The ARNs of the keys that the request came upon, in that order. */
  readonly keys: readonly string[]
  /** Of ReEncrypt, that of the source. Left out where it has more than 8,192 characters, which AWS would not take. */
  readonly encryptionContext?: EncryptionContext
  /** Of ReEncrypt alone. */
  readonly destinationEncryptionContext?: EncryptionContext
  /** `success`, or the code of the error. */
  readonly outcome: 'success' | ErrorCode
  /** Where the request, or the emulator's options, ask for it. */
  readonly trace?: readonly TraceStep[]
}

/** What calls have to have; all of it. */
export interface CallFilter {
  readonly operation?: string
  /** The ARN of the caller, or of the role whose session calls. */
  readonly caller?: string
  /** The ARN or id of a key that the request came upon. */
  readonly key?: string
  readonly outcome?: Call['outcome']
  /** Pairs that an encryption context of the request has, among others. */
  readonly encryptionContext?: EncryptionContext
}

export interface CallLog {
  readonly add: (call: Call) => void
  /** The last 1,000 calls that `filter` admits, the oldest first. */
  readonly list: (filter?: CallFilter) => readonly Call[]
  readonly clear: () => void
}

/** How many calls are kept. */
const MOST = 1000

/** The most characters of an encryption context that is kept. */
const LONGEST_CONTEXT = 8192

const includes = (context: EncryptionContext | undefined, pairs: EncryptionContext): boolean =>
  context !== undefined && Object.entries(pairs).every(([name, value]) => context[name] === value)

/** Whether a call was made by a principal, or in a session of it. */
const isCaller = ({ caller }: Call, wanted: string): boolean => {
  if (caller === wanted) return true
  const [, , ...own] = (caller === undefined ? undefined : principalOf(caller))?.names ?? []
  return own.includes(canonicalName(wanted) ?? wanted)
}

const fits = (call: Call, { operation, caller, key, outcome, encryptionContext }: CallFilter): boolean =>
  (operation ?? call.operation) === call.operation &&
  (caller === undefined || isCaller(call, caller)) &&
  (key === undefined || call.keys.some((arn) => arn === key || arn.endsWith(`:key/${key}`))) &&
  (outcome ?? call.outcome) === call.outcome &&
  (encryptionContext === undefined ||
    includes(call.encryptionContext, encryptionContext) ||
    includes(call.destinationEncryptionContext, encryptionContext))

const kept = (context: unknown): EncryptionContext | undefined => {
  let length = 0
  for (const [name, value] of Object.entries((context ?? {}) as EncryptionContext)) length += name.length + value.length
  return length <= LONGEST_CONTEXT ? (context as EncryptionContext | undefined) : undefined
}

/** What is kept of a decoded request. */
export const contextsOf = (
  input: Readonly<Record<string, unknown>>,
): Pick<Call, 'encryptionContext' | 'destinationEncryptionContext'> => {
  const encryptionContext = kept(input.EncryptionContext ?? input.SourceEncryptionContext)
  const destinationEncryptionContext = kept(input.DestinationEncryptionContext)
  return {
    ...(encryptionContext && { encryptionContext }),
    ...(destinationEncryptionContext && { destinationEncryptionContext }),
  }
}

export const createCallLog = (): CallLog => {
  let calls: Call[] = []
  return {
    add(call) {
      calls.push(call)
      if (calls.length >= 2 * MOST) calls = calls.slice(-MOST)
    },
    list: (filter = {}) => calls.slice(-MOST).filter((call) => fits(call, filter)),
    clear() {
      calls = []
    },
  }
}
