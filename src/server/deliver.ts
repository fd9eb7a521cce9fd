import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { InjectedFault } from './faults.ts'
import type { Reply } from './reply.ts'

/** How a response gets onto the wire, in HTTP/1.1 or HTTP/2. */

export type Incoming = IncomingMessage | Http2ServerRequest
export type Outgoing = ServerResponse | Http2ServerResponse

type Headers = Readonly<Record<string, string | number>>

/** The compiler cannot see that the two kinds of response take the same. */
export const writeHead = (outgoing: Outgoing, status: number, headers: Headers): void => {
  ;(outgoing as ServerResponse).writeHead(status, headers)
}

const begin = (outgoing: Outgoing, { status, headers, body }: Reply, more: Headers): number => {
  const length = Buffer.byteLength(body)
  writeHead(outgoing, status, { ...headers, ...more, 'Content-Length': length })
  return length
}

interface Due {
  readonly outgoing: Outgoing
  readonly body: Reply['body']
  readonly encoding: BufferEncoding
}

/** Responses that go out when all requests that have arrived by now have been carried out. */
let due: Due[] = []

const flush = () => {
  const now = due
  due = []
  for (const { outgoing, body, encoding } of now) outgoing.end(body, encoding)
}

/**
 * Sends a response together with all others of the same turn of the event loop. A response on its own wakes the process that waits for it,
 * and Linux charges the waking to the server: with 64 clients on the same machine, a third of what a Decrypt cost. A lone request waits for
 * no other.
 */
export const send = (outgoing: Outgoing, reply: Reply, more: Headers = {}): void => {
  const length = begin(outgoing, reply, more)
  // What is ASCII goes out, with the head, without being encoded.
  const encoding = length === reply.body.length ? 'latin1' : 'utf8'
  if (due.push({ outgoing, body: reply.body, encoding }) === 1) setImmediate(flush)
}

/** Ends the connection, whatever is on its way. */
export const cut = (outgoing: Outgoing): void => {
  if ('stream' in outgoing) outgoing.stream.session?.destroy()
  else outgoing.destroy()
}

/** Into how many pieces a slow body falls. */
const PIECES = 10

const piecesOf = (body: Reply['body'], count: number): readonly Uint8Array[] => {
  const bytes = Buffer.from(body)
  const size = Math.max(1, Math.ceil(bytes.length / count))
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
}

const write = (outgoing: Outgoing, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    ;(outgoing as ServerResponse).write(bytes, () => resolve())
  })

/** Waits, but for no client that has gone away. */
export const pause = (outgoing: Outgoing, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const emitter = outgoing as NodeJS.EventEmitter
    const end = () => {
      clearTimeout(timer)
      emitter.off('close', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    emitter.once('close', end)
  })

/** Sends a response as a fault says: slowly, half of it, or as another type. */
export const sendFaultily = async (outgoing: Outgoing, reply: Reply, more: Headers, fault: InjectedFault): Promise<void> => {
  const { contentType, bodyMilliseconds = 0 } = fault
  begin(outgoing, reply, { ...more, ...(contentType !== undefined && { 'Content-Type': contentType }) })
  const pieces = piecesOf(reply.body, PIECES)
  const sent = fault.cut === 'response' ? pieces.slice(0, Math.floor(pieces.length / 2)) : pieces
  for (const piece of sent) {
    if (bodyMilliseconds > 0) await pause(outgoing, bodyMilliseconds / pieces.length)
    if (outgoing.destroyed) return
    await write(outgoing, piece)
  }
  if (fault.cut === 'response') cut(outgoing)
  else outgoing.end()
}
