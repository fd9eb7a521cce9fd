import { type Body, isBody } from './fits.ts'

/**
 * A scenario: steps that depend on each other, as data. A page shows and runs it, a test runs it to its end, and scripts in several languages
 * are made of it.
 */

/** A value in the response to an earlier step, in the place of a member's value. */
export interface From {
  /** The step, counted from 1. */
  readonly $from: number
  /** Where in its response: `KeyMetadata.KeyId`, `Grants.0.GrantId`. */
  readonly path: string
}

/**
 * The value that an earlier step's response has.
 *
 * @param step counted from 1
 * @param path names of members, and positions in lists, joined by dots
 * @example from(2, 'ImportToken') //=> { $from: 2, path: 'ImportToken' }
 */
export const from = (step: number, path: string): From => ({ $from: step, path })

export const isFrom = (value: unknown): value is From => isBody(value) && typeof value.$from === 'number'

/** A body in which any value may come from an earlier step. */
export type Filled<T> =
  | T
  | From
  | (T extends readonly (infer I)[] ? readonly Filled<I>[] : T extends object ? { readonly [K in keyof T]: Filled<T[K]> } : never)

/** Who sends a request, where it is not the reader. */
export interface Sender {
  /** Who it is, as the API names it. */
  readonly name?: string
  /** The Region that the request goes to. */
  readonly region?: string
  /** The headers that say so. */
  readonly headers: Readonly<Record<string, string>>
}

interface Told {
  /** What the step does, in a few words. */
  readonly title: string
  /** What there is to know before it. What stands between backticks is code. */
  readonly text?: string
  /** What there is to see in its response. */
  readonly after?: string
}

/** A step that sends a request. */
export interface RequestStep extends Told {
  /** The name of the operation in the API. */
  readonly operation: string
  /** The request's members, as JSON; a value may be `from` an earlier step. */
  readonly body: Body
  /** The code of the error that refuses it. Without one, it succeeds. */
  readonly refusal?: string
  /** Who sends it; the reader unless given. */
  readonly as?: Sender
  /** The request is repeated until its response has this value at this path. */
  readonly until?: { readonly path: string; readonly is: string | number | boolean }
  /** What the response has at these paths, as JSON. */
  readonly returns?: Readonly<Record<string, unknown>>
}

/** A step that the reader's own program does, without a request. */
export interface LocalStep extends Told {
  /** The name of what it does. */
  readonly local: string
  /** What it is given, as JSON; a value may be `from` an earlier step. */
  readonly input: Body
  /** What it returns at these paths, as JSON. */
  readonly returns?: Readonly<Record<string, unknown>>
}

/** A step: a request, or something that the reader's own program does. */
export type ScenarioStep = RequestStep | LocalStep

/** A scenario. */
export interface ScenarioData {
  /** What it shows, in a few words. */
  readonly title: string
  /** Whether it runs in a sandbox of its own, or in the reader's. */
  readonly sandbox: 'own' | 'reader'
  /** In the order in which they run. */
  readonly steps: readonly ScenarioStep[]
}

/** What is at a path of a response; undefined where there is nothing. */
export const valueAt = (answer: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)]
    return isBody(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }, answer)

/** A JSON value with every `from` in it replaced by what `read` makes of that. */
export const replaced = (value: unknown, read: (from: From) => unknown): unknown => {
  if (isFrom(value)) return read(value)
  if (Array.isArray(value)) return value.map((item) => replaced(item, read))
  if (isBody(value)) return replacedIn(value, read)
  return value
}

/** As `replaced`, of the members of a request. */
export const replacedIn = (body: Body, read: (from: From) => unknown): Body =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, replaced(value, read)]))

/** The members that a step is given. */
export const inputOf = (step: ScenarioStep): Body => ('local' in step ? step.input : step.body)

/** A step with other members in the place of its own; one that is undefined is left out. */
export const corrected = (step: ScenarioStep, members: Body = {}): ScenarioStep => {
  const kept = Object.entries({ ...inputOf(step), ...members }).filter(([, value]) => value !== undefined)
  const given = Object.fromEntries(kept)
  return 'local' in step ? { ...step, input: given } : { ...step, body: given }
}

/** The values that a step takes from earlier ones, and those that its response is held to. */
export const sourcesOf = (step: ScenarioStep): readonly From[] => {
  const found: From[] = []
  for (const body of [inputOf(step), step.returns ?? {}]) replacedIn(body, (source) => found.push(source))
  return found
}
