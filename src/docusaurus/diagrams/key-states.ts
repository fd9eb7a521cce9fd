import { KEY_STATES } from '../../facts/key-states.ts'
import { LIFECYCLE, type Lifecycle, nextState } from '../../facts/transitions.ts'
import { stateGraph } from './states.ts'
import type { Placement } from './types.ts'

/** What the transition table calls by another name than an operation's, and what is long for one line. */
const EVENTS: Readonly<Partial<Record<Lifecycle, string>>> = {
  SchedulePrimaryDeletion: 'ScheduleKeyDeletion\nof a primary\nwith replicas',
  LastReplicaDeleted: 'last replica is gone',
  DeleteImportedKeyMaterial: 'material deleted\nor expired',
  RegionsSettled: 'done',
}

/** Above, the life of a key; below, its end. No line crosses another, and each has its own end. */
const PLACEMENT: Placement = {
  width: 698,
  height: 470,
  boxes: {
    Updating: [300, 25],
    Creating: [90, 155],
    Unavailable: [90, 263],
    Enabled: [300, 155],
    Disabled: [300, 263],
    PendingImport: [588, 263],
    PendingDeletion: [90, 430],
    PendingReplicaDeletion: [588, 430],
  },
  frames: {
    Enabled_Disabled: [200, 122, 402, 298],
    Enabled_Disabled_PendingImport: [190, 112, 668, 308],
    Creating_Unavailable_Enabled_Disabled_PendingImport: [8, 102, 678, 318],
    PendingDeletion_PendingReplicaDeletion: [8, 398, 690, 462],
  },
  arrows: {
    'Enabled Updating': {
      line: [
        [280, 139],
        [280, 41],
      ],
      label: [207, 72],
    },
    'Updating Enabled': {
      line: [
        [320, 41],
        [320, 139],
      ],
      label: [344, 72],
    },
    'Creating Enabled': {
      line: [
        [145, 155],
        [245, 155],
      ],
      label: [168, 145],
    },
    'Enabled Disabled': {
      line: [
        [280, 171],
        [280, 247],
      ],
      label: [240, 209],
    },
    'Disabled Enabled': {
      line: [
        [320, 247],
        [320, 171],
      ],
      label: [358, 209],
    },
    'Enabled_Disabled PendingImport': {
      line: [
        [402, 263],
        [530, 263],
      ],
      label: [465, 240],
    },
    'PendingImport Enabled': {
      line: [
        [588, 247],
        [588, 155],
        [355, 155],
      ],
      label: [490, 145],
    },
    'Creating_Unavailable_Enabled_Disabled_PendingImport PendingDeletion': {
      line: [
        [90, 318],
        [90, 414],
      ],
      label: [165, 358],
    },
    'Enabled_Disabled_PendingImport PendingReplicaDeletion': {
      line: [
        [588, 308],
        [588, 414],
      ],
      label: [512, 358],
    },
    'PendingReplicaDeletion PendingDeletion': {
      line: [
        [499, 430],
        [155, 430],
      ],
      label: [325, 420],
    },
    'PendingDeletion_PendingReplicaDeletion Disabled': {
      line: [
        [300, 398],
        [300, 279],
      ],
      label: [368, 358],
    },
  },
}

/** Drawn from the transition table of the model. What leaves a state as it is would only hide what does not. */
export const keyStatesDiagram = stateGraph({
  title: 'Key states, and what moves a key between them',
  caption: 'An arrow from a frame is one from every state in it.',
  states: [
    'Creating',
    'Updating',
    'Unavailable',
    'Enabled',
    'Disabled',
    'PendingImport',
    'PendingDeletion',
    'PendingReplicaDeletion',
  ],
  moves: KEY_STATES.flatMap((from) =>
    LIFECYCLE.flatMap((event) => {
      const to = nextState(from, event)
      return to === undefined || to === from ? [] : [{ from, event, to }]
    }),
  ),
  events: EVENTS,
  notes: { Unavailable: 'its key store is\nnot connected' },
  looks: Object.fromEntries(KEY_STATES.map((state) => [state, state])),
  framed: ['DeleteImportedKeyMaterial', 'CancelKeyDeletion'],
  placement: PLACEMENT,
})
