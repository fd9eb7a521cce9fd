import type { HttpBinding } from './http.ts'
import type { Members, ValueOf, WireOf } from './shapes.ts'

/** A request and the response of the service to it, both as JSON. */
export interface Example<I extends Members = Members, O extends Members = Members> {
  /** The members of the request: bytes are base64 text, points in time seconds since 1970. */
  readonly request: WireOf<I>
  /** The elements of the response, in the same form. */
  readonly response: WireOf<O>
  /** Members of the response that differ from call to call. A nested one is written `KeyMetadata.KeyId`. */
  readonly volatile?: readonly string[]
}

/** What is known of an operation of an API. Tables, forms, code samples and the OpenAPI document are derived from it. */
export interface Operation<N extends string = string, I extends Members = Members, O extends Members = Members> {
  /** The name that identifies it in the API. */
  readonly name: N
  /** The group that it is listed under. */
  readonly category: string
  /** One sentence. */
  readonly summary: string
  /** Where it is sent to, for a protocol that gives each operation a method and path of its own. */
  readonly http?: HttpBinding
  /** The members of a request, by their names. */
  readonly input: I
  /** The elements of a response, by their names. */
  readonly output: O
  /** The response has no body at all, not even `{}`. */
  readonly emptyBody?: boolean
  /** The codes of the errors that the service declares for the operation. */
  readonly errors: readonly string[]
  /** A request that succeeds, and its response. */
  readonly example: Example<I, O>
}

/**
 * Describes an operation. The compiler holds its example to its members.
 *
 * @example
 * export const RevokeToken = operation({
 *   name: 'RevokeToken',
 *   category: 'tokens',
 *   summary: 'Ends a token before it expires.',
 *   http: { method: 'DELETE', path: '/v1/tokens/{token_id}', status: 204 },
 *   input: { token_id: { type: string(), required: true, description: 'The token to end.' } },
 *   output: {},
 *   emptyBody: true,
 *   errors: ['unknown_token'],
 *   example: { request: { token_id: 'tok_1' }, response: {} },
 * })
 */
export const operation = <const N extends string, const I extends Members, const O extends Members>(
  descriptor: Operation<N, I, O>,
): Operation<N, I, O> => descriptor

/** A descriptor's input, as decoded values. */
export type InputOf<D> = D extends { readonly input: infer I extends Members } ? ValueOf<I> : never
/** A descriptor's output, as decoded values. */
export type OutputOf<D> = D extends { readonly output: infer O extends Members } ? ValueOf<O> : never
