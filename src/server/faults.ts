import { KmsError } from '../emulator/kms-error.ts'
import { LOADERS } from '../emulator/operations/index.ts'
import { randomUuid } from '../emulator/random.ts'
import { type ServiceRequest, targetedBy } from '../emulator/wire/request.ts'
import { failure } from '../emulator/wire/response.ts'
import { ERRORS, type ErrorCode } from '../facts/errors.ts'
import type { Reply } from './reply.ts'

/** What goes wrong with the next requests, on purpose. */
export interface InjectedFault {
  /** The operation that is hit; `*` hits any. */
  readonly operation: string
  /** How many requests are hit. */
  readonly times: number
  /** The error of the response. */
  readonly error?: ErrorCode
  /** Its text, where it is not the one that the service would have. */
  readonly message?: string
  /** A response with this status and nothing else, as a proxy gives one. */
  readonly status?: number
  /** Where the connection ends: before the request is carried out, or after that, in the middle of the response. */
  readonly cut?: Cut
  /** The content type that the response names. */
  readonly contentType?: string
  /** How long the response waits. */
  readonly latencyMilliseconds: number
  /** How long the body of the response takes to arrive, once it has begun. */
  readonly bodyMilliseconds?: number
}

const CUTS = ['request', 'response'] as const
type Cut = (typeof CUTS)[number]

/** The members of a fault, in the order in which the manual has them. */
export const FAULT_MEMBERS = [
  'operation',
  'times',
  'error',
  'message',
  'status',
  'cut',
  'contentType',
  'latencyMilliseconds',
  'bodyMilliseconds',
] as const satisfies readonly (keyof InjectedFault)[]

/** An hour. */
const LONGEST = 3_600_000

const fail = (message: string): never => {
  throw new Error(message)
}

/** Readers of the members that a fault may do without. They throw where a value is wrong. */
const READERS: { readonly [N in keyof InjectedFault]-?: (value: unknown, name: string) => NonNullable<InjectedFault[N]> } = {
  operation: (value) =>
    typeof value === 'string' && (value === '*' || Object.hasOwn(LOADERS, value))
      ? value
      : fail('operation is not the name of one.'),
  times: (value) =>
    Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : fail('times is not a whole number of 1 or more.'),
  error: (value) => (isErrorCode(value) ? value : fail(`error is not one of ${Object.keys(ERRORS).join(', ')}.`)),
  message: (value) => (typeof value === 'string' ? value : fail('message is not a text.')),
  status: (value) =>
    Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599
      ? Number(value)
      : fail('status is not a whole number from 400 to 599.'),
  cut: (value) => CUTS.find((cut) => cut === value) ?? fail(`cut is not one of ${CUTS.join(', ')}.`),
  contentType: (value) =>
    typeof value === 'string' && /^[\t\u0020-\u007e]+$/.test(value) ? value : fail('contentType is not the value of a header.'),
  latencyMilliseconds: (value, name) => millisecondsIn(value, name),
  bodyMilliseconds: (value, name) => millisecondsIn(value, name),
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERRORS, code)

const millisecondsIn = (value: unknown, name: string): number =>
  typeof value === 'number' && value >= 0 && value <= LONGEST ? value : fail(`${name} is not a number from 0 to ${LONGEST}.`)

type Members = Readonly<Partial<Record<keyof InjectedFault, unknown>>>

/** @throws {Error} where a member is wrong, or two exclude each other */
export const faultOf = (members: Members): InjectedFault => {
  const given = FAULT_MEMBERS.filter((name) => members[name] !== undefined)
  const ends = given.filter((name) => name === 'error' || name === 'status' || name === 'cut')
  const endsTwice = ends.length > 1 && !(ends.join() === 'error,cut' && members.cut === 'response')
  if (endsTwice) fail(`${ends.join(' and ')} exclude each other.`)
  const read = Object.fromEntries(given.map((name) => [name, READERS[name](members[name], name)]))
  return { operation: '*', times: 1, latencyMilliseconds: 0, ...read }
}

/** The texts that the service is known to have for errors that only a fault can bring about. */
const TEXTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  ThrottlingException: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
  ExpiredTokenException: 'The security token included in the request is expired',
  UnrecognizedClientException: 'The security token included in the request is invalid.',
  // The service gives these no text.
  InvalidCiphertextException: '',
  KMSInvalidMacException: '',
  KMSInvalidSignatureException: '',
}

/** The response of a fault in place of the service; undefined where the service handles the request. */
export const replyOf = ({ error, message, status }: InjectedFault): Reply | undefined => {
  if (status !== undefined) return { status, headers: {}, body: '' }
  return error && failure(randomUuid(), new KmsError(error, message ?? TEXTS[error] ?? ERRORS[error].cause))
}

export interface Faults {
  add(fault: InjectedFault): void
  clear(): void
  list(): readonly InjectedFault[]
  /** The first fault that fits a request; it counts as having happened. */
  take(request: ServiceRequest): InjectedFault | undefined
}

export const createFaults = (): Faults => {
  let faults: readonly InjectedFault[] = []
  return {
    add: (fault) => {
      faults = [...faults, fault]
    },
    clear: () => {
      faults = []
    },
    list: () => faults,
    take(request) {
      if (faults.length === 0) return undefined
      const target = targetedBy(request)
      const fault = faults.find(({ operation }) => operation === '*' || operation === target)
      faults = faults.flatMap((other) =>
        other !== fault ? [other] : other.times > 1 ? [{ ...other, times: other.times - 1 }] : [],
      )
      return fault
    },
  }
}
