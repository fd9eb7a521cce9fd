import { ERRORS } from '../../model/errors.ts'
import { CONTENT_TYPE } from '../../model/project.ts'
import type { KmsError } from '../kms-error.ts'

const respond = (status: number, requestId: string, body: string): Response =>
  new Response(body, { status, headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': requestId } })

/** An answer; without `output` its body is empty. */
export const success = (requestId: string, output: object | undefined): Response =>
  respond(200, requestId, output === undefined ? '' : JSON.stringify(output))

/** An error; one without a text has no `message` at all. */
export const failure = (requestId: string, { code, message }: KmsError): Response =>
  respond(ERRORS[code].status ?? 400, requestId, JSON.stringify({ __type: code, ...(message !== '' && { message }) }))
