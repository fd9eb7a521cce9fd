import { statusOf } from '../../facts/error-statuses.ts'
import { CONTENT_TYPE } from '../../facts/protocol.ts'
import type { KmsError } from '../kms-error.ts'

/** An answer before it is a Response: a server that writes its own bytes needs none. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** In AWS's letter case: some clients, such as MongoDB's libmongocrypt, compare the names of headers letter by letter. */
export const REQUEST_ID = 'x-amzn-RequestId'

const answer = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { 'Content-Type': CONTENT_TYPE, [REQUEST_ID]: requestId },
  body,
})

/** An answer; without `output` its body is empty. */
export const success = (requestId: string, output: object | undefined): Answer =>
  answer(200, requestId, output === undefined ? '' : JSON.stringify(output))

/** An error; one without a text has no `message` at all. */
export const failure = (requestId: string, { code, message }: KmsError): Answer =>
  answer(statusOf(code), requestId, JSON.stringify({ __type: code, ...(message !== '' && { message }) }))
