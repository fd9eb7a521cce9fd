import type { KeySpec, KeyUsage } from '../../facts/key-specs.ts'
import type { KeyState } from '../../facts/key-states.ts'
import type { ConnectionErrorCode } from '../../facts/members/key-stores.ts'
import type { GrantConstraints } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { createTable, type Index } from './table.ts'

/** The rows of the emulator's tables, and the indexes that its reads need. Times are milliseconds since 1970. */

/** One piece of a key's material. Symmetric and HMAC material is raw, a private key PKCS#8 DER. */
export interface Material {
  /** 64 lower-case hex digits. */
  readonly id: string
  /** Undefined once imported material has been deleted or has expired. */
  readonly bytes: Uint8Array | undefined
  readonly state: 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION' | 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'
  readonly validTo?: number
  readonly description?: string
  /** When, and by what, the material became current; absent on a key's first. */
  readonly rotation?: { readonly at: number; readonly type: 'AUTOMATIC' | 'ON_DEMAND' }
}

export interface Key {
  readonly arn: string
  readonly id: string
  readonly account: string
  readonly region: string
  readonly spec: KeySpec
  readonly usage: KeyUsage
  readonly origin: 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'
  readonly manager: 'AWS' | 'CUSTOMER'
  /** The Region of the primary key; multi-Region keys alone have it. */
  readonly primaryRegion?: string
  readonly description: string
  /** `Unavailable` is never kept: see `unavailable`. */
  readonly state: KeyState
  /** When a key that is Creating or Updating is so no more. */
  readonly settlesAt?: number
  readonly createdAt: number
  readonly deletionDate?: number
  /** Days that a primary key will wait once its last replica is gone. */
  readonly pendingWindowInDays?: number
  /**
   * Automatic rotation, once it was ever enabled. A multi-Region key shares it, like its count of rotations, with its relatives.
   */
  readonly rotation?: { readonly enabled: boolean; readonly periodInDays: number; readonly nextAt: number }
  /** How often the key was rotated on demand. */
  readonly onDemandRotations?: number
  /** The custom key store that holds the key. */
  readonly customKeyStoreId?: string
  readonly xksKeyId?: string
  /** The key's custom key store is not connected; the key's state shows as `Unavailable` meanwhile. */
  readonly unavailable?: boolean
  readonly policy: string
  /** The accounts that AWS RAM shares the key with, and the policy that lets them in. */
  readonly shared?: { readonly accounts: readonly string[]; readonly policy: string }
  readonly tags: readonly Tag[]
  readonly materials: readonly Material[]
}

export interface Tag {
  readonly TagKey: string
  readonly TagValue: string
}

