import type { Members } from '../../vocabulary/shapes.ts'
import { isBody } from './form-body.ts'
import { pathOf } from './paths.ts'

/** What came back for a request. */
export interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
  /** From the request's start to the body's end, in milliseconds. */
  readonly duration: number
  /** What the service refuses. */
  readonly error?: ServiceError | undefined
  /** What is wrong with which control, by path. */
  readonly errors: Readonly<Record<string, string>>
}

export interface ServiceError {
  readonly code: string
  readonly message: string
}

/** The error that an answer reports (AWS JSON 1.1: `__type`, which may carry a namespace before `#`). Undefined for a success. */
export const errorOf = ({ status, text }: Pick<Answer, 'status' | 'text'>): ServiceError | undefined => {
  if (status < 400) return undefined
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {}
  if (!isBody(body)) return { code: `HTTP ${status}`, message: '' }
  const { __type: type, message = body.Message } = body
  return {
    code: typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : `HTTP ${status}`,
    message: typeof message === 'string' ? message : '',
  }
}

/** What is wrong with which control, by path: the service names members as `at 'keyId'`. */
export const fieldErrors = (members: Members, { message }: ServiceError): Readonly<Record<string, string>> => {
  const errors: Record<string, string> = {}
  for (const [, called = '', sentence] of message.matchAll(/ at '([\w.]+)'(?: failed to satisfy constraint: ([^;]+))?/g)) {
    const path = pathOf(members, called)
    if (path) errors[path] = [errors[path], sentence ?? message].filter(Boolean).join('; ')
  }
  return errors
}

/** Reads an answer to a request for `members` that was started at `started`, in milliseconds of `performance.now()`. */
export const answerOf = async (response: Response, members: Members, started: number): Promise<Answer> => {
  const { status } = response
  const text = await response.text()
  const error = errorOf({ status, text })
  return {
    status,
    headers: [...response.headers],
    text,
    duration: performance.now() - started,
    error,
    errors: error ? fieldErrors(members, error) : {},
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
