import type { Operation } from '../vocabulary/operation.ts'
import type { Members } from '../vocabulary/shapes.ts'
import type { ErrorCode } from './errors.ts'
import type { KeyUsage } from './key-specs.ts'
import type { StateRule } from './key-states.ts'

export const CATEGORIES = {
  keys: 'Keys',
  aliases: 'Aliases',
  cryptography: 'Cryptography',
  import: 'Imported key material',
  rotation: 'Rotation',
  access: 'Policies and grants',
  regions: 'Multi-Region keys',
  stores: 'Custom key stores',
} as const
export type Category = keyof typeof CATEGORIES

/** What is known of an operation of Q-KMS. The tests send every example. */
export interface KmsOperation<N extends string = string, I extends Members = Members, O extends Members = Members>
  extends Operation<N, I, O> {
  readonly category: Category
  /** What the operation demands of the key that it is given. */
  readonly key?: { readonly usage?: KeyUsage; readonly states: StateRule }
  /** The codes that the service declares for the operation, beside those that any operation can return. */
  readonly errors: readonly ErrorCode[]
  readonly permissions: readonly string[]
  /** A key of another account can be named. Undefined where no key is involved. */
  readonly crossAccount?: boolean
  /** GetKeyLastUsage counts the operation as a use of its keys. */
  readonly tracked?: boolean
}

/**
 * Describes an operation of Q-KMS.
 *
 * @example
 * export const DisableKey = kmsOperation({
 *   name: 'DisableKey',
 *   category: 'keys',
 *   summary: 'Makes a key unusable until EnableKey.',
 *   key: { states: SWITCHABLE },
 *   input: { KeyId: { type: KeyId, required: true, description: 'The key to disable.' } },
 *   output: {},
 *   emptyBody: true,
 *   errors: ['NotFoundException'],
 *   permissions: ['kms:DisableKey'],
 *   example: { request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }, response: {} },
 * })
 */
export const kmsOperation = <const N extends string, const I extends Members, const O extends Members>(
  descriptor: KmsOperation<N, I, O>,
): KmsOperation<N, I, O> => descriptor
