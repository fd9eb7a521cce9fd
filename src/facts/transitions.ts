import type { KeyState } from './key-states.ts'

/** What moves a key from one state to another: operations, and what happens in their wake. */
export const LIFECYCLE = [
  'EnableKey',
  'DisableKey',
  'ScheduleKeyDeletion',
  'SchedulePrimaryDeletion',
  'LastReplicaDeleted',
  'CancelKeyDeletion',
  'ImportKeyMaterial',
  'DeleteImportedKeyMaterial',
  'UpdatePrimaryRegion',
  'RegionsSettled',
] as const
export type Lifecycle = (typeof LIFECYCLE)[number]

const transitions: Readonly<Partial<Record<KeyState, Readonly<Partial<Record<Lifecycle, KeyState>>>>>> = {
  Creating: { ScheduleKeyDeletion: 'PendingDeletion', RegionsSettled: 'Enabled' },
  Enabled: {
    EnableKey: 'Enabled',
    DisableKey: 'Disabled',
    ScheduleKeyDeletion: 'PendingDeletion',
    SchedulePrimaryDeletion: 'PendingReplicaDeletion',
    DeleteImportedKeyMaterial: 'PendingImport',
    ImportKeyMaterial: 'Enabled',
    UpdatePrimaryRegion: 'Updating',
  },
  Disabled: {
    EnableKey: 'Enabled',
    DisableKey: 'Disabled',
    ScheduleKeyDeletion: 'PendingDeletion',
    SchedulePrimaryDeletion: 'PendingReplicaDeletion',
    DeleteImportedKeyMaterial: 'PendingImport',
    ImportKeyMaterial: 'Disabled',
  },
  PendingImport: {
    ImportKeyMaterial: 'Enabled',
    ScheduleKeyDeletion: 'PendingDeletion',
    SchedulePrimaryDeletion: 'PendingReplicaDeletion',
    DeleteImportedKeyMaterial: 'PendingImport',
  },
  PendingDeletion: { CancelKeyDeletion: 'Disabled', DeleteImportedKeyMaterial: 'PendingDeletion' },
  PendingReplicaDeletion: {
    CancelKeyDeletion: 'Disabled',
    DeleteImportedKeyMaterial: 'PendingReplicaDeletion',
    LastReplicaDeleted: 'PendingDeletion',
  },
  Unavailable: { ScheduleKeyDeletion: 'PendingDeletion' },
  Updating: { UpdatePrimaryRegion: 'Updating', RegionsSettled: 'Enabled' },
}

/**
 * The state that `event` leads to, or undefined where the state does not know the event. DeleteImportedKeyMaterial also stands for the
 * expiry of a material, SchedulePrimaryDeletion for ScheduleKeyDeletion of a primary key with replicas, and RegionsSettled for the end of what
 * ReplicateKey and UpdatePrimaryRegion began.
 */
export const nextState = (from: KeyState, event: Lifecycle): KeyState | undefined => transitions[from]?.[event]
