import type { Server } from 'node:http'
import type { Http2SecureServer, Http2ServerRequest, ServerHttp2Session } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Admin } from './admin.ts'
import type { Incoming, Outgoing } from './deliver.ts'
import { createExchange } from './exchange.ts'
import { createInFlight, type InFlight } from './in-flight.ts'
import type { Log } from './log.ts'
import { refuseBytes, refuseHandshake } from './refusal.ts'
import type { Sandboxes } from './sandboxes.ts'

/** The emulator over HTTP. Any path is the service, but for those of the administration. */
export interface Listener {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Takes no more connections, and comes back when the requests that run have their responses. */
  readonly close: () => Promise<void>
}

export interface ListenOptions {
  readonly sandboxes: Sandboxes
  readonly admin: Admin
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  /** Certificate and key in PEM: then the port speaks TLS, with HTTP/2 and HTTP/1.1 in it. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
  readonly log?: Log | undefined
  /** Milliseconds that a request may take to arrive. */
  readonly timeouts?: { readonly headers: number; readonly request: number }
}

/** Where this machine reaches a server that listens on all its addresses; those themselves are no address to ask. */
const LOOPBACK_OF: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** Where a server is asked, without a slash at the end. */
export const urlOf = (host: string, port: number, scheme: 'http' | 'https' = 'http'): string => {
  const name = LOOPBACK_OF[host] ?? host
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** How long `close` waits for what runs, in milliseconds. */
const PATIENCE = 10_000

/** Ends a request of HTTP/2 that does not arrive in time. For HTTP/1.1 node:http does it. */
const endInTime = ({ stream }: Http2ServerRequest, milliseconds: number): void => {
  const timer = setTimeout(() => stream.close(CANCEL), milliseconds)
  for (const event of ['end', 'close']) stream.once(event, () => clearTimeout(timer))
}

/** RFC 9113, section 7. */
const CANCEL = 8

const TIMEOUTS = { headers: 10_000, request: 30_000 }

type Handler = (incoming: Incoming, outgoing: Outgoing) => void

const serverOf = ({ tls, log, timeouts = TIMEOUTS }: ListenOptions, inFlight: InFlight, handle: Handler) => {
  const settings = {
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    connectionsCheckingInterval: Math.min(1000, timeouts.headers),
    keepAliveTimeout: 60_000,
  }
  // An import would read all that node:http exports, and so load its WebSocket: 12 MB, and 30 ms.
  if (!tls) {
    const server = process.getBuiltinModule('node:http').createServer(settings, handle)
    // A client that has sent its last byte still waits for the response. No option of node:http says so.
    return Object.assign(server, { httpAllowHalfOpen: true }).on('clientError', refuseBytes(log, inFlight))
  }
  const { createSecureServer } = process.getBuiltinModule('node:http2')
  const server = createSecureServer({ ...settings, ...tls, allowHTTP1: true, handshakeTimeout: timeouts.headers }, handle)
  // Not every version of Node.js takes them from the options here.
  Object.assign(server, settings)
  return server.on('clientError', refuseBytes(log, inFlight)).on('tlsClientError', refuseHandshake(log))
}

/** Starts to listen. Rejects with "Failed to listen …" where it cannot. */
export const listen = async (options: ListenOptions): Promise<Listener> => {
  const { sandboxes, admin, port, host, tls, log, timeouts = TIMEOUTS } = options
  let closing = false
  /** Connections that have not had a request; browsers open some ahead. To node:http they are not idle. */
  const unused = new Set<Socket>()
  const sockets = new Set<Socket>()
  const sessions = new Set<ServerHttp2Session>()
  const exchange = createExchange({ sandboxes, admin, log })
  const inFlight = createInFlight()
  const server: Server | Http2SecureServer = serverOf(options, inFlight, (incoming, outgoing) => {
    if ('stream' in incoming) endInTime(incoming, timeouts.request)
    else {
      unused.delete(incoming.socket)
      inFlight.add(incoming, outgoing)
    }
    if (closing && 'shouldKeepAlive' in outgoing) outgoing.shouldKeepAlive = false
    exchange(incoming, outgoing)
  })
  const keep = <T extends { once(event: 'close', listener: () => void): unknown }>(set: Set<T>, item: T) => {
    set.add(item)
    item.once('close', () => set.delete(item))
  }
  server.on('connection', (socket: Socket) => keep(sockets, socket))
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket | TLSSocket) => {
    if (!('alpnProtocol' in socket && socket.alpnProtocol === 'h2')) keep(unused, socket)
  })
  server.on('session', (session: ServerHttp2Session) => keep(sessions, session))

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
    url: urlOf(host, bound, tls ? 'https' : 'http'),
    close: () =>
      new Promise((resolve) => {
        closing = true
        const end = setTimeout(() => {
          for (const socket of sockets) socket.destroy()
        }, PATIENCE)
        // A connection whose request runs now is idle, and can be closed, only after its response.
        const sweep = setInterval(() => {
          if ('closeIdleConnections' in server) server.closeIdleConnections()
          for (const socket of unused) socket.destroy()
        }, 20)
        for (const session of sessions) session.close()
        for (const socket of sockets) inFlight.endAfter(socket)
        server.close(() => {
          clearTimeout(end)
          clearInterval(sweep)
          resolve()
        })
      }),
  }
}
