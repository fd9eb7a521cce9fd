import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { MAX_BODY } from '../emulator/wire/request.ts'
import { failure, REQUEST_ID } from '../emulator/wire/response.ts'
import type { Asking } from './access.ts'
import { addressedBy } from './addressed.ts'
import { ADMIN_PATH, type Admin, MAX_ADMIN_BODY } from './admin.ts'
import { callOf } from './call.ts'
import type { Faults } from './faults.ts'
import type { Log } from './log.ts'
import { refusal } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { Services } from './services.ts'

/** A request and its response, over HTTP/1.1 or HTTP/2. */
export type Incoming = IncomingMessage | Http2ServerRequest
export type Outgoing = ServerResponse | Http2ServerResponse

interface Parts {
  readonly services: Services
  readonly faults: Faults
  readonly admin: Admin
  readonly log?: Log | undefined
}

/** A page of any site may call the service, as it may call the public API of any other. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': REQUEST_ID,
}
/** The wildcard does not stand for Authorization (Fetch standard, "CORS non-wildcard request-header name"). */
const PREFLIGHT = {
  ...CORS,
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': '*, authorization',
  'Access-Control-Max-Age': '86400',
}

const HINT: Reply = {
  status: 200,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: 'This is a Q-KMS emulator. It speaks the AWS KMS protocol: POST to this address with an SDK.\n',
}

/**
 * The whole body, or undefined where it is larger than `limit`. Such a one is read to its end all the same, and dropped: a client that is
 * cut off while it sends does not see the answer. Rejects where the client goes away.
 */
const bodyOf = (incoming: Incoming, limit: number): Promise<Buffer<ArrayBuffer> | undefined> =>
  new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let length = 0
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) chunks = []
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(length > limit ? undefined : Buffer.concat(chunks)))
    incoming.on('error', reject)
    incoming.on('aborted', () => reject(new Error('Failed to read a request: the client went away.')))
  })

/** The compiler cannot see that the two kinds of response take the same. */
const writeHead = (outgoing: Outgoing, status: number, headers: Readonly<Record<string, string | number>>): void => {
  ;(outgoing as ServerResponse).writeHead(status, headers)
}

const send = (outgoing: Outgoing, { status, headers, body }: Reply, more?: Readonly<Record<string, string>>): void => {
  writeHead(outgoing, status, { ...headers, ...more, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

const askingOf = (incoming: Incoming): Asking => {
  const { remoteAddress: address } = incoming.socket
  return { ...callOf(incoming, Buffer.alloc(0)), address, scheme: 'encrypted' in incoming.socket ? 'https' : 'http' }
}

const exchange = async ({ services, faults, admin, log }: Parts, incoming: Incoming, outgoing: Outgoing): Promise<void> => {
  const { method, headers } = incoming
  const cors = headers.origin === undefined ? undefined : CORS
  if (incoming.url?.startsWith(ADMIN_PATH)) {
    return send(outgoing, await admin(askingOf(incoming), async () => (await bodyOf(incoming, MAX_ADMIN_BODY))?.toString()))
  }
  if (method === 'OPTIONS') {
    writeHead(outgoing, 204, PREFLIGHT)
    return void outgoing.end()
  }

  const started = performance.now()
  const body = await bodyOf(incoming, MAX_BODY)
  const call = callOf(incoming, body ?? Buffer.alloc(0))
  const addressed = addressedBy(call)
  const answerTo = async (): Promise<Reply> => {
    if (!body) return refusal('RequestEntityTooLargeException', `the body is larger than ${MAX_BODY} bytes.`)
    // node:http leaves the body out of an answer to HEAD.
    if (!addressed) return HINT
    return (await faults.intercept(call)) ?? services(call, addressed)
  }
  const reply = await answerTo()
  send(outgoing, reply, cors)
  log?.({
    service: addressed?.service ?? '-',
    operation: addressed?.action ?? `${call.method} ${call.url.split('?', 1)[0]}`,
    status: reply.status,
    milliseconds: performance.now() - started,
    requestId: reply.headers[REQUEST_ID],
    ...(reply.status >= 400 && { error: Buffer.from(reply.body).toString() }),
  })
}

/** Answers requests as they come in. Never throws. */
export const createExchange =
  (parts: Parts) =>
  (incoming: Incoming, outgoing: Outgoing): void => {
    exchange(parts, incoming, outgoing).catch((error: unknown) => {
      // The client went away, or sent what is not HTTP, before its request was whole.
      if (!incoming.complete) return
      console.error('Failed to answer a request:', error)
      if (!outgoing.headersSent) send(outgoing, failure(randomUuid(), new KmsError('KMSInternalException')), CORS)
    })
  }
