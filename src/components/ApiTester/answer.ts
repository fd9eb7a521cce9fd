import type { Called, Protocol, ServiceError } from '../../vocabulary/protocol.ts'
import type { Explanation } from './explanation.ts'

/** What came back for a request. */
export interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
  /** From the request's start to the body's end, in milliseconds. */
  readonly duration: number
  /** What the service refuses. */
  readonly error?: ServiceError | undefined
  /** Fetches how it was decided, where the sandbox tells that. */
  readonly explain?: (() => Promise<Explanation>) | undefined
  /** How it was decided, where that is here already. */
  readonly explanation?: Explanation | undefined
}

/** Reads a response to a request that was started at `started`, in milliseconds of `performance.now()`. */
export const answerOf = async (
  response: Response,
  { errorOf }: Pick<Protocol, 'errorOf'>,
  { input = {}, http }: Partial<Called>,
  started: number,
): Promise<Answer> => {
  const { status } = response
  const text = await response.text()
  return {
    status,
    headers: [...response.headers],
    text,
    duration: performance.now() - started,
    error: errorOf({ status, text }, input, http?.headers),
  }
}

/** The value that a text is the JSON of; undefined where it is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
