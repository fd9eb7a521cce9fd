import type { OperationName, operations } from '../facts/index.ts'
import type { KeySpec } from '../facts/key-specs.ts'
import type { KmsOperation } from '../facts/operation.ts'
import type { InputOf, OutputOf } from '../vocabulary/operation.ts'
import type { Cryptography } from './crypto/suite.ts'
import type { EncryptionContext } from './keys/ciphertext.ts'
import type { Place } from './keys/identifiers.ts'
import type { Key } from './store/rows.ts'
import type { Store, Tables } from './store/store.ts'
import type { Tracer } from './tracer.ts'

/** What a handler has to work with. Everything a handler does before its first `await` is one transaction. */
export interface Kms extends Place {
  readonly crypto: Cryptography
  readonly operation: KmsOperation
  /** The group of this account and Region in the tables' indexes. */
  readonly place: string
  /** The caller's ARN. */
  readonly caller: string
  /** The policy that the caller's session was made with, as JSON. */
  readonly sessionPolicy: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tables: Tables
  readonly write: Store['write']
  /** The decoded request, whatever the operation. */
  readonly input: Readonly<Record<string, unknown>>
  /** Where the checks write what they find; undefined where the request does not ask for it. */
  readonly trace: Tracer | undefined
  /**
   * The key that an identifier names, fit for the operation and open to the caller.
   *
   * @throws {KmsError} NotFoundException, InvalidArnException, AccessDeniedException, InvalidGrantTokenException,
   *   InvalidKeyUsageException, DisabledException or KMSInvalidStateException
   */
  key(identifier: string, use?: Partial<Use>): Key
  /**
   * The key that an identifier names, checked only to be in reach of the operation: for operations with an order of checks of
   * their own.
   *
   * @param action the action of policies, for the error; the operation's name unless given
   * @throws {KmsError} NotFoundException, InvalidArnException or AccessDeniedException
   */
  find(identifier: string, action?: string): Key
  /** The ARN of the key that an identifier names, or undefined where it names none. Says nothing about access. */
  arnOf(identifier: string): string | undefined
  /**
   * New key material of a spec. Call it when everything else is checked: a dry run ends here, without making a key.
   *
   * @throws {KmsError} DryRunOperationException
   */
  generate(spec: KeySpec): Promise<Uint8Array>
  /** Runs `work` as one transaction: after an await, check again and write in it. */
  atomically<T>(work: () => T): T | Promise<Awaited<T>>
}

/** How a caller wants to use a key. */
export interface Use {
  /** The action of policies and grants, without `kms:`; the operation's name unless given. */
  readonly action: string
  /** The encryption context that conditions and constraints look at; the request's unless given. */
  readonly context?: EncryptionContext | undefined
  /** The other key of ReEncrypt; its ARN is undefined where the request names no key. */
  readonly otherKey?: { readonly arn: string | undefined }
}

/** The behaviour of an operation. A handler that awaits something writes nothing before; `atomically` writes after. */
export type Handler<N extends OperationName> = (
  input: InputOf<(typeof operations)[N]>,
  kms: Kms,
) => Returned<OutputOf<(typeof operations)[N]>> | Promise<Returned<OutputOf<(typeof operations)[N]>>>

/** What a handler returns: nothing where the operation has no output. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing returns void
type Returned<O> = keyof O extends never ? void : O
