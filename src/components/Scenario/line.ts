import type { Body } from '../../vocabulary/fits.ts'
import type { Called } from '../../vocabulary/protocol.ts'
import type { RequestStep, ScenarioData, Sender } from '../../vocabulary/scenario.ts'
import type { Words } from '../../vocabulary/words.ts'
import type { Answer } from '../ApiTester/answer.ts'
import { call } from '../ApiTester/call.ts'
import { asking, explained } from '../ApiTester/explained.ts'
import type { Api, Explain } from '../settings.tsx'

/** Where the requests of a scenario go. */
interface Line {
  readonly protocol: Api['protocol']
  readonly fetch: typeof globalThis.fetch
  readonly explain?: Explain | undefined
  /** Moves the clock on, by milliseconds. */
  readonly advance?: ((milliseconds: number) => Promise<void>) | undefined
  readonly reset?: () => Promise<void>
}

/**
 * Opens the sandbox of a scenario, or finds it.
 *
 * @throws {Error} where the scenario wants one of its own, and the API has only one
 */
export const lineOf = async (api: Api, { sandbox, title }: ScenarioData): Promise<Line> => {
  const { protocol } = api
  const opened = await api.sandbox?.()
  if (!opened) return { protocol, fetch: api.fetch ?? globalThis.fetch }
  const { fetch, explain, advance } = opened
  if (sandbox === 'reader') return { protocol, fetch, explain, advance }
  if (!opened.own) throw new Error('the sandbox of this API cannot be opened twice')
  const { path, ...own } = await opened.own(title)
  return { protocol: { ...protocol, url: `${protocol.url.replace(/\/$/, '')}/${path}` }, explain, ...own }
}

/** The headers by which the owner of the sandbox asks in the Region of a sender. */
const ownerIn = async ({ caller }: Api, { region }: Partial<Sender>): Promise<Readonly<Record<string, string>>> => {
  if (!caller || region === undefined) return {}
  return caller.headersOf({ ...Object.fromEntries(caller.parts.map(({ name, initial }) => [name, initial])), region })
}

/** What sends the requests of a scenario. */
export const senderOn = (api: Api, scenario: ScenarioData, said: { readonly secret: string; readonly words: Words }) => {
  const send = async (
    name: string,
    body: Body,
    way: { headers?: Sender['headers']; signal?: AbortSignal; explains?: boolean },
  ) => {
    const { protocol, fetch: plain, explain } = await lineOf(api, scenario)
    const operation: Called = (await api.lookUp?.(name)) ?? { name }
    const { explains, ...rest } = way
    const fetch = explains ? asking(plain, explain) : plain
    const answer = await call({ ...api, protocol }, operation, JSON.stringify(body, null, 2), { fetch, ...said, ...rest })
    return { answer, explain }
  }
  return {
    /** Sends the request of a step. A refusal that the step does not expect comes with the checks that led to it. */
    step: async ({ operation, as, refusal }: RequestStep, body: Body, signal: AbortSignal): Promise<Answer> => {
      const way = { signal, explains: true, ...(as && { headers: as.headers }) }
      const { answer, explain } = await send(operation, body, way)
      const isExpected = !answer.error || answer.error.code === refusal
      return isExpected || !explain ? answer : explained(answer, explain, { operation, body })
    },
    /** Sends a request that puts right what refused a step. */
    beside: async ({ as }: RequestStep, operation: string, body: Body): Promise<Answer> =>
      (await send(operation, body, { headers: await ownerIn(api, as ?? {}) })).answer,
  }
}
