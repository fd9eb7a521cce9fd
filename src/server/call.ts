import type { IncomingHttpHeaders } from 'node:http'
import type { ServiceRequest } from '../emulator/wire/request.ts'

/** A request as it came, with its whole body. */
export interface Call extends Pick<ServiceRequest, 'method' | 'headers'> {
  /** The path and the query. */
  readonly url: string
  readonly body: Uint8Array<ArrayBuffer>
}

interface Incoming {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** HTTP/2 tells the host in a header of its own. */
const nameIn = (headers: IncomingHttpHeaders, name: string): string =>
  name === 'host' && headers.host === undefined ? ':authority' : name

export const callOf = ({ method = 'GET', url = '/', headers }: Incoming, body: Buffer<ArrayBuffer>): Call => ({
  method,
  url,
  headers: {
    get(name) {
      const value = headers[nameIn(headers, name.toLowerCase())]
      return (Array.isArray(value) ? value.join(', ') : value) ?? null
    },
  },
  body,
})
