import type { OperationName, operations } from '../model/index.ts'
import type { InputOf, Operation, OutputOf } from '../model/operation.ts'
import { guard } from './keys/guard.ts'
import { findKey, type Place } from './keys/identifiers.ts'
import { KmsError } from './kms-error.ts'
import { type Key, placeOf } from './store/rows.ts'
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
  /**
   * The key that an identifier names, fit for the operation.
   *
   * @throws {KmsError} NotFoundException, InvalidArnException, InvalidKeyUsageException, DisabledException or KMSInvalidStateException
   */
  key(identifier: string): Key
  /** As `key`, before any demand on it: where the operation has an order of checks of its own. */
  find(identifier: string): Key
  /** Runs `work` as one transaction: after an await, check again and write in it. */
  atomically<T>(work: () => T): T | Promise<Awaited<T>>
}

/** The behaviour of an operation. Where it awaits something, it does not write before. */
export type Handler<N extends OperationName> = (
  input: InputOf<(typeof operations)[N]>,
  kms: Kms,
) => Answer<OutputOf<(typeof operations)[N]>> | Promise<Answer<OutputOf<(typeof operations)[N]>>>

/** An operation without output answers nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that answers nothing returns void
type Answer<O> = keyof O extends never ? void : O

export const createKms = (store: Store, operation: Operation, where: Place & { readonly caller: string }, now: number): Kms => {
  const kms: Kms = {
    ...where,
    operation,
    place: placeOf(where),
    now,
    tables: store.tables,
    write: store.write,
    find: (identifier) => findKey(store.tables, identifier, where),
    key(identifier) {
      const key = kms.find(identifier)
      guard(key, operation)
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
  if (DryRun) throw new KmsError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.')
}
