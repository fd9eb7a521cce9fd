import { NOT_RELATED } from '../../facts/simulated-names.ts'
import type { Handler } from '../context.ts'
import { changedProxy, checkName, refuseForeign, verifyProxy } from '../keys/key-store-backing.ts'
import { findStore, otherStores, putStore, requireState } from '../keys/key-stores.ts'
import { checkCluster } from '../keys/simulated-hardware.ts'
import { KmsError } from '../kms-error.ts'

export { UpdateCustomKeyStore as operation } from '../../facts/operations/UpdateCustomKeyStore.ts'

/** What can change in any connection state. */
const ALWAYS = ['CustomKeyStoreId', 'NewCustomKeyStoreName']
/** What can also change while the store is connected. */
const CONNECTED = ['XksProxyAuthenticationCredential', 'XksProxyUriPath']

export const UpdateCustomKeyStore: Handler<'UpdateCustomKeyStore'> = (input, kms) => {
  const { NewCustomKeyStoreName, CloudHsmClusterId, KeyStorePassword } = input
  const store = findStore(kms, input.CustomKeyStoreId)
  const { name, cluster, proxy, state } = store
  refuseForeign(input, store.type)
  const changes = Object.keys(input).filter((member) => !ALWAYS.includes(member))
  if (changes.length > 0) {
    const gentle = changes.every((member) => CONNECTED.includes(member))
    requireState(store, 'DISCONNECTED', ...(gentle ? (['CONNECTED'] as const) : []))
  }

  const others = otherStores(kms, store.id)
  if (NewCustomKeyStoreName !== undefined) checkName(NewCustomKeyStoreName, others)
  if (CloudHsmClusterId !== undefined) {
    checkCluster(CloudHsmClusterId, 'UpdateCustomKeyStore')
    // No two stores have clusters that share their backups.
    if (others.some((other) => other.cluster?.id === CloudHsmClusterId)) throw new KmsError(...NOT_RELATED)
  }
  const changed = proxy && changedProxy(proxy, input, kms.account)
  if (changed && changes.length > 0) verifyProxy(changed, state, others)

  putStore(kms, {
    ...store,
    name: NewCustomKeyStoreName ?? name,
    ...(cluster && {
      cluster: { ...cluster, id: CloudHsmClusterId ?? cluster.id, password: KeyStorePassword ?? cluster.password },
    }),
    ...(changed && { proxy: changed }),
  })
}
