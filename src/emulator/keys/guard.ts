import type { Refusal } from '../../model/key-states.ts'
import type { Operation } from '../../model/operation.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { stateOf } from './state.ts'

/** The error of a key in a state that refuses. */
export const refusal = ({ arn }: Pick<Key, 'arn'>, { code, text }: Refusal): KmsError => new KmsError(code, `${arn} ${text}`)

/**
 * Holds a key to what the operation demands of it: first its usage, then its state.
 *
 * @throws {KmsError} InvalidKeyUsageException, DisabledException or KMSInvalidStateException
 */
export const guard = (key: Key, { name, key: rule }: Pick<Operation, 'name' | 'key'>): void => {
  if (rule?.usage && rule.usage !== key.usage)
    throw new KmsError('InvalidKeyUsageException', `${key.arn} key usage is ${key.usage} which is not valid for ${name}.`)
  const refused = rule?.states[stateOf(key)]
  if (refused) throw refusal(key, refused)
}

/**
 * Holds a key to the origin EXTERNAL.
 *
 * @throws {KmsError} UnsupportedOperationException
 */
export const requireExternal = ({ arn, origin }: Key): void => {
  if (origin !== 'EXTERNAL')
    throw new KmsError('UnsupportedOperationException', `${arn} origin is ${origin} which is not valid for this operation.`)
}
