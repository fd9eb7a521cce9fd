import { KEY_STATES, type KeyState } from '../../facts/key-states.ts'
import { LIFECYCLE, type Lifecycle, nextState } from '../../facts/transitions.ts'
import { stateGraph } from './states.ts'

/** What the transition table calls by another name than an operation's, and what is long for one line. */
const EVENTS: Readonly<Partial<Record<Lifecycle, string>>> = {
  SchedulePrimaryDeletion: 'ScheduleKeyDeletion\nof a primary\nwith replicas',
  LastReplicaDeleted: 'last replica\nis gone',
  DeleteImportedKeyMaterial: 'material deleted\nor expired',
  RegionsSettled: 'done',
}

const STATES = [
  'Creating',
  'Updating',
  'Enabled',
  'Disabled',
  'Unavailable',
  'PendingImport',
  'PendingReplicaDeletion',
  'PendingDeletion',
] as const satisfies readonly KeyState[]

/** Drawn from the transition table of the model. */
export const keyStatesDiagram = stateGraph({
  title: 'Key states, and what moves a key between them',
  caption: 'An arrow from a frame is one from every state in it. ↻: the state stays.',
  states: STATES,
  moves: KEY_STATES.flatMap((from) =>
    LIFECYCLE.flatMap((event) => {
      const to = nextState(from, event)
      return to === undefined ? [] : [{ from, event, to }]
    }),
  ),
  events: EVENTS,
  notes: { Unavailable: 'its key store is\nnot connected' },
})
