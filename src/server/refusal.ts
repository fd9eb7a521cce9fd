import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { failure, REQUEST_ID, type ServiceResponse } from '../emulator/wire/response.ts'
import type { ErrorCode } from '../facts/errors.ts'
import type { InFlight } from './in-flight.ts'
import type { Log } from './log.ts'

/** Refuses what cannot be read, in the form of the service. */
export const refusal = (code: ErrorCode, reason: string): ServiceResponse =>
  failure(randomUuid(), new KmsError(code, `Failed to read the request: ${reason}`))

interface Failure extends NodeJS.ErrnoException {
  /** What node:http could not read. */
  readonly rawPacket?: Uint8Array
}

/** The types of TLS records that shake hands and that alert (RFC 8446, section 5.1). */
const HANDSHAKE = 22
const ALERT = 21

const isTlsHello = (bytes: Uint8Array | undefined): bytes is Uint8Array => bytes?.[0] === HANDSHAKE && bytes[1] === 3

/** A fatal alert, handshake_failure, in a record of the version that the client's own has (RFC 8446, section 6). */
const alertFor = ([, major = 3, minor = 1]: Uint8Array): Uint8Array => Uint8Array.of(ALERT, major, minor, 0, 2, 2, 40)

const HELLO =
  'it is the beginning of TLS, and this port speaks plain HTTP: ask http:// and not https://, or start the server with --tls.'

/** What is wrong with bytes that are no request: the status line of the response, and the reason. */
const faultOf = ({ code }: Failure): readonly [status: string, reason: string] => {
  if (code === 'HPE_HEADER_OVERFLOW') return ['431 Request Header Fields Too Large', 'its headers are too large.']
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['408 Request Timeout', 'it did not arrive in time.']
  return ['400 Bad Request', 'it is not HTTP.']
}

/**
 * The response to what does not even arrive as a request is written by hand, since node:http has no response for it. A client that speaks TLS gets
 * an alert of TLS, which it can read; the log says what to do. The requests before it on the connection get their responses first: a client
 * takes the first response for that of its first request.
 */
export const refuseBytes =
  (log: Log | undefined, { whenAnswered }: Pick<InFlight, 'whenAnswered'>) =>
  (error: Failure, socket: Duplex): void =>
    whenAnswered(socket, () => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return void socket.destroy()
      const refuse = (bytes: string | Uint8Array) =>
        socket.writable ? socket.end(bytes, () => socket.destroy()) : socket.destroy()
      const entry = { service: '-', milliseconds: 0 }
      if (isTlsHello(error.rawPacket)) {
        refuse(alertFor(error.rawPacket))
        return void log?.({ ...entry, operation: 'TLS', status: 400, requestId: undefined, reason: HELLO })
      }
      const [status, reason] = faultOf(error)
      const { headers, body } = refusal('SerializationException', reason)
      const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' })
      const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
      refuse(`HTTP/1.1 ${status}\r\n${head}\r\n${body}`)
      log?.({ ...entry, operation: '-', status: Number.parseInt(status, 10), requestId: headers[REQUEST_ID], reason })
    })

const HANDSHAKES: Readonly<Record<string, string>> = {
  ERR_SSL_HTTP_REQUEST: 'the client spoke plain HTTP, and this port speaks TLS: ask https:// and not http://.',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the client does not trust the certificate: give it the authority that the ready line names.',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    'the client does not trust the certificate: give it the authority that the ready line names.',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE:
    'the client does not accept the certificate: is its name the one that the client asks for?',
}

/** Closes a connection whose TLS does not come about, and logs why. */
export const refuseHandshake =
  (log: Log | undefined) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    socket.destroy()
    if (error.code === 'ECONNRESET') return
    const reason = HANDSHAKES[error.code ?? ''] ?? error.message
    log?.({ service: '-', operation: 'TLS', status: 400, milliseconds: 0, requestId: undefined, reason })
  }
