import type { KmsOperation } from '../facts/operation.ts'
import type { Kms } from './context.ts'
import { suiteOf } from './crypto/suites.ts'
import { accessDenied, authorize } from './keys/authorize.ts'
import { guard } from './keys/guard.ts'
import { findKey, type Place } from './keys/identifiers.ts'
import { newManagedKey } from './keys/managed-keys.ts'
import { recordUsage } from './keys/usage.ts'
import { KmsError } from './kms-error.ts'
import { type Change, placeOf } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** A request's context, and the end of its operation. */
interface Run {
  readonly kms: Kms
  /**
   * Ends an operation that succeeded: saves the AWS managed keys that the request named, and notes which keys a tracked operation
   * used. Only inside of a transaction, which a dry run thereby undoes.
   *
   * @throws {KmsError} DryRunOperationException, where the request is a dry run
   */
  readonly finish: (requestId: string) => void
}

/** The context of one request. `now` is in milliseconds since 1970. */
export const createKms = (
  store: Store,
  operation: KmsOperation,
  input: Kms['input'],
  where: Place & { readonly caller: string },
  now: number,
): Run => {
  const used = new Set<string>()
  /** AWS managed keys that exist because the request names their alias. */
  const managedKeysToSave: Change[] = []

  const kms: Kms = {
    ...where,
    operation,
    input,
    place: placeOf(where),
    now,
    tables: store.tables,
    write: store.write,
    find(identifier) {
      const made = newManagedKey(kms, identifier)
      if (made)
        managedKeysToSave.push(
          { table: 'keys', id: made.key.arn, row: made.key },
          { table: 'aliases', id: made.alias.arn, row: made.alias },
        )
      const key = made?.key ?? findKey(store.tables, identifier, where)
      if (key.account !== where.account && !operation.crossAccount) throw accessDenied(kms, key, operation.name)
      return key
    },
    key(identifier, use) {
      const key = kms.find(identifier)
      authorize(kms, key, use, identifier)
      guard(key, operation)
      used.add(key.arn)
      return key
    },
    arnOf(identifier) {
      try {
        return (newManagedKey(kms, identifier)?.key ?? findKey(store.tables, identifier, where)).arn
      } catch (error) {
        if (error instanceof KmsError) return undefined
        throw error
      }
    },
    async generate(spec) {
      endDryRun()
      return (await suiteOf(spec)).generate()
    },
    atomically: store.transact,
  }

  const endDryRun = () => {
    if (input.DryRun)
      throw new KmsError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.')
  }

  const finish = (requestId: string) => {
    endDryRun()
    for (const change of managedKeysToSave) if (!store.tables[change.table].get(change.id)) store.write(change)
    if (operation.tracked) for (const arn of used) recordUsage(kms, arn, requestId)
  }

  return { kms, finish }
}
