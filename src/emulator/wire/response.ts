import { statusOf } from '../../facts/error-statuses.ts'
import { CONTENT_TYPE } from '../../facts/protocol.ts'
import type { TraceStep } from '../../facts/trace.ts'
import type { KmsError } from '../kms-error.ts'

/** A response as plain data. The HTTP server writes it without making a `Response`. */
export interface ServiceResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How it was decided; only where the request, or the emulator's options, ask for that. */
  readonly trace?: readonly TraceStep[]
}

/** In AWS's letter case: some clients, such as MongoDB's libmongocrypt, compare the names of headers letter by letter. */
export const REQUEST_ID = 'x-amzn-RequestId'

/** Headers of every response of AWS, errors included: no cache may keep it. */
const UNKEPT = { 'Cache-Control': 'no-cache, no-store, must-revalidate, private', Expires: '0', Pragma: 'no-cache' }

const answer = (status: number, requestId: string, body: string): ServiceResponse => ({
  status,
  headers: { [REQUEST_ID]: requestId, ...UNKEPT, 'Content-Type': CONTENT_TYPE },
  body,
})

/** A response; without `output` its body is empty. */
export const success = (requestId: string, output: object | undefined): ServiceResponse =>
  answer(200, requestId, output === undefined ? '' : JSON.stringify(output))

/** An error; one without a text has no `message` at all. */
export const failure = (requestId: string, { code, message }: KmsError): ServiceResponse =>
  answer(statusOf(code), requestId, JSON.stringify({ __type: code, ...(message !== '' && { message }) }))
