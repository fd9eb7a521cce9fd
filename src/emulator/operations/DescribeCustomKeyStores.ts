import type { Handler, Kms } from '../context.ts'
import { findStore, otherStores } from '../keys/key-stores.ts'
import { KmsError } from '../kms-error.ts'
import { type CustomKeyStore, orderOf } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { DescribeCustomKeyStores as operation } from '../../facts/operations/DescribeCustomKeyStores.ts'

export const DescribeCustomKeyStores: Handler<'DescribeCustomKeyStores'> = (input, kms) => {
  const { CustomKeyStoreId, CustomKeyStoreName } = input
  if (CustomKeyStoreId !== undefined && CustomKeyStoreName !== undefined)
    throw new KmsError('ValidationException', 'CustomKeyStoreId and CustomKeyStoreName cannot both be given.')
  const one =
    CustomKeyStoreId !== undefined
      ? findStore(kms, CustomKeyStoreId)
      : CustomKeyStoreName !== undefined
        ? storeNamed(kms, CustomKeyStoreName)
        : undefined
  if (one) return { CustomKeyStores: [entryOf(one)], Truncated: false }
  const { rows, ...more } = requestedPage(kms, {
    orderOf,
    list: (after, limit) => kms.tables.customKeyStores.list('place', kms.place, after, limit),
  })
  return { CustomKeyStores: rows.map(entryOf), ...more }
}

const storeNamed = (kms: Kms, name: string): CustomKeyStore => {
  const store = otherStores(kms).find((candidate) => candidate.name === name)
  if (!store) throw new KmsError('CustomKeyStoreNotFoundException', `Custom key store '${name}' does not exist.`)
  return store
}

const entryOf = ({ id, name, cluster, proxy, state, error, createdAt, type }: CustomKeyStore) => ({
  CustomKeyStoreId: id,
  CustomKeyStoreName: name,
  CloudHsmClusterId: cluster?.id,
  TrustAnchorCertificate: cluster?.trustAnchor,
  ConnectionState: state,
  ConnectionErrorCode: error,
  CreationDate: createdAt,
  CustomKeyStoreType: type,
  XksProxyConfiguration: proxy && {
    Connectivity: proxy.connectivity,
    AccessKeyId: proxy.accessKeyId,
    UriEndpoint: proxy.uriEndpoint,
    UriPath: proxy.uriPath,
    VpcEndpointServiceName: proxy.vpcEndpointServiceName,
    VpcEndpointServiceOwner: proxy.vpcEndpointServiceOwner,
  },
})
