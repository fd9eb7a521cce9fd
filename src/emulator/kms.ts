import type { Kms } from './context.ts'
import { authorize, outOfReach, refuseAccess } from './keys/authorize.ts'
import { guard } from './keys/guard.ts'
import { accountIn, aliasNamed, findKey, isAlias, type Place } from './keys/identifiers.ts'
import { newManagedKey } from './keys/managed-keys.ts'
import { recordUsage } from './keys/usage.ts'
import { KmsError } from './kms-error.ts'
import { type Change, placeOf } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** A request's context, and the end of its operation. */
interface Run {
  readonly kms: Kms
  /** The ARNs of the keys that the request came upon. */
  readonly found: ReadonlySet<string>
  /**
   * Ends an operation that succeeded: saves the AWS managed keys that the request named, and notes which keys a tracked operation
   * used. Only inside of a transaction, which a dry run thereby undoes.
   *
   * @throws {KmsError} DryRunOperationException, where the request is a dry run
   */
  readonly finish: (requestId: string) => void
}

interface Request extends Pick<Kms, 'crypto' | 'operation' | 'input' | 'now' | 'trace'> {
  readonly store: Store
  readonly where: Place & Pick<Kms, 'caller' | 'sessionPolicy'>
}

export const createKms = ({ store, crypto, operation, input, where, now, trace }: Request): Run => {
  const found = new Set<string>()
  const used = new Set<string>()
  /** AWS managed keys that exist because the request names their alias. */
  const managedKeysToSave: Change[] = []

  /** Whether a key of another account is there, a caller does not learn. */
  const absent =
    (action: string) =>
    (arn: string, message: string): KmsError =>
      accountIn(arn) === where.account ? new KmsError('NotFoundException', message) : outOfReach(where, action)

  const kms: Kms = {
    ...where,
    crypto,
    operation,
    input,
    trace,
    place: placeOf(where),
    now,
    tables: store.tables,
    write: store.write,
    find(identifier, action = operation.name) {
      trace?.at('key', { identifier })
      const made = newManagedKey(kms, identifier)
      if (made)
        managedKeysToSave.push(
          { table: 'keys', id: made.key.arn, row: made.key },
          { table: 'aliases', id: made.alias.arn, row: made.alias },
        )
      const key = made?.key ?? findKey(store.tables, identifier, where, absent(action))
      found.add(key.arn)
      trace?.tell({ key: key.arn, ...(isAlias(identifier) && { alias: aliasNamed(where, identifier) }) })
      if (key.account !== where.account && !operation.crossAccount) refuseAccess(kms, key)
      trace?.at('operation', { operation: operation.name })
      return key
    },
    key(identifier, use) {
      const key = kms.find(identifier, use?.action)
      authorize(kms, key, use, identifier)
      guard(kms, key)
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
      return (await crypto.suiteOf(spec)).generate()
    },
    atomically: store.transact,
  }

  const endDryRun = () => {
    if (!input.DryRun) return
    trace?.at('dry run', { operation: operation.name })
    throw new KmsError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.')
  }

  const finish = (requestId: string) => {
    endDryRun()
    for (const change of managedKeysToSave) if (!store.tables[change.table].get(change.id)) store.write(change)
    if (operation.tracked) for (const arn of used) recordUsage(kms, arn, requestId)
  }

  return { kms, found, finish }
}
