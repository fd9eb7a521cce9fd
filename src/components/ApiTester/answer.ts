import type { Protocol, ServiceError } from '../../vocabulary/protocol.ts'
import type { Members } from '../../vocabulary/shapes.ts'

/** What came back for a request. */
export interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
  /** From the request's start to the body's end, in milliseconds. */
  readonly duration: number
  /** What the service refuses. */
  readonly error?: ServiceError | undefined
}

/** Reads an answer to a request for `members` that was started at `started`, in milliseconds of `performance.now()`. */
export const answerOf = async (
  response: Response,
  { errorOf }: Pick<Protocol, 'errorOf'>,
  members: Members,
  started: number,
): Promise<Answer> => {
  const { status } = response
  const text = await response.text()
  return {
    status,
    headers: [...response.headers],
    text,
    duration: performance.now() - started,
    error: errorOf({ status, text }, members),
  }
}

/** Pretty JSON where the text is JSON, else the text. */
export const prettyJson = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
