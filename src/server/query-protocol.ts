import { randomUuid } from '../emulator/random.ts'
import { REQUEST_ID, type ServiceResponse } from '../emulator/wire/response.ts'
import type { Call } from './call.ts'
import { type Xml, xml } from './xml.ts'

/** The AWS query protocol: a form goes in, be it in the URL or in the body, and XML comes out. */

const FORM = 'application/x-www-form-urlencoded'

/** The form of a request, or undefined where it has none. */
export const formOf = ({ url, headers, body }: Call): URLSearchParams | undefined => {
  const [mediaType] = (headers.get('content-type') ?? '').split(';')
  if (mediaType?.trim().toLowerCase() === FORM) {
    const form = new URLSearchParams(Buffer.from(body).toString())
    if (form.has('Action')) return form
  }
  const at = url.indexOf('?')
  if (at < 0) return undefined
  const query = new URLSearchParams(url.slice(at + 1))
  return query.has('Action') ? query : undefined
}

const answer = (status: number, requestId: string, body: string): ServiceResponse => ({
  status,
  headers: { [REQUEST_ID]: requestId, 'Content-Type': 'text/xml' },
  body,
})

const namespaceOf = (namespace: string | undefined): string => (namespace === undefined ? '' : ` xmlns="${namespace}"`)

export const querySuccess = (action: string, result: Xml, namespace: string): ServiceResponse => {
  const requestId = randomUuid()
  const content = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } }
  return answer(200, requestId, xml(`${action}Response`, content, namespaceOf(namespace)))
}

/** An error of a service that speaks the protocol. */
export const queryFailure = (status: number, code: string, message: string, namespace?: string): ServiceResponse => {
  const requestId = randomUuid()
  const content = { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: requestId }
  return answer(status, requestId, xml('ErrorResponse', content, namespaceOf(namespace)))
}
