import type { Duplex } from 'node:stream'
import type { Incoming, Outgoing } from './deliver.ts'

/** The requests of HTTP/1.1 whose responses are not out yet, by connection. */
export interface InFlight {
  readonly add: (incoming: Incoming, outgoing: Outgoing) => void
  /** Calls `done` once every request that came whole on a connection has its response; at once where there is none. */
  readonly whenAnswered: (socket: Duplex, done: () => void) => void
  /** Ends a connection with the last of its responses, and tells the client so. */
  readonly endAfter: (socket: Duplex) => void
}

export const createInFlight = (): InFlight => {
  const connections = new WeakMap<Duplex, Map<Outgoing, Incoming>>()

  const whenAnswered: InFlight['whenAnswered'] = (socket, done) => {
    const running = connections.get(socket) ?? new Map<Outgoing, Incoming>()
    const [waiting] = [...running].flatMap(([outgoing, { complete }]) => (complete ? [outgoing] : []))
    if (waiting) (waiting as NodeJS.EventEmitter).once('close', () => whenAnswered(socket, done))
    else done()
  }

  return {
    add(incoming, outgoing) {
      const { socket } = incoming
      const running = connections.get(socket) ?? new Map<Outgoing, Incoming>()
      connections.set(socket, running.set(outgoing, incoming))
      ;(outgoing as NodeJS.EventEmitter).once('close', () => running.delete(outgoing))
    },
    whenAnswered,
    endAfter(socket) {
      const last = [...(connections.get(socket)?.keys() ?? [])].at(-1)
      if (last && 'shouldKeepAlive' in last) last.shouldKeepAlive = false
    },
  }
}
