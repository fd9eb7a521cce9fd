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

/** A sentence on the operations of each category. */
export const CATEGORY_DESCRIPTIONS: Readonly<Record<Category, string>> = {
  keys: 'Create, find, describe, tag, disable and delete keys.',
  aliases: 'Give keys names that can be moved to other keys.',
  cryptography: 'Encrypt, sign, compute MACs, agree on secrets and generate data keys, all with keys that stay in AWS KMS.',
  import: 'Bring key material of your own into a key, and take it out again.',
  rotation: 'Replace the material of a key, on a schedule or at once; what the older material encrypted stays readable.',
  access: 'Say who may use a key for what: with its key policy, or with grants.',
  regions: 'Copy a key to other Regions and choose which copy is the primary one.',
  stores: 'Connect key stores of your own, in AWS CloudHSM or outside AWS, and disconnect them.',
}

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
