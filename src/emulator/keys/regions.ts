import type { KeyMetadata } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { SECOND } from '../clock.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary, type Key, type Material, relationOf } from '../store/rows.ts'
import type { Store, Tables } from '../store/store.ts'
import { withMaterials, withoutBytes } from './lifecycle.ts'
import { isPending } from './material.ts'

/**
 * Multi-Region keys: relatives with one id, in several Regions of an account. They share material and rotation, which the primary
 * decides; policy, tags, description, state and deletion are each key's own.
 */

/** How long a new replica is Creating, and keys that swap their roles are Updating. */
export const SETTLING_TIME = SECOND

type Writer = Pick<Store, 'tables' | 'write'>

/** A key and its relatives, in the order of their Regions. */
export const familyOf = (tables: Tables, key: Key): readonly Key[] =>
  key.primaryRegion ? tables.keys.list('relation', relationOf(key)) : [key]

/** The replicas among a key and its relatives. */
export const replicasOf = (tables: Tables, key: Key): readonly Key[] =>
  familyOf(tables, key).filter((relative) => !isPrimary(relative))

/** The error for a replica key, and for a key that is not multi-Region. */
export const notPrimary = ({ arn }: Key): KmsError =>
  new KmsError('UnsupportedOperationException', `${arn} is not a multi-region primary key.`)

/** A key's `MultiRegionConfiguration`, the same for each relative; undefined for a key that is not multi-Region. */
export const relationsOf = (tables: Tables, key: Key): Value<typeof KeyMetadata>['MultiRegionConfiguration'] => {
  if (!key.primaryRegion) return undefined
  const family = familyOf(tables, key).map((relative) => ({ Arn: relative.arn, Region: relative.region }))
  return {
    MultiRegionKeyType: isPrimary(key) ? 'PRIMARY' : 'REPLICA',
    PrimaryKey: family.find(({ Region }) => Region === key.primaryRegion),
    ReplicaKeys: family.filter(({ Region }) => Region !== key.primaryRegion),
  }
}

/**
 * The materials of a new replica: copies of those that the service made; of imported ones only ids, since each replica imports
 * its own bytes.
 */
export const inheritedMaterials = ({ origin, materials }: Key): readonly Material[] =>
  origin === 'EXTERNAL'
    ? materials
        .filter((material) => !isPending(material))
        .map(({ id, state, rotation }) => ({ id, bytes: undefined, state, ...(rotation && { rotation }) }))
    : materials

/** The one material that waits for its rotation, from the key or a relative. Some relatives may not have imported it yet. */
export const pendingMaterial = (tables: Tables, key: Key): Material | undefined =>
  familyOf(tables, key)
    .flatMap(({ materials }) => materials)
    .find(isPending)

/** Sets the state of the pending material: it is ready for rotation while every relative has imported it. */
export const settlePending = ({ tables, write }: Writer, key: Key): void => {
  const family = familyOf(tables, key)
  const pending = pendingMaterial(tables, key)
  if (!pending) return
  const everywhere = family.every(({ materials }) => materials.some(({ id, bytes }) => id === pending.id && bytes))
  const state = everywhere ? 'PENDING_ROTATION' : 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'
  for (const relative of family) {
    const materials = relative.materials.map((material) => (isPending(material) ? ({ ...material, state } as const) : material))
    if (relative.materials.some((material) => isPending(material) && material.state !== state))
      write({ table: 'keys', id: relative.arn, row: { ...relative, materials } })
  }
}

/** Deletes imported material from a key. If that is the primary's pending material, its replicas lose theirs too. */
export const dropMaterial = ({ tables, write }: Writer, key: Key, gone: (material: Material) => boolean): void => {
  const row = withMaterials(key, withoutBytes(key.materials, gone))
  write({ table: 'keys', id: row.arn, row })
  const pending = key.materials.find((material) => isPending(material) && gone(material))
  if (!pending || !isPrimary(key)) return
  for (const replica of replicasOf(tables, key)) {
    const materials = replica.materials.filter(({ id }) => id !== pending.id)
    write({ table: 'keys', id: replica.arn, row: { ...replica, materials } })
  }
}
