import type { CustomKeyStoreType } from '../../facts/members/key-stores.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { SECOND } from '../clock.ts'
import type { Kms } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import type { CustomKeyStore, Key } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { checkCluster, checkExternalKey, connectionErrorOf } from './simulated-hardware.ts'

type StoreType = Value<typeof CustomKeyStoreType>

/** How long a connection takes to come about; in the service up to 20 minutes for a cluster. */
const CONNECTING: Readonly<Record<StoreType, number>> = { AWS_CLOUDHSM: 5 * SECOND, EXTERNAL_KEY_STORE: SECOND }
/** How long a disconnection takes. */
const DISCONNECTING = SECOND

/**
 * The custom key store with an id.
 *
 * @throws {KmsError} CustomKeyStoreNotFoundException
 */
export const findStore = ({ tables, account, region }: Kms, id: string): CustomKeyStore => {
  const store = tables.customKeyStores.get(id)
  if (store?.account !== account || store.region !== region)
    throw new KmsError('CustomKeyStoreNotFoundException', `Custom key store '${id}' does not exist.`)
  return store
}

/** The other stores of the account and Region. */
export const otherStores = ({ tables, place }: Kms, id?: string): readonly CustomKeyStore[] =>
  tables.customKeyStores.list('place', place).filter((store) => store.id !== id)

/**
 * Holds a store to a connection state.
 *
 * @throws {KmsError} CustomKeyStoreInvalidStateException
 */
export const requireState = ({ id, state }: CustomKeyStore, ...allowed: readonly CustomKeyStore['state'][]): void => {
  if (!allowed.includes(state)) throw new KmsError('CustomKeyStoreInvalidStateException', `Custom key store '${id}' is ${state}.`)
}

/** Puts a store, and with it whether its keys can be reached: they can only while it is connected. */
export const putStore = ({ tables, write }: Pick<Store, 'tables' | 'write'>, row: CustomKeyStore): void => {
  write({ table: 'customKeyStores', id: row.id, row })
  const unavailable = row.state !== 'CONNECTED'
  for (const key of tables.keys.list('store', row.id))
    if ((key.unavailable ?? false) !== unavailable) write({ table: 'keys', id: key.arn, row: { ...key, unavailable } })
}

/** The store on its way to be connected, or to fail in that. */
export const connecting = (store: CustomKeyStore, now: number): CustomKeyStore => {
  const at = now + CONNECTING[store.type]
  const error = connectionErrorOf(store)
  return { ...store, state: 'CONNECTING', next: error ? { state: 'FAILED', at, error } : { state: 'CONNECTED', at } }
}

/** The store on its way to be disconnected. */
export const disconnecting = ({ error: _, ...store }: CustomKeyStore, now: number): CustomKeyStore => ({
  ...store,
  state: 'DISCONNECTING',
  next: { state: 'DISCONNECTED', at: now + DISCONNECTING },
})

/** Lets connections and disconnections that are due at `now` come about. */
export const settleStores = (store: Store, now: number): void => {
  for (const { next, ...row } of store.tables.customKeyStores.list('due', 'due')) {
    if (!next || next.at > now) return
    const { state, error } = next
    putStore(store, { ...row, state, ...(error !== undefined && { error }) })
  }
}

interface Wanted {
  readonly Origin?: Key['origin'] | undefined
  readonly CustomKeyStoreId?: string | undefined
  readonly XksKeyId?: string | undefined
  readonly MultiRegion?: boolean | undefined
}

/**
 * Where a new key lives: what its row has of a custom key store, nothing for a key of the service's own.
 *
 * @throws {KmsError} ValidationException, UnsupportedOperationException, CustomKeyStoreNotFoundException,
 *   CustomKeyStoreInvalidStateException, CloudHsmClusterInvalidConfigurationException or one of the XksKey… exceptions
 */
export const keyStoreOf = (
  { Origin, CustomKeyStoreId, XksKeyId, MultiRegion }: Wanted,
  spec: Key['spec'],
  kms: Kms,
): Pick<Key, 'customKeyStoreId' | 'xksKeyId'> => {
  const invalid = (message: string) => new KmsError('ValidationException', message)
  const external = Origin === 'EXTERNAL_KEY_STORE'
  if (XksKeyId !== undefined && !external) throw invalid('XksKeyId goes only with Origin EXTERNAL_KEY_STORE.')
  if (Origin !== 'AWS_CLOUDHSM' && !external) {
    if (CustomKeyStoreId !== undefined)
      throw invalid('CustomKeyStoreId goes only with Origin AWS_CLOUDHSM or EXTERNAL_KEY_STORE.')
    return {}
  }
  if (CustomKeyStoreId === undefined) throw invalid(`Origin ${Origin} needs the CustomKeyStoreId of a custom key store.`)
  if (external && XksKeyId === undefined) throw invalid('Origin EXTERNAL_KEY_STORE needs an XksKeyId.')
  if (spec !== 'SYMMETRIC_DEFAULT')
    throw new KmsError('UnsupportedOperationException', `KeySpec ${spec} is not supported in a custom key store.`)
  if (MultiRegion) throw new KmsError('UnsupportedOperationException', 'MultiRegion is not supported in a custom key store.')

  const store = findStore(kms, CustomKeyStoreId)
  if (store.type !== Origin)
    throw new KmsError('UnsupportedOperationException', `Custom key store '${store.id}' is of type ${store.type}, not ${Origin}.`)
  requireState(store, 'CONNECTED')
  if (store.cluster) checkCluster(store.cluster.id, 'CreateKey')
  if (XksKeyId === undefined) return { customKeyStoreId: store.id }
  if (kms.tables.keys.list('store', store.id).some((key) => key.xksKeyId === XksKeyId))
    throw new KmsError(
      'XksKeyAlreadyInUseException',
      `The external key ${XksKeyId} belongs to another KMS key of custom key store '${store.id}'.`,
    )
  checkExternalKey(XksKeyId)
  return { customKeyStoreId: store.id, xksKeyId: XksKeyId }
}
