import type { Handler, Kms } from '../context.ts'
import { findStore, otherStores } from '../keys/key-stores.ts'
import { KmsError } from '../kms-error.ts'
import { type CustomKeyStore, orderOf } from '../store/rows.ts'
import { pageOf } from '../wire/page.ts'

export { DescribeCustomKeyStores as operation } from '../../facts/operations/DescribeCustomKeyStores.ts'

/** The most that a page may hold. */
const MAX_PAGE = 1000

export const DescribeCustomKeyStores: Handler<'DescribeCustomKeyStores'> = (input, kms) => {
  const { CustomKeyStoreId, CustomKeyStoreName, Limit = MAX_PAGE, Marker } = input
  if (CustomKeyStoreId !== undefined && CustomKeyStoreName !== undefined)
    throw new KmsError('ValidationException', 'CustomKeyStoreId and CustomKeyStoreName cannot both be given.')
  const one =
    CustomKeyStoreId !== undefined
      ? findStore(kms, CustomKeyStoreId)
      : CustomKeyStoreName !== undefined
        ? storeNamed(kms, CustomKeyStoreName)
        : undefined
  if (one) return { CustomKeyStores: [entryOf(one)], Truncated: false }
  const { rows, ...more } = pageOf(
    {
      name: kms.operation.name,
      orderOf,
      list: (after, limit) => kms.tables.customKeyStores.list('place', kms.place, after, limit),
    },
    Limit,
    Marker,
  )
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
