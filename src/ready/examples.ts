import type { Example, Hands } from '../components/settings.tsx'
import type { OperationName } from '../facts/index.ts'
import { SANDBOX_KEYS } from '../facts/sandbox.ts'
import type { Body } from '../vocabulary/fits.ts'
import { parametersFor } from './cures/imports.ts'

/** Sends what may be refused: what it is to take away need not be there. */
const attempt = async ({ send }: Hands, operation: string, body: Body): Promise<Body> => send(operation, body).catch(() => ({}))

/** Deletes a store of a name that an example or the reader has made. One that holds keys, as those of the start do, is not deleted. */
const withoutStore = async (body: Body, hands: Hands): Promise<Body> => {
  const { CustomKeyStoreName } = body
  if (CustomKeyStoreName === undefined) return body
  const { CustomKeyStores } = await attempt(hands, 'DescribeCustomKeyStores', { CustomKeyStoreName })
  const [store] = (CustomKeyStores ?? []) as readonly Body[]
  if (store) await attempt(hands, 'DeleteCustomKeyStore', { CustomKeyStoreId: store.CustomKeyStoreId })
  return body
}

/** What documented requests need beside the keys of the start, and the request as this sandbox takes it. */
const PREPARED: { readonly [O in OperationName]?: (body: Body, hands: Hands) => Promise<Body> } = {
  // An alias that an example has made for a key of the reader's.
  async CreateAlias(body, hands) {
    const isOwn = SANDBOX_KEYS.some(({ alias }) => body.AliasName === `alias/${alias}`)
    if (!isOwn) await attempt(hands, 'DeleteAlias', { AliasName: body.AliasName })
    return body
  },
  CreateCustomKeyStore: withoutStore,
  DescribeCustomKeyStores: withoutStore,
  // Each sandbox seals its own tokens, and the material is wrapped under a public key that is new each time.
  async ImportKeyMaterial(body, hands) {
    return { ...body, ...(await parametersFor(hands, body.KeyId)) }
  },
}

/** The documented request, as it can be sent. */
export const prepared = async ({ operation, body }: Example, hands: Hands): Promise<Body> =>
  (await PREPARED[operation as OperationName]?.(body, hands)) ?? body
