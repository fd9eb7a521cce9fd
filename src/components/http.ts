import type { HttpRequest, HttpResponse } from '../vocabulary/http.ts'

/** What is shown of an HTTP message: any part may be missing. */
export interface Message {
  readonly start?: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

/** The statuses that the service answers with. HTTP/2 and MSW carry no reason, so it is looked up. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

/** `200 OK`; the number alone where the reason is not known. */
export const statusLine = (status: number): string => (REASONS[status] ? `${status} ${REASONS[status]}` : String(status))

const printed = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body, null, 2))

const message = (start: string, { headers = {}, body }: HttpRequest | HttpResponse): Message => ({
  start,
  headers: Object.entries(headers),
  ...(body !== undefined && { body: printed(body) }),
})

export const requestMessage = (request: HttpRequest): Message =>
  message(`${request.method ?? 'POST'} ${request.path ?? '/'} HTTP/1.1`, request)

export const responseMessage = (response: HttpResponse): Message =>
  message(`HTTP/1.1 ${statusLine(response.status ?? 200)}`, response)

/** The message as it is copied. */
export const printMessage = ({ start, headers = [], body }: Message): string => {
  const head = [...(start === undefined ? [] : [start]), ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')
  if (body === undefined) return head
  return head ? `${head}\n\n${body}` : body
}
