import type { Handler } from '../context.ts'
import { connecting, findStore, putStore, requireState } from '../keys/key-stores.ts'
import { checkCluster } from '../keys/simulated-hardware.ts'

export { ConnectCustomKeyStore as operation } from '../../facts/operations/ConnectCustomKeyStore.ts'

export const ConnectCustomKeyStore: Handler<'ConnectCustomKeyStore'> = ({ CustomKeyStoreId }, kms) => {
  const store = findStore(kms, CustomKeyStoreId)
  requireState(store, 'DISCONNECTED', 'CONNECTING', 'CONNECTED')
  if (store.state !== 'DISCONNECTED') return
  if (store.cluster) checkCluster(store.cluster.id, 'ConnectCustomKeyStore')
  putStore(kms, connecting(store, kms.now))
}
