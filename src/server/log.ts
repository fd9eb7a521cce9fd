import type { TraceStep, Weighed } from '../facts/trace.ts'

/** What the server says of a request, or of what was to become one. */
export interface LogEntry {
  /** The name of the sandbox, where it has one. */
  readonly sandbox?: string
  /** As in `kms`; `-` where a request is for none. */
  readonly service: string
  /** The operation; method and path where a request names none. */
  readonly operation: string
  readonly status: number
  readonly milliseconds: number
  readonly requestId: string | undefined
  /** The body of a response that is an error. */
  readonly error?: string
  /** Why what a client sent is no request. */
  readonly reason?: string
  /** How it was decided; where the request, or `--explain`, asks for it. */
  readonly trace?: readonly TraceStep[] | undefined
}

export type Log = (entry: LogEntry) => void

/** The code of an error, in JSON or in XML. */
export const codeIn = (error: string): string | undefined =>
  /"__type":"(\w+)"/.exec(error)?.[1] ?? /<Code>(\w+)</.exec(error)?.[1]

const lineOf = ({ sandbox, service, operation, status, milliseconds, error = '', reason }: LogEntry): string => {
  const where = sandbox === undefined ? '' : `${sandbox}: `
  const what = `${where}${service === 'kms' || service === '-' ? '' : `${service} `}${operation}`
  if (reason !== undefined) return `${what} ${status} ${reason}`
  const code = codeIn(error)
  return `${what} ${status}${code ? ` ${code}` : ''} ${milliseconds.toFixed(1)} ms`
}

/** As in `key policy: Allow by statement 0 (AllowRoot)`. */
const weighedText = ({ source, effect, statement, grants }: Weighed): string => {
  const { policy, index, sid } = statement ?? {}
  const by = [
    ...(index === undefined ? [] : [`statement ${index}${sid === undefined ? '' : ` (${sid})`}`]),
    ...(policy === undefined ? [] : [`of ${policy}`]),
    ...(grants ?? []),
  ]
  return `${source}: ${effect}${by.length > 0 ? ` by ${by.join(' ')}` : ''}`
}

/** A line for each check. Names and texts that callers chose stand in it as JSON has them, so that they cannot end the line. */
const stepLine = ({ check, outcome, ...facts }: TraceStep): string => {
  const {
    error,
    weighed = [],
    ...rest
  } = facts as {
    readonly error?: { readonly message: string }
    readonly weighed?: readonly Weighed[]
  }
  const known = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
  const text = [...known, ...weighed.map(weighedText), ...(error ? [error.message] : [])].join('; ')
  return `  ${outcome} ${check}${text === '' ? '' : `: ${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}`}`
}

/** The forms of a log on standard error. */
export const LOGS: Readonly<Record<string, Log | undefined>> = {
  json: (entry) => console.error(JSON.stringify({ time: new Date().toISOString(), ...entry })),
  text: (entry) => console.error([lineOf(entry), ...(entry.trace ?? []).map(stepLine)].join('\n')),
  none: undefined,
}
