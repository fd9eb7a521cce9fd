import type { Hands } from '../../components/settings.tsx'
import type { Body } from '../../vocabulary/fits.ts'
import { type Cures, listIn, type Refused, renames, sets } from './cure.ts'

/** Cures of what is wrong with a custom key store. */

/** Seconds after which the sandbox has connected or disconnected a store. */
const SETTLED = 5

const describe = async ({ send }: Hands, id: unknown): Promise<Body> =>
  listIn(await send('DescribeCustomKeyStores', { CustomKeyStoreId: id }), 'CustomKeyStores')[0] ?? {}

/** Connects a store, whichever state it is in. */
export const connecting = async (hands: Hands, CustomKeyStoreId: unknown): Promise<void> => {
  const { ConnectionState } = await describe(hands, CustomKeyStoreId)
  if (ConnectionState === 'FAILED' || ConnectionState === 'DISCONNECTING') await disconnecting(hands, CustomKeyStoreId)
  if (ConnectionState !== 'CONNECTING') await hands.send('ConnectCustomKeyStore', { CustomKeyStoreId })
  await hands.advance(SETTLED)
}

/** Disconnects a store, whichever state it is in. */
const disconnecting = async (hands: Hands, CustomKeyStoreId: unknown): Promise<void> => {
  const { ConnectionState } = await describe(hands, CustomKeyStoreId)
  if (ConnectionState !== 'DISCONNECTING') await hands.send('DisconnectCustomKeyStore', { CustomKeyStoreId })
  await hands.advance(SETTLED)
}

/** The operations that want a store which is not connected. */
const OFFLINE = ['ConnectCustomKeyStore', 'DeleteCustomKeyStore', 'UpdateCustomKeyStore']

/** Connects the store that a request names, or disconnects it. */
export const switchesStore: Cures = ({ operation: { name }, body: { CustomKeyStoreId } }) => {
  const [label, act] = OFFLINE.includes(name)
    ? (['disconnect the custom key store', disconnecting] as const)
    : (['connect the custom key store', connecting] as const)
  return [
    {
      label,
      act: async (hands) => {
        await act(hands, CustomKeyStoreId)
        return undefined
      },
    },
  ]
}

/** Names a store that is there, of the type that the request wants. */
export const namesStore: Cures = ({ operation, body }) => {
  if (operation.input.CustomKeyStoreId?.required !== true && operation.name !== 'CreateKey')
    return [sets('leave the custom key store out', { CustomKeyStoreId: undefined, CustomKeyStoreName: undefined })]
  return [
    {
      label: 'name a custom key store that is there',
      act: async ({ send }) => {
        const stores = listIn(await send('DescribeCustomKeyStores', {}), 'CustomKeyStores')
        const documented = operation.example.request.CustomKeyStoreId
        const fits = ({ CustomKeyStoreType, CustomKeyStoreId }: Body) =>
          body.Origin === undefined ? CustomKeyStoreId === documented : CustomKeyStoreType === body.Origin
        return { CustomKeyStoreId: (stores.find(fits) ?? stores[0])?.CustomKeyStoreId }
      },
    },
  ]
}

/** Deletes a store that is not connected and has no keys. */
export const deletesStore: Cures = () => [
  {
    label: 'delete a custom key store without keys',
    act: async ({ send }) => {
      const stores = listIn(await send('DescribeCustomKeyStores', {}), 'CustomKeyStores')
      for (const { CustomKeyStoreId } of stores.filter(({ ConnectionState }) => ConnectionState === 'DISCONNECTED'))
        try {
          await send('DeleteCustomKeyStore', { CustomKeyStoreId })
          return undefined
        } catch {
          // It has keys.
        }
      throw new Error('each one is connected or has keys')
    },
  },
]

/** A cluster, an external key and a proxy that are there and work: the sandbox takes any name but those that mean trouble. */
const CLUSTER = 'cluster-abcdefghijk'
const healthyProxy = (n: string) => ({
  XksProxyUriEndpoint: `https://keys-${n}.example`,
  XksProxyUriPath: `/keys-${n}/kms/xks/v1`,
  XksProxyVpcEndpointServiceName: `com.amazonaws.vpce.us-east-1.vpce-svc-keys${n}`,
})

/** Names a cluster that works: in the request, or in the store that it names. */
export const namesCluster: Cures = ({ operation: { input }, body: { CustomKeyStoreId } }) => {
  const label = 'name a cluster that works'
  if (input.CloudHsmClusterId !== undefined) return [sets(label, { CloudHsmClusterId: CLUSTER })]
  return [
    {
      label: `${label}, in the custom key store`,
      act: async (hands) => {
        const { ConnectionState } = await describe(hands, CustomKeyStoreId)
        if (ConnectionState !== 'DISCONNECTED') await disconnecting(hands, CustomKeyStoreId)
        await hands.send('UpdateCustomKeyStore', { CustomKeyStoreId, CloudHsmClusterId: CLUSTER })
        if (ConnectionState === 'CONNECTED') await connecting(hands, CustomKeyStoreId)
        return undefined
      },
    },
  ]
}

/** Another proxy, as far as the request names one; each try has another number. */
export const namesProxy: Cures = ({ body }: Refused) => {
  const proxy: Body = healthyProxy(String(Object.keys(body).length))
  return [
    sets(
      'name a proxy that works',
      Object.fromEntries(Object.keys(proxy).flatMap((name) => (name in body ? [[name, proxy[name]]] : []))),
    ),
  ]
}

/** Any credential but those that mean trouble. */
export const namesCredential: Cures = ({ body }) => [
  sets('send a credential that the proxy knows', {
    XksProxyAuthenticationCredential: {
      ...(body.XksProxyAuthenticationCredential as Body | undefined),
      AccessKeyId: 'KEYSABCDEFGHIJ234567',
    },
  }),
]

/** Any external key but those that mean trouble, and those that have a KMS key. */
export const namesExternalKey: Cures = () => [sets('name another external key', { XksKeyId: 'invoices-2026' })]

/** Another name for the store, in the member that has it. */
export const renamesStore: Cures = (refused) =>
  renames('NewCustomKeyStoreName' in refused.body ? 'NewCustomKeyStoreName' : 'CustomKeyStoreName')(refused)
