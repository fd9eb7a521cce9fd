import type { Handler } from '../context.ts'
import { disconnecting, findStore, putStore, requireState } from '../keys/key-stores.ts'

export { DisconnectCustomKeyStore as operation } from '../../facts/operations/DisconnectCustomKeyStore.ts'

export const DisconnectCustomKeyStore: Handler<'DisconnectCustomKeyStore'> = ({ CustomKeyStoreId }, kms) => {
  const store = findStore(kms, CustomKeyStoreId)
  requireState(store, 'CONNECTED', 'CONNECTING', 'FAILED')
  putStore(kms, disconnecting(store, kms.now))
}
