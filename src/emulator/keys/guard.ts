import type { Refusal } from '../../facts/key-states.ts'
import type { KmsOperation } from '../../facts/operation.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { reachExternalKey } from './simulated-hardware.ts'
import { shownState } from './state.ts'

/** The error of a key in a state that refuses. */
export const refusal = ({ arn }: Pick<Key, 'arn'>, { code, text }: Refusal): KmsError => new KmsError(code, `${arn} ${text}`)

/**
 * Holds a key to what the operation demands of it: first its usage, then its state. What is tracked uses the material, so an
 * external key is asked for.
 *
 * @throws {KmsError} InvalidKeyUsageException, DisabledException or KMSInvalidStateException
 */
export const guard = (key: Key, { name, key: rule, tracked }: Pick<KmsOperation, 'name' | 'key' | 'tracked'>): void => {
  if (rule?.usage && rule.usage !== key.usage)
    throw new KmsError('InvalidKeyUsageException', `${key.arn} key usage is ${key.usage} which is not valid for ${name}.`)
  const refused = rule?.states[shownState(key)]
  if (refused) throw refusal(key, refused)
  if (tracked && key.xksKeyId !== undefined) reachExternalKey(key.xksKeyId)
}

/**
 * Holds a key to one of some origins.
 *
 * @throws {KmsError} UnsupportedOperationException
 */
export const requireOrigin = ({ arn, origin }: Pick<Key, 'arn' | 'origin'>, ...origins: readonly Key['origin'][]): void => {
  if (!origins.includes(origin))
    throw new KmsError('UnsupportedOperationException', `${arn} origin is ${origin} which is not valid for this operation.`)
}

/** As `requireOrigin`, for what goes with imported material alone. */
export const requireExternal = (key: Key): void => requireOrigin(key, 'EXTERNAL')
