import { statusOf } from '../../facts/error-statuses.ts'
import { CONTENT_TYPE } from '../../facts/protocol.ts'
import type { TraceStep } from '../../facts/trace.ts'
import type { KmsError } from '../kms-error.ts'

/** An answer before it is a Response: a server that writes its own bytes needs none. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How it was decided; only where the request, or the emulator's options, ask for that. */
  readonly trace?: readonly TraceStep[]
}

const answer = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': requestId },
  body,
})

/** An answer; without `output` its body is empty. */
export const success = (requestId: string, output: object | undefined): Answer =>
  answer(200, requestId, output === undefined ? '' : JSON.stringify(output))

/** An error; one without a text has no `message` at all. */
export const failure = (requestId: string, { code, message }: KmsError): Answer =>
  answer(statusOf(code), requestId, JSON.stringify({ __type: code, ...(message !== '' && { message }) }))
