import type { HttpRequest, HttpResponse } from '../vocabulary/http.ts'

/** What is shown of an HTTP message: any part may be missing. */
export interface Message {
  readonly start?: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

/** RFC 9110, section 15, and RFC 6585. HTTP/2 and MSW carry no reason, so it is looked up. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  423: 'Locked',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
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
