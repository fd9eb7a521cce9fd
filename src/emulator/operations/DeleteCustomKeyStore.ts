import type { Handler } from '../context.ts'
import { findStore, requireState } from '../keys/key-stores.ts'
import { KmsError } from '../kms-error.ts'

export { DeleteCustomKeyStore as operation } from '../../facts/operations/DeleteCustomKeyStore.ts'

export const DeleteCustomKeyStore: Handler<'DeleteCustomKeyStore'> = ({ CustomKeyStoreId }, kms) => {
  const store = findStore(kms, CustomKeyStoreId)
  requireState(store, 'DISCONNECTED')
  if (kms.tables.keys.count('store', store.id) > 0)
    throw new KmsError('CustomKeyStoreHasCMKsException', `Custom key store '${store.id}' still holds KMS keys.`)
  kms.write({ table: 'customKeyStores', id: store.id, row: undefined })
}
