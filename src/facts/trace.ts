import type { ErrorCode } from './errors.ts'

/** How the emulator tells why it returned what it did: the checks that it ran, in their order, and what each one found. */

/** Every check, in the order in which a request meets them. An operation on two keys meets those of a key twice. */
export const CHECKS = {
  request: 'The request names an operation, and its members have the types and bounds of the reference.',
  key: 'The identifier, or the ciphertext, names a key that is there.',
  access: 'The key policy, grants and the policies of the caller let the caller do it.',
  usage: 'The key’s usage goes with the operation.',
  state: 'The key’s state allows the operation.',
  algorithm: 'The algorithm goes with the key’s spec.',
  size: 'The data has a length that the algorithm takes.',
  operation: 'What the operation asks for beside that: names, quotas, an intact ciphertext, a signature that fits.',
  'dry run': 'The request is not a dry run.',
} as const
export type Check = keyof typeof CHECKS

/** A statement of a policy, by its place (0 is the first) and its Sid, if it has one. */
export interface StatementName {
  /** The name of an identity policy. */
  readonly policy?: string
  readonly index: number
  readonly sid?: string
}

/** What one source of permissions says about the access. */
export interface Weighed {
  readonly source: 'key policy' | 'grants' | 'identity-based policy' | 'permissions boundary' | 'session policy'
  /** `none` where the source says nothing. */
  readonly effect: 'Allow' | 'Deny' | 'none'
  /** The statement that says it. */
  readonly statement?: StatementName
  /** The ids of the grants that let the caller in, at most 10. */
  readonly grants?: readonly string[]
}

/** What the checks know when they begin, or find out. */
export interface CheckFacts {
  readonly request: { readonly operation?: string }
  readonly key: {
    /** How the request names the key; undefined where the ciphertext does. */
    readonly identifier?: string
    /** The ARN of the alias that led to the key. */
    readonly alias?: string
    /** The ARN of the key. */
    readonly key?: string
  }
  readonly access: {
    readonly caller: string
    /** As policies write it. */
    readonly action: string
    /** An ARN, or `*` for an operation without a key. */
    readonly resource: string
    readonly weighed?: readonly Weighed[]
  }
  readonly usage: { readonly key: string; readonly usage: string; readonly needed?: string }
  readonly state: { readonly key: string; readonly state: string }
  readonly algorithm: { readonly algorithm: string; readonly spec: string }
  /** In bytes. */
  readonly size: { readonly length: number; readonly most?: number; readonly exactly?: number }
  readonly operation: { readonly operation: string }
  readonly 'dry run': { readonly operation: string }
}

type Outcome =
  | { readonly outcome: 'passed' }
  /** `error` is the one that the response carries. */
  | { readonly outcome: 'failed'; readonly error: { readonly code: ErrorCode; readonly message: string } }

/** A check that ran. At most the last one of a trace has failed. */
export type TraceStep = { readonly [C in Check]: { readonly check: C } & CheckFacts[C] & Outcome }[Check]

/** The response to a request with this header, whatever its value, carries its trace. */
export const EXPLAIN_HEADER = 'x-q-kms-explain'
/** The header that has the trace, as JSON in ASCII: a list of steps. Long texts in it are cut off. */
export const TRACE_HEADER = 'x-q-kms-trace'

/**
 * The trace in a response, or undefined where it has none.
 *
 * @example
 * const response = await emulator.fetch(request) // with `x-q-kms-explain: true`
 * traceIn(response)?.at(-1) // { check: 'state', key: 'arn:…', state: 'Disabled', outcome: 'failed', error: { code: 'DisabledException', … } }
 */
export const traceIn = ({ headers }: { readonly headers: Pick<Headers, 'get'> }): readonly TraceStep[] | undefined => {
  const text = headers.get(TRACE_HEADER)
  return text === null ? undefined : JSON.parse(text)
}

/** The checks behind the one that failed, which did not run. None where nothing failed. */
export const notReached = (steps: readonly TraceStep[]): readonly Check[] => {
  const last = steps.at(-1)
  const checks = Object.keys(CHECKS) as Check[]
  return last?.outcome === 'failed' ? checks.slice(checks.indexOf(last.check) + 1) : []
}
