import type { ErrorCode } from './errors.ts'

/** A key's lifecycle: which states exist, what moves a key between them, and what each refuses. */
export const KEY_STATES = [
  'Creating',
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'PendingReplicaDeletion',
  'Unavailable',
  'Updating',
] as const
export type KeyState = (typeof KEY_STATES)[number]

/** The response of a state to an operation that it does not allow; `text` follows the key's ARN in the message. */
export interface Refusal {
  readonly code: ErrorCode
  readonly text: string
}

const invalid = (text: string): Refusal => ({ code: 'KMSInvalidStateException', text })

export const DISABLED: Refusal = { code: 'DisabledException', text: 'is disabled.' }
export const PENDING_DELETION = invalid('is pending deletion.')
export const PENDING_REPLICA_DELETION = invalid('is pending replica deletion.')
export const PENDING_IMPORT = invalid('is pending import.')
export const UNAVAILABLE = invalid('is unavailable.')
export const CREATING = invalid('is creating.')
export const UPDATING = invalid('is updating.')
export const NOT_PENDING_DELETION = invalid('is not pending deletion.')

/** What an operation is refused, by state; a state that is not named allows it. */
export type StateRule = Readonly<Partial<Record<KeyState, Refusal>>>

const DELETING: StateRule = { PendingDeletion: PENDING_DELETION, PendingReplicaDeletion: PENDING_REPLICA_DELETION }

/** Reads, and changes that leave the key alone. */
export const ANY_STATE: StateRule = {}
/** GetPublicKey: what a disabled key has can still be read. */
export const MATERIAL_READABLE: StateRule = {
  ...DELETING,
  PendingImport: PENDING_IMPORT,
  Unavailable: UNAVAILABLE,
  Creating: CREATING,
}
/** Uses of the key's material. */
export const CRYPTOGRAPHIC: StateRule = { ...MATERIAL_READABLE, Disabled: DISABLED }
/** Changes to what surrounds the key: aliases, tags, description. */
export const NOT_DELETING: StateRule = DELETING
/** EnableKey and DisableKey. */
export const SWITCHABLE: StateRule = { ...DELETING, PendingImport: PENDING_IMPORT, Creating: CREATING, Updating: UPDATING }
/** Import of key material and its parameters. */
export const IMPORTABLE: StateRule = { ...DELETING, Creating: CREATING }
/** GetParametersForImport. */
export const IMPORT_PARAMETERS: StateRule = { ...IMPORTABLE, Updating: UPDATING }
/** DeleteImportedKeyMaterial: which material is there to delete decides the rest. */
export const MATERIAL_DELETABLE: StateRule = { Creating: CREATING, Updating: UPDATING }
/** ScheduleKeyDeletion. */
export const DELETABLE: StateRule = { ...DELETING, Updating: UPDATING }
/** EnableKeyRotation and DisableKeyRotation: the origin decides where there is no material, or none within reach. */
export const ROTATION_SETTABLE: StateRule = { ...DELETING, Disabled: DISABLED, Creating: CREATING }
/** RotateKeyOnDemand. */
export const ROTATABLE: StateRule = { ...ROTATION_SETTABLE, PendingImport: PENDING_IMPORT, Updating: UPDATING }
/** ReplicateKey. */
export const REPLICABLE: StateRule = { ...CRYPTOGRAPHIC, Updating: UPDATING }
/** CancelKeyDeletion: only what is being deleted can be kept. */
export const CANCELLABLE: StateRule = Object.fromEntries(
  KEY_STATES.filter((state) => !(state in DELETING)).map((state) => [state, NOT_PENDING_DELETION]),
)
