import { QUOTAS } from '../../facts/quotas.ts'
import { KmsError } from '../kms-error.ts'
import type { Tables } from '../store/store.ts'
import { countManagedKeys } from './managed-keys.ts'

/**
 * Holds an account to its quota of keys.
 *
 * @param place the account and Region, as a group of the tables' indexes
 * @throws {KmsError} LimitExceededException
 */
export const checkKeyQuota = (tables: Tables, place: string): void => {
  const all = tables.keys.count('place', place)
  if (all < QUOTAS.keys) return
  const used = all - countManagedKeys(tables, place)
  if (used >= QUOTAS.keys)
    throw new KmsError(
      'LimitExceededException',
      `Key quota for this account in this region is ${QUOTAS.keys} but the current usage is ${used}.`,
    )
}
