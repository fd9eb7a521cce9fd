import type { KeySpec, KeyUsage } from '../../model/key-specs.ts'
import type { KeyState } from '../../model/key-states.ts'
import { createTable, type Index } from './table.ts'

/** The rows of the emulator's tables, and the indexes that its reads need. Times are milliseconds since 1970. */

/** One piece of a key's material. Symmetric and HMAC material is raw, a private key PKCS#8 DER. */
export interface Material {
  /** 64 lower-case hex digits. */
  readonly id: string
  /** Undefined once imported material has been deleted or has expired. */
  readonly bytes: Uint8Array | undefined
  readonly state: 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION'
  readonly validTo?: number
  readonly description?: string
}

export interface Key {
  readonly arn: string
  readonly id: string
  readonly account: string
  readonly region: string
  readonly spec: KeySpec
  readonly usage: KeyUsage
  readonly origin: 'AWS_KMS' | 'EXTERNAL'
  readonly multiRegion: boolean
  readonly description: string
  readonly state: KeyState
  readonly createdAt: number
  readonly deletionDate?: number
  readonly policy: string
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

/** What the sandbox remembers beside its keys. */
export interface Setting {
  readonly value: number | Uint8Array
}

/** The account and Region that a row belongs to, as the group of an index. */
export const placeOf = ({ account, region }: { readonly account: string; readonly region: string }): string =>
  `${account}/${region}`

/** Keys are listed in the order of their making. */
export const orderOf = ({ createdAt, id }: Pick<Key, 'createdAt' | 'id'>): string =>
  `${String(createdAt).padStart(16, '0')} ${id}`

const keysByPlace: Index<Key> = (key) => [{ group: placeOf(key), order: orderOf(key) }]
const keysByMaterial: Index<Key> = (key) => key.materials.map(({ id }) => ({ group: `${placeOf(key)}/${id}`, order: key.id }))
const aliasesByPlace: Index<Alias> = (alias) => [{ group: placeOf(alias), order: alias.name }]
const aliasesByTarget: Index<Alias> = ({ target, name }) => [{ group: target, order: name }]

export const createTables = () => ({
  keys: createTable<Key, 'place' | 'material'>({ place: keysByPlace, material: keysByMaterial }),
  aliases: createTable<Alias, 'place' | 'target'>({ place: aliasesByPlace, target: aliasesByTarget }),
  settings: createTable<Setting, never>({}),
})
export type WritableTables = ReturnType<typeof createTables>
export type TableName = keyof WritableTables

type RowOf<N extends TableName> = NonNullable<ReturnType<WritableTables[N]['get']>>

/** A row that is put, or deleted where `row` is undefined. */
export type Change = {
  readonly [N in TableName]: { readonly table: N; readonly id: string; readonly row: RowOf<N> | undefined }
}[TableName]
