import type { Refusal } from '../../facts/key-states.ts'
import type { Kms } from '../context.ts'
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
export const guard = ({ operation, trace }: Pick<Kms, 'operation' | 'trace'>, key: Key): void => {
  const { name, key: rule, tracked } = operation
  trace?.at('usage', { key: key.arn, usage: key.usage, ...(rule?.usage && { needed: rule.usage }) })
  if (rule?.usage && rule.usage !== key.usage)
    throw new KmsError('InvalidKeyUsageException', `${key.arn} key usage is ${key.usage} which is not valid for ${name}.`)
  const state = shownState(key)
  trace?.at('state', { key: key.arn, state })
  const refused = rule?.states[state]
  if (refused) throw refusal(key, refused)
  trace?.at('operation', { operation: name })
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
