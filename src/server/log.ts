/** What the server says of a request, or of what was to become one. */
export interface LogEntry {
  /** As in `kms`; `-` where a request is for none. */
  readonly service: string
  /** The operation; method and path where a request names none. */
  readonly operation: string
  readonly status: number
  readonly milliseconds: number
  readonly requestId: string | undefined
  /** The body of an answer that is an error. */
  readonly error?: string
  /** Why what a client sent is no request. */
  readonly reason?: string
}

export type Log = (entry: LogEntry) => void

/** The code of an error, in JSON or in XML. */
const codeIn = (error: string): string | undefined => /"__type":"(\w+)"/.exec(error)?.[1] ?? /<Code>(\w+)</.exec(error)?.[1]

const lineOf = ({ service, operation, status, milliseconds, error = '', reason }: LogEntry): string => {
  const what = service === 'kms' || service === '-' ? operation : `${service} ${operation}`
  if (reason !== undefined) return `${what} ${status} ${reason}`
  const code = codeIn(error)
  return `${what} ${status}${code ? ` ${code}` : ''} ${milliseconds.toFixed(1)} ms`
}

/** The forms of a log on standard error. */
export const LOGS: Readonly<Record<string, Log | undefined>> = {
  json: (entry) => console.error(JSON.stringify({ time: new Date().toISOString(), ...entry })),
  text: (entry) => console.error(lineOf(entry)),
  none: undefined,
}
