import type { ErrorCode } from './errors.ts'
import type { KeyUsage } from './key-specs.ts'
import type { StateRule } from './key-states.ts'
import type { Members, ValueOf, WireOf } from './shapes.ts'

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

/** A request and what the service answers it, both as JSON. The tests send every one. */
export interface Example<I extends Members = Members, O extends Members = Members> {
  readonly request: WireOf<I>
  readonly response: WireOf<O>
  /** Members of the answer that differ from call to call. A nested one is written `KeyMetadata.KeyId`. */
  readonly volatile?: readonly string[]
}

/** All that the project knows of an operation; everything else is derived from it. */
export interface Operation<N extends string = string, I extends Members = Members, O extends Members = Members> {
  readonly name: N
  readonly category: Category
  /** One sentence. */
  readonly summary: string
  /** What the operation demands of the key that it is given. */
  readonly key?: { readonly usage?: KeyUsage; readonly states: StateRule }
  readonly input: I
  readonly output: O
  /** The answer has no body at all, not even `{}`. */
  readonly emptyBody?: boolean
  /** The codes that the service declares for the operation, beside those that any operation can answer. */
  readonly errors: readonly ErrorCode[]
  readonly permissions: readonly string[]
  /** A key of another account can be named. Undefined where no key is involved. */
  readonly crossAccount?: boolean
  /** GetKeyLastUsage counts the operation as a use of its keys. */
  readonly tracked?: boolean
  readonly example: Example<I, O>
}

export const operation = <const N extends string, const I extends Members, const O extends Members>(
  descriptor: Operation<N, I, O>,
): Operation<N, I, O> => descriptor

/** What a handler gets and gives: decoded values. */
export type InputOf<D> = D extends { readonly input: infer I extends Members } ? ValueOf<I> : never
export type OutputOf<D> = D extends { readonly output: infer O extends Members } ? ValueOf<O> : never
