import { ALGORITHM_LISTS, algorithmsOf } from '../../facts/key-specs.ts'
import type { KeyMetadata } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import type { Key } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import { currentMaterial } from './lifecycle.ts'
import { relationsOf } from './regions.ts'
import { shownState } from './state.ts'

/** What CreateKey and DescribeKey tell of a key. */
export const metadataOf = (tables: Tables, key: Key): Value<typeof KeyMetadata> => {
  const current = currentMaterial(key)
  const state = shownState(key)
  return {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAt,
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: state,
    DeletionDate: key.deletionDate,
    Origin: key.origin,
    CustomKeyStoreId: key.customKeyStoreId,
    CloudHsmClusterId: tables.customKeyStores.get(key.customKeyStoreId ?? '')?.cluster?.id,
    KeyManager: key.manager,
    CustomerMasterKeySpec: key.spec,
    KeySpec: key.spec,
    [ALGORITHM_LISTS[key.usage]]: algorithmsOf(key.spec, key.usage),
    MultiRegion: key.primaryRegion !== undefined,
    MultiRegionConfiguration: relationsOf(tables, key),
    PendingDeletionWindowInDays: key.pendingWindowInDays,
    XksKeyConfiguration: key.xksKeyId === undefined ? undefined : { Id: key.xksKeyId },
    ...(key.origin === 'EXTERNAL' &&
      current?.bytes && {
        ExpirationModel: current.validTo === undefined ? 'KEY_MATERIAL_DOES_NOT_EXPIRE' : 'KEY_MATERIAL_EXPIRES',
        ValidTo: current.validTo,
      }),
    ...(key.spec === 'SYMMETRIC_DEFAULT' &&
      key.customKeyStoreId === undefined &&
      state !== 'Creating' && { CurrentKeyMaterialId: current?.id }),
  }
}
