import { QUOTAS } from '../../facts/quotas.ts'
import { IN_USE } from '../../facts/simulated-names.ts'
import type { Handler } from '../context.ts'
import { checkName, clusterOf, proxyOf, refuseForeign, verifyProxy } from '../keys/key-store-backing.ts'
import { otherStores } from '../keys/key-stores.ts'
import { checkCluster, checkTrustAnchor } from '../keys/simulated-hardware.ts'
import { KmsError } from '../kms-error.ts'
import { randomHex } from '../random.ts'
import type { CustomKeyStore } from '../store/rows.ts'

export { CreateCustomKeyStore as operation } from '../../facts/operations/CreateCustomKeyStore.ts'

export const CreateCustomKeyStore: Handler<'CreateCustomKeyStore'> = (input, kms) => {
  const { CustomKeyStoreName: name, CustomKeyStoreType: type = 'AWS_CLOUDHSM' } = input
  const { account, region, now } = kms
  refuseForeign(input, type)
  const backing = type === 'AWS_CLOUDHSM' ? { cluster: clusterOf(input) } : { proxy: proxyOf(input, account) }

  const others = otherStores(kms)
  checkName(name, others)
  if (others.length >= QUOTAS.keyStores)
    throw new KmsError(
      'LimitExceededException',
      `Custom key store quota for this account in this region is ${QUOTAS.keyStores} but the current usage is ${others.length}.`,
    )
  if (backing.cluster) {
    const { id, trustAnchor } = backing.cluster
    checkCluster(id, 'CreateCustomKeyStore')
    if (others.some(({ cluster }) => cluster?.id === id)) throw new KmsError(...IN_USE)
    checkTrustAnchor(trustAnchor)
  } else verifyProxy(backing.proxy, 'DISCONNECTED', others)

  const id = `cks-${randomHex(9).slice(1)}`
  const row: CustomKeyStore = { id, name, account, region, createdAt: now, type, state: 'DISCONNECTED', ...backing }
  kms.write({ table: 'customKeyStores', id, row })
  return { CustomKeyStoreId: id }
}
