import type { ConnectionState } from '../../facts/members/key-stores.ts'
import { stateGraph } from './states.ts'

type State = keyof typeof ConnectionState.values

/** What moves a custom key store; what is no operation happens by itself. */
export const CONNECTIONS: Readonly<Record<State, Readonly<Record<string, State>>>> = {
  DISCONNECTED: { ConnectCustomKeyStore: 'CONNECTING' },
  CONNECTING: {
    ConnectCustomKeyStore: 'CONNECTING',
    'it succeeds': 'CONNECTED',
    'it fails': 'FAILED',
    DisconnectCustomKeyStore: 'DISCONNECTING',
  },
  CONNECTED: { ConnectCustomKeyStore: 'CONNECTED', DisconnectCustomKeyStore: 'DISCONNECTING' },
  FAILED: { DisconnectCustomKeyStore: 'DISCONNECTING' },
  DISCONNECTING: { done: 'DISCONNECTED' },
}

export const connectionStates = stateGraph({
  title: 'Connection states of a custom key store',
  caption: 'The arrow from the frame is one from every state in it. ↻: the state stays.',
  states: Object.keys(CONNECTIONS),
  moves: Object.entries(CONNECTIONS).flatMap(([from, moves]) =>
    Object.entries(moves).map(([event, to]) => ({ from, event, to })),
  ),
  looks: { CONNECTED: 'good', FAILED: 'bad' },
})
