import type { OperationName, operations } from '../model/index.ts'
import type { InputOf, Operation, OutputOf } from '../model/operation.ts'
import { accessDenied, authorize } from './keys/authorize.ts'
import type { EncryptionContext } from './keys/ciphertext.ts'
import { guard } from './keys/guard.ts'
import { findKey, type Place } from './keys/identifiers.ts'
import { newManagedKey } from './keys/managed-keys.ts'
import { KmsError } from './kms-error.ts'
import { type Change, type Key, placeOf } from './store/rows.ts'
import type { Store, Tables } from './store/store.ts'

/** What a handler has to work with. A handler's first synchronous stretch is one transaction. */
export interface Kms extends Place {
  readonly operation: Operation
  /** The group of this account and Region in the tables' indexes. */
  readonly place: string
  /** The ARN of who asks. */
  readonly caller: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tables: Tables
  readonly write: Store['write']
  /** What the request says, whatever the operation. */
  readonly input: Readonly<Record<string, unknown>>
  /** The keys that the operation used, by ARN. */
  readonly used: Set<string>
  /** What is made by being named; it is kept if the operation succeeds. */
  readonly made: Change[]
  /**
   * The key that an identifier names, fit for the operation and open to the caller.
   *
   * @throws {KmsError} NotFoundException, InvalidArnException, AccessDeniedException, InvalidGrantTokenException, InvalidKeyUsageException,
   *   DisabledException or KMSInvalidStateException
   */
  key(identifier: string, use?: Partial<Use>): Key
  /**
   * As `key`, before any demand on it but that it is in reach of the operation: where that has an order of checks of its own.
   *
   * @throws {KmsError} NotFoundException, InvalidArnException or AccessDeniedException
   */
  find(identifier: string): Key
  /** Runs `work` as one transaction: after an await, check again and write in it. */
  atomically<T>(work: () => T): T | Promise<Awaited<T>>
}

/** What a caller wants of a key. */
export interface Use {
  /** The action of policies and grants, without `kms:`; the operation's name unless given. */
  readonly action: string
  /** The encryption context that conditions and constraints look at; the request's unless given. */
  readonly context: EncryptionContext | undefined
}

/** The behaviour of an operation. Where it awaits something, it does not write before. */
export type Handler<N extends OperationName> = (
  input: InputOf<(typeof operations)[N]>,
  kms: Kms,
) => Answer<OutputOf<(typeof operations)[N]>> | Promise<Answer<OutputOf<(typeof operations)[N]>>>

/** An operation without output answers nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that answers nothing returns void
type Answer<O> = keyof O extends never ? void : O

export const createKms = (
  store: Store,
  operation: Operation,
  input: Kms['input'],
  where: Place & { readonly caller: string },
  now: number,
): Kms => {
  const kms: Kms = {
    ...where,
    operation,
    input,
    used: new Set(),
    made: [],
    place: placeOf(where),
    now,
    tables: store.tables,
    write: store.write,
    find(identifier) {
      const made = newManagedKey(kms, identifier)
      if (made)
        kms.made.push(
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
      kms.used.add(key.arn)
      return key
    },
    atomically: store.transact,
  }
  return kms
}

/**
 * Holds back what a dry run would do. The last check of an operation that has the member.
 *
 * @throws {KmsError} DryRunOperationException
 */
export const honourDryRun = ({ DryRun }: { readonly DryRun?: boolean | undefined }): void => {
  if (DryRun) refuseDryRun()
}

/** The good end of a dry run. */
export const refuseDryRun = (): never => {
  throw new KmsError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.')
}