export interface Alias {
  readonly arn: string
  /** With the prefix `alias/`. */
  readonly name: string
  readonly account: string
  readonly region: string
  readonly target: Key['arn']
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Grant {
  readonly id: string
  readonly keyArn: Key['arn']
  readonly region: string
  readonly name?: string
  readonly createdAt: number
  /** The ARN of the principal, or the name of the service, that may use the key. */
  readonly grantee: { readonly principal: string } | { readonly service: string }
  readonly retiring?: { readonly principal: string } | { readonly service: string }
  /** The ARN of the account that issued the grant. */
  readonly issuer: string
  readonly operations: readonly string[]
  readonly constraints?: Value<typeof GrantConstraints>
}

export interface CustomKeyStore {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly region: string
  readonly createdAt: number
  readonly type: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'
  readonly state: 'CONNECTED' | 'CONNECTING' | 'FAILED' | 'DISCONNECTED' | 'DISCONNECTING'
  /** The state that time leads to, and when. */
  readonly next?: {
    readonly state: 'CONNECTED' | 'FAILED' | 'DISCONNECTED'
    readonly at: number
    readonly error?: Value<typeof ConnectionErrorCode>
  }
  /** Why the last connection failed. */
  readonly error?: Value<typeof ConnectionErrorCode>
  readonly cluster?: { readonly id: string; readonly trustAnchor: string; readonly password: string }
  readonly proxy?: {
    readonly connectivity: 'PUBLIC_ENDPOINT' | 'VPC_ENDPOINT_SERVICE'
    readonly uriEndpoint: string
    readonly uriPath: string
    readonly accessKeyId: string
    readonly secret: string
    readonly vpcEndpointServiceName?: string
    readonly vpcEndpointServiceOwner?: string
  }
}

/** The last cryptographic use of a key; its id is the key's ARN. */
export interface Usage {
  readonly operation: string
  readonly at: number
  readonly eventId: string
  readonly requestId: string
}

/** Policies of IAM that a caller has of its own; its id is the principal's name, without the path of a role. */
export interface Identity {
  /** An ARN. */
  readonly principal: string
  /** JSON texts, by name. */
  readonly policies?: Readonly<Record<string, string>>
  readonly boundary?: string
  readonly sessionPolicies?: readonly string[]
}

/** Temporary credentials; the id is their access key. */
export interface Session {
  readonly accessKey: string
  readonly secret: string
  readonly token: string
  /** The ARN of the principal that they belong to. */
  readonly arn: string
  /** The session policy that they were made with. */
  readonly policy?: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** What the sandbox remembers beside its keys. */
export interface Setting {
  readonly value: number | Uint8Array
}

/** The account and Region that a row belongs to, as the group of an index. */
export const placeOf = ({ account, region }: { readonly account: string; readonly region: string }): string =>
  `${account}/${region}`

/** The group of a multi-Region key and its relatives. */
export const relationOf = ({ account, id }: Pick<Key, 'account' | 'id'>): string => `${account}/${id}`

/** Things are listed in the order of their making. */
export const orderOf = ({ createdAt, id }: { readonly createdAt: number; readonly id: string }): string =>
  `${String(createdAt).padStart(16, '0')} ${id}`

/** Whether a key is the one of its relatives that the others follow; one without relatives is. */
export const isPrimary = ({ region, primaryRegion = region }: Pick<Key, 'region' | 'primaryRegion'>): boolean =>
  region === primaryRegion

const NEVER = Number.POSITIVE_INFINITY

/** When a material expires. */
export const expiresAt = ({ bytes, validTo }: Material): number => (bytes && validTo) ?? NEVER

/** When a key rotates next by itself: a primary key rotates for its replicas, and only while it is enabled. */
export const rotatesAt = (key: Key): number =>
  key.rotation?.enabled && key.state === 'Enabled' && isPrimary(key) ? key.rotation.nextAt : NEVER

/** When time next changes a key by itself. */
export const dueAt = (key: Key): number =>
  Math.min(key.deletionDate ?? NEVER, key.settlesAt ?? NEVER, rotatesAt(key), ...key.materials.map(expiresAt))

const keysByPlace: Index<Key> = (key) => [{ group: placeOf(key), order: orderOf(key) }]
/** By the account that a key is shared with. */
const keysByShare: Index<Key> = (key) =>
  key.shared?.accounts.map((account) => ({ group: placeOf({ account, region: key.region }), order: orderOf(key) })) ?? []
/** By Region and material: a ciphertext does not tell whose account its key is in. */
const keysByMaterial: Index<Key> = ({ region, arn, materials }) =>
  materials.map((material) => ({ group: `${region}/${material.id}`, order: arn }))
/** Multi-Region keys that belong together have one id, in several Regions of an account. */
const keysByRelation: Index<Key> = (key) => (key.primaryRegion ? [{ group: relationOf(key), order: key.region }] : [])
/** Keys that time changes by itself, the next one first. */
const keysByDue: Index<Key> = (key) => {
  const due = dueAt(key)
  return due === NEVER ? [] : [{ group: 'due', order: `${String(Math.ceil(due)).padStart(16, '0')} ${key.arn}` }]
}
const keysByStore: Index<Key> = (key) => (key.customKeyStoreId ? [{ group: key.customKeyStoreId, order: orderOf(key) }] : [])
const grantsByKey: Index<Grant> = (grant) => [{ group: grant.keyArn, order: orderOf(grant) }]
const grantsByRetiring: Index<Grant> = (grant) =>
  grant.retiring ? [{ group: `${grant.region}/${Object.values(grant.retiring)[0]}`, order: orderOf(grant) }] : []
const storesByPlace: Index<CustomKeyStore> = (store) => [{ group: placeOf(store), order: orderOf(store) }]
/** Stores on their way to another connection state, the next one first. */
const storesByDue: Index<CustomKeyStore> = ({ next, id }) =>
  next ? [{ group: 'due', order: `${String(next.at).padStart(16, '0')} ${id}` }] : []
/** Sessions, the one that ends first at the head. */
const sessionsByEnd: Index<Session> = ({ expiresAt, accessKey }) => [
  { group: 'end', order: `${String(expiresAt).padStart(16, '0')} ${accessKey}` },
]
const aliasesByPlace: Index<Alias> = (alias) => [{ group: placeOf(alias), order: alias.name }]
const aliasesByTarget: Index<Alias> = ({ target, name }) => [{ group: target, order: name }]

/** Empty tables with the indexes that the handlers read by. */
export const createTables = () => ({
  keys: createTable<Key, 'place' | 'shared' | 'material' | 'relation' | 'due' | 'store'>({
    place: keysByPlace,
    shared: keysByShare,
    material: keysByMaterial,
    relation: keysByRelation,
    due: keysByDue,
    store: keysByStore,
  }),
  aliases: createTable<Alias, 'place' | 'target'>({ place: aliasesByPlace, target: aliasesByTarget }),
  grants: createTable<Grant, 'key' | 'retiring'>({ key: grantsByKey, retiring: grantsByRetiring }),
  customKeyStores: createTable<CustomKeyStore, 'place' | 'due'>({ place: storesByPlace, due: storesByDue }),
  usages: createTable<Usage, never>({}),
  sessions: createTable<Session, 'end'>({ end: sessionsByEnd }),
  settings: createTable<Setting, never>({}),
  identities: createTable<Identity, never>({}),
})
export type WritableTables = ReturnType<typeof createTables>
export type TableName = keyof WritableTables

type RowOf<N extends TableName> = NonNullable<ReturnType<WritableTables[N]['get']>>

/** A row that is put, or deleted where `row` is undefined. */
export type Change = {
  readonly [N in TableName]: { readonly table: N; readonly id: string; readonly row: RowOf<N> | undefined }
}[TableName]
