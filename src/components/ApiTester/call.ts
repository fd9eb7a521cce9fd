import { type Called, callOf } from '../../vocabulary/protocol.ts'
import type { Words } from '../../vocabulary/words.ts'
import type { Api } from '../settings.tsx'
import { type Answer, answerOf } from './answer.ts'

/** How a request goes. */
interface Way {
  readonly fetch: typeof globalThis.fetch
  /** What the reader has entered for the authentication. */
  readonly secret: string
  readonly words: Words
  /** Headers that it has besides those of the protocol. */
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | null
}

/** Sends a request of an operation, with its body as JSON, and reads the response. */
export const call = async (
  { protocol, around }: Pick<Api, 'protocol' | 'around'>,
  operation: Called,
  body: string,
  { fetch, secret, words, headers, signal = null }: Way,
): Promise<Answer> => {
  const { url, headers: own, ...call } = callOf(protocol, operation, body, { secret, words })
  const send = around?.(fetch, operation.name) ?? fetch
  const started = performance.now()
  return answerOf(await send(url, { ...call, headers: { ...own, ...headers }, signal }), protocol, operation, started)
}
