import { QUOTAS } from '../../facts/quotas.ts'
import { KmsError } from '../kms-error.ts'
import type { Tables } from '../store/store.ts'
import { ALIAS_PREFIX } from './identifiers.ts'

/** Aliases of the keys that other services keep. */
export const RESERVED = `${ALIAS_PREFIX}aws/`

/**
 * Holds an alias name to the service's rules beyond its pattern.
 *
 * @throws {KmsError} ValidationException or NotAuthorizedException
 */
export const checkAliasName = (name: string): void => {
  if (!name.startsWith(ALIAS_PREFIX))
    throw new KmsError(
      'ValidationException',
      `Alias must start with the prefix "${ALIAS_PREFIX}". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html`,
    )
  if (name.includes(':') || name === ALIAS_PREFIX)
    throw new KmsError('ValidationException', `${name} contains invalid characters for an alias`)
  if (name.startsWith(RESERVED)) throw new KmsError('NotAuthorizedException')
}

/**
 * Holds a key to its number of aliases, before it gets another one.
 *
 * @throws {KmsError} LimitExceededException
 */
export const checkAliasQuota = ({ aliases }: Tables, target: string): void => {
  const used = aliases.count('target', target)
  if (used >= QUOTAS.aliases)
    throw new KmsError(
      'LimitExceededException',
      `Aliases per key quota for this account in this region is ${QUOTAS.aliases}, current usage is ${used}.`,
    )
}
