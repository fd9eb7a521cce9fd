import type { Body } from '../../vocabulary/fits.ts'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import { type From, inputOf, type RequestStep, replacedIn, type ScenarioStep, valueAt } from '../../vocabulary/scenario.ts'
import type { Answer } from '../ApiTester/answer.ts'
import type { Hands } from '../settings.tsx'

/** What a request of a scenario came back with. */
export interface Reply {
  /** The response, as JSON. */
  readonly body: Body
  /** The JSON as it came. */
  readonly text: string
  readonly error?: ServiceError | undefined
  /** Fetches how it came about, and what there is of it already, where the sandbox tells that. */
  readonly explain?: Answer['explain']
  readonly explanation?: Answer['explanation']
}

/** What a local step can do with the sandbox. */
export type LocalHands = Pick<Hands, 'advance'>

/** Runs a local step: takes and returns JSON, with bytes as base64. */
export type LocalRun = (input: Body, hands: LocalHands) => Promise<Body>

/** How a scenario reaches the world. */
export interface Means {
  readonly send: (step: RequestStep, body: Body) => Promise<Reply>
  /** What local steps do, by name. They take and return JSON, with bytes as base64. */
  readonly locals: Readonly<Record<string, LocalRun>>
  /** Moves the clock of the sandbox on. */
  readonly advance: LocalHands['advance']
  /** Waits before a request is repeated. */
  readonly pause: (milliseconds: number) => Promise<void>
}

/** How a step ended. */
export interface Ended extends Omit<Reply, 'body'> {
  /** The members that it was given. */
  readonly input: Body
  readonly answer: Body
  /** Why it did not end as it should have; undefined where it did. */
  readonly problem?: Problem | undefined
}

/** How an end differs from the one that was expected. */
export type Problem =
  | { readonly kind: 'refused'; readonly error: ServiceError }
  | { readonly kind: 'not refused'; readonly code: string }
  | { readonly kind: 'other value'; readonly path: string; readonly expected: unknown; readonly value: unknown }
  | { readonly kind: 'not yet'; readonly path: string; readonly expected: unknown }

/** How often a request is repeated, and how many milliseconds apart. */
const ATTEMPTS = 60
const PAUSE = 500

const problemOf = (
  { returns = {}, ...step }: ScenarioStep,
  { error, body }: Pick<Reply, 'error' | 'body'>,
): Problem | undefined => {
  const refusal = 'refusal' in step ? step.refusal : undefined
  if (error && error.code !== refusal) return { kind: 'refused', error }
  if (!error && refusal !== undefined) return { kind: 'not refused', code: refusal }
  for (const [path, expected] of Object.entries(returns)) {
    const value = valueAt(body, path)
    if (JSON.stringify(value) !== JSON.stringify(expected)) return { kind: 'other value', path, expected, value }
  }
  return undefined
}

const repeat = async (step: RequestStep, body: Body, { send, pause }: Means): Promise<readonly [Reply, Problem?]> => {
  const { until } = step
  for (let attempt = 1; ; attempt++) {
    const reply = await send(step, body)
    if (!until || reply.error || valueAt(reply.body, until.path) === until.is) return [reply]
    if (attempt === ATTEMPTS) return [reply, { kind: 'not yet', path: until.path, expected: until.is }]
    await pause(PAUSE)
  }
}

/** Runs what the step does, once it has all that it needs. */
const perform = async (step: ScenarioStep, input: Body, means: Means): Promise<readonly [Reply, Problem?]> => {
  if (!('local' in step)) return repeat(step, input, means)
  const local = means.locals[step.local]
  if (!local) throw new Error(`nothing is called ${step.local}`)
  const body = await local(input, means)
  return [{ body, text: JSON.stringify(body) }]
}

/**
 * Runs a step of a scenario.
 *
 * @param before how the earlier steps ended, in their order
 * @throws {Error} where an earlier step has no value that this one needs, a local step fails, or a request cannot be sent
 */
export const runStep = async (step: ScenarioStep, before: readonly Ended[], means: Means): Promise<Ended> => {
  const read = ({ $from, path }: From): unknown => {
    const value = valueAt(before[$from - 1]?.answer, path)
    if (value === undefined) throw new Error(`step ${$from} has returned no ${path}`)
    return value
  }
  const input = replacedIn(inputOf(step), read)
  const returns = replacedIn(step.returns ?? {}, read)
  const [{ body, ...reply }, late] = await perform(step, input, means)
  return { ...reply, input, answer: body, problem: late ?? problemOf({ ...step, returns }, { ...reply, body }) }
}
