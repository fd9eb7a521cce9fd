import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { MAX_BODY } from '../emulator/wire/request.ts'
import { type Answer, failure, REQUEST_ID } from '../emulator/wire/response.ts'
import type { ErrorCode } from '../facts/errors.ts'
import { addressedBy } from './addressed.ts'
import { ADMIN_PATH, type Admin, MAX_ADMIN_BODY } from './admin.ts'
import { callOf } from './call.ts'
import type { Faults } from './faults.ts'
import type { Reply } from './reply.ts'
import type { Services } from './services.ts'

/** The emulator over HTTP. Any path is the service, but for those of the administration. */
export interface Listener {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Takes no more connections, and comes back when the requests that run have their answers. */
  readonly close: () => Promise<void>
}

export interface ListenOptions {
  readonly services: Services
  readonly faults: Faults
  readonly admin: Admin
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  readonly log?: ((entry: LogEntry) => void) | undefined
  /** Milliseconds that a request may take to arrive. */
  readonly timeouts?: { readonly headers: number; readonly request: number }
}

export interface LogEntry {
  /** As in `kms`; `-` where a request is for none. */
  readonly service: string
  /** The operation; method and path where a request names none. */
  readonly operation: string
  readonly status: number
  readonly milliseconds: number
  readonly requestId: string | undefined
  /** The body of an answer that is an error. */
  readonly error?: string
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

const HINT: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: 'This is a Q-KMS emulator. It speaks the AWS KMS protocol: POST to this address with an SDK.\n',
}

/** Where this machine reaches a server that listens on all its addresses; those themselves are no address to ask. */
const LOOPBACK_OF: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** Where a server is asked, without a slash at the end. */
export const urlOf = (host: string, port: number): string => {
  const name = LOOPBACK_OF[host] ?? host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** How long `close` waits for what runs, in milliseconds. */
const PATIENCE = 10_000

const refusal = (code: ErrorCode, reason: string): Answer =>
  failure(randomUuid(), new KmsError(code, `Failed to read the request: ${reason}`))

const tooLarge = () => refusal('RequestEntityTooLargeException', `the body is larger than ${MAX_BODY} bytes.`)

/**
 * The whole body, or undefined where it is larger than `limit`. Such a one is read to its end all the same, and dropped: a client that is
 * cut off while it sends does not see the answer. Rejects where the client goes away.
 */
const bodyOf = (incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | undefined> =>
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
  })

const send = (outgoing: ServerResponse, { status, headers, body }: Reply, more?: Readonly<Record<string, string>>): void => {
  outgoing.writeHead(status, { ...headers, ...more, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

/** What does not even arrive as a request is answered by hand, since node:http has no response for it. */
const refuseBytes = ({ code }: NodeJS.ErrnoException, socket: Duplex): void => {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, reason] =
    code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'its headers are too large.']
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'it did not arrive in time.']
        : ['400 Bad Request', 'it is not HTTP.']
  const { headers, body } = refusal('SerializationException', reason)
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n${body}`, () => socket.destroy())
}

/** Starts to listen. Rejects with "Failed to listen …" where it cannot. */
export const listen = async ({
  services,
  faults,
  admin,
  port,
  host,
  log,
  timeouts = { headers: 10_000, request: 30_000 },
}: ListenOptions): Promise<Listener> => {
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method, headers } = incoming
    const cors = headers.origin === undefined ? undefined : CORS
    if (incoming.url?.startsWith(ADMIN_PATH)) {
      return send(outgoing, await admin(incoming, async () => (await bodyOf(incoming, MAX_ADMIN_BODY))?.toString()))
    }
    if (method === 'OPTIONS') return void outgoing.writeHead(204, PREFLIGHT).end()

    const started = performance.now()
    const body = await bodyOf(incoming, MAX_BODY)
    const call = callOf(incoming, body ?? Buffer.alloc(0))
    const addressed = addressedBy(call)
    const answerTo = async (): Promise<Reply> => {
      if (!body) return tooLarge()
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

  let closing = false
  const settings = {
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    connectionsCheckingInterval: Math.min(1000, timeouts.headers),
    keepAliveTimeout: 60_000,
  }
  /** Connections that have not had a request; browsers open some ahead. To node:http they are not idle. */
  const unused = new Set<Socket>()
  const server = createServer(settings, (incoming, outgoing) => {
    unused.delete(incoming.socket)
    if (closing) outgoing.shouldKeepAlive = false
    serve(incoming, outgoing).catch((error: unknown) => {
      // The client went away, or sent what is not HTTP, before its request was whole.
      if (!incoming.complete) return
      console.error('Failed to answer a request:', error)
      if (!outgoing.headersSent) send(outgoing, failure(randomUuid(), new KmsError('KMSInternalException')), CORS)
    })
  })
  server.on('clientError', refuseBytes)
  server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'the port is taken. Choose another with --port, or 0 for a free one.' : error.message
      reject(new Error(`Failed to listen on ${host}:${port}: ${reason}`, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo

  return {
    url: urlOf(host, bound),
    close: () =>
      new Promise((resolve) => {
        closing = true
        const end = setTimeout(() => server.closeAllConnections(), PATIENCE)
        // A connection whose request runs now is idle, and can be closed, only after its answer.
        const sweep = setInterval(() => {
          server.closeIdleConnections()
          for (const socket of unused) socket.destroy()
        }, 20)
        server.close(() => {
          clearTimeout(end)
          clearInterval(sweep)
          resolve()
        })
      }),
  }
}
