import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { MAX_BODY } from '../emulator/wire/request.ts'
import { failure, REQUEST_ID } from '../emulator/wire/response.ts'
import { TRACE_HEADER } from '../facts/trace.ts'
import type { Asking } from './access.ts'
import { type Addressed, addressedBy } from './addressed.ts'
import { type Admin, isForAdmin, MAX_ADMIN_BODY } from './admin.ts'
import { callOf } from './call.ts'
import { cut, type Incoming, type Outgoing, pause, send, sendFaultily, writeHead } from './deliver.ts'
import { replyOf } from './faults.ts'
import { codeIn, type Log } from './log.ts'
import { CUT, SUCCESS } from './metrics.ts'
import { type Place, pathOf, placeOf } from './place.ts'
import { refusal } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { Sandbox } from './sandbox.ts'
import { type Sandboxes, sandboxAt } from './sandboxes.ts'
import { refuserOf } from './services.ts'

interface Parts {
  readonly sandboxes: Sandboxes
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

/** What is thrown where the client goes away, or sends what is not HTTP, before its request is whole. */
const GONE = new Error('Failed to read a request: the client went away.')

/**
 * The whole body, or undefined where it is larger than `limit`. Such a one is read to its end all the same, and dropped: a
 * client that is cut off while it sends does not see the response. Rejects with `GONE`.
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
    incoming.on('error', () => reject(GONE))
    incoming.on('aborted', () => reject(GONE))
  })

/**
 * Resolves when the requests before this one on its connection have their responses: a client that sends a request ahead may rely on what the
 * one before changed (RFC 9112, section 9.3.2). Undefined where there are none. Never settles where the client goes away before that.
 */
const firstInLine = ({ httpVersionMajor }: Incoming, outgoing: Outgoing): Promise<void> | undefined => {
  // HTTP/2 has no line. To node:http a response has the socket when those before it are out.
  if (httpVersionMajor >= 2 || outgoing.socket !== null) return undefined
  return new Promise((resolve) => (outgoing as NodeJS.EventEmitter).once('socket', () => resolve()))
}

let turn: Promise<void> | undefined

/**
 * Resolves when everything that has arrived in this turn of the event loop is read. Work of one kind at a time keeps its code in the
 * processor's caches: with 64 clients, a signature costs a fifth less than between two requests that are read.
 */
const allRead = (): Promise<void> => {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined
      resolve()
    })
  })
  return turn
}

const askingOf = (incoming: Incoming): Asking => {
  const { remoteAddress: address } = incoming.socket
  return { ...callOf(incoming, Buffer.alloc(0)), address, scheme: 'encrypted' in incoming.socket ? 'https' : 'http' }
}

/** What lets a page of another site read a response. */
const corsOf = ({ headers }: Incoming, reply: Reply): Readonly<Record<string, string>> => {
  if (headers.origin === undefined) return {}
  return reply.trace ? { ...CORS, 'Access-Control-Expose-Headers': `${REQUEST_ID}, ${TRACE_HEADER}` } : CORS
}

/** Where a request is carried out, or why nowhere. One that no service here can carry out makes no sandbox. */
const sandboxFor = async (
  sandboxes: Sandboxes,
  place: Place,
  addressed: Addressed | undefined,
): Promise<Sandbox | { readonly reply: Reply }> => {
  const refuse = addressed && refuserOf(addressed)
  if (!refuse) return sandboxes.root
  try {
    return await sandboxAt(sandboxes, place)
  } catch (error) {
    if (error instanceof KmsError) return { reply: refuse(error) }
    throw error
  }
}

const exchange = async ({ sandboxes, admin, log }: Parts, incoming: Incoming, outgoing: Outgoing): Promise<void> => {
  const { method, url = '/' } = incoming
  incoming.url = pathOf(url)
  const place = placeOf(incoming.url)
  const first = firstInLine(incoming, outgoing)
  if (isForAdmin(method, place)) {
    const read = async () => {
      const body = await bodyOf(incoming, MAX_ADMIN_BODY)
      await first
      return body?.toString()
    }
    return send(outgoing, await admin(askingOf(incoming), place, read))
  }
  if (method === 'OPTIONS') {
    writeHead(outgoing, 204, PREFLIGHT)
    return void outgoing.end()
  }

  const started = performance.now()
  const body = await bodyOf(incoming, MAX_BODY)
  if (first) await first
  await allRead()
  const call = callOf(incoming, body ?? Buffer.alloc(0))
  const addressed = addressedBy(call)
  const found = place.name === undefined ? sandboxes.root : await sandboxFor(sandboxes, place, addressed)
  // Faults are the service's own; STS and what is refused anyway have none.
  const fault = addressed?.service === 'kms' && 'faults' in found ? found.faults.take(call) : undefined
  if (fault) await pause(outgoing, fault.latencyMilliseconds)
  const answerTo = async (): Promise<Reply> => {
    if (!body) return refusal('RequestEntityTooLargeException', `the body is larger than ${MAX_BODY} bytes.`)
    // node:http leaves the body out of a response to HEAD.
    if (!addressed) return HINT
    if ('reply' in found) return found.reply
    return (fault && replyOf(fault)) ?? found.services(call, addressed)
  }
  const { name, metrics } = 'metrics' in found ? found : sandboxes.root
  const entry = {
    ...(name !== undefined && { sandbox: name }),
    service: addressed?.service ?? '-',
    operation: addressed?.action ?? `${call.method} ${call.url.split('?', 1)[0]}`,
  }
  /** Counts the request, and gives the milliseconds that it took. */
  const count = (outcome: string): number => {
    const milliseconds = performance.now() - started
    metrics.count({ ...entry, outcome, milliseconds })
    return milliseconds
  }
  if (fault?.cut === 'request') {
    cut(outgoing)
    const milliseconds = count(CUT)
    return log?.({ ...entry, status: 0, milliseconds, requestId: undefined, reason: 'a fault cut the connection.' })
  }
  const reply = await answerTo()
  const cors = corsOf(incoming, reply)
  if (fault) await sendFaultily(outgoing, reply, cors, fault)
  else send(outgoing, reply, cors)
  const error = reply.status >= 400 ? Buffer.from(reply.body).toString() : undefined
  const milliseconds = count(fault?.cut ? CUT : error === undefined ? SUCCESS : (codeIn(error) ?? ''))
  log?.({
    ...entry,
    status: reply.status,
    milliseconds,
    requestId: reply.headers[REQUEST_ID],
    ...(reply.trace && { trace: reply.trace }),
    ...(error !== undefined && { error }),
    ...(fault?.cut && { reason: 'a fault cut the connection.' }),
  })
}

/** Handles requests as they come in. Never throws. */
export const createExchange =
  (parts: Parts) =>
  (incoming: Incoming, outgoing: Outgoing): void => {
    exchange(parts, incoming, outgoing).catch((error: unknown) => {
      if (error === GONE) return
      console.error('Failed to handle a request:', error)
      if (!outgoing.headersSent) send(outgoing, failure(randomUuid(), new KmsError('KMSInternalException')), CORS)
    })
  }
