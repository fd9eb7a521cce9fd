import type { Cure } from '../../components/settings.tsx'
import type { KmsOperation } from '../../facts/operation.ts'
import type { TraceStep } from '../../facts/trace.ts'
import type { Body } from '../../vocabulary/fits.ts'

/** A check that failed. */
export type Failed = Extract<TraceStep, { readonly outcome: 'failed' }>

/** A request that was refused, and where. */
export interface Refused {
  readonly operation: KmsOperation
  readonly body: Body
  readonly step: Failed
  /** The member of the request that the check depends on. */
  readonly member?: string | undefined
  /** The checks before it, and it. */
  readonly trace: readonly TraceStep[]
}

/** The cures of a refusal; none where there is nothing to guess. */
export type Cures = (refused: Refused) => readonly Cure[]

/** A cure that sends one request. */
export const sends = (label: string, operation: string, body: Body): Cure => ({
  label,
  act: async ({ send }) => {
    await send(operation, body)
    return undefined
  },
})

/** A cure that corrects members of the request. */
export const sets = (label: string, members: Body): Cure => ({ label, act: async () => members })

/** A cure that leaves a member out, if the request has it. */
export const leavesOut =
  (name: string): Cures =>
  ({ body }) =>
    name in body ? [sets(`leave ${name} out`, { [name]: undefined })] : []

/** A cure that takes members from the documented request. */
export const takes =
  (...names: readonly string[]): Cures =>
  ({ operation, body }) => {
    const documented: Body = operation.example.request
    const wrong = names.filter((name) => JSON.stringify(body[name]) !== JSON.stringify(documented[name]))
    if (wrong.length === 0) return []
    return [
      sets(`take ${wrong.join(' and ')} from the example`, Object.fromEntries(wrong.map((name) => [name, documented[name]]))),
    ]
  }

/** A name like another, with the next number behind it: `orders` → `orders-2` → `orders-3`. */
export const anotherName = (name: string): string => {
  const [, stem = name, number = '1'] = /^(.*)-(\d{1,6})$/.exec(name) ?? []
  return `${stem}-${Number(number) + 1}`
}

/** A cure that gives a member another name. */
export const renames =
  (member: string): Cures =>
  ({ body }) => {
    const name = anotherName(String(body[member]))
    return [sets(`call it ${name}`, { [member]: name })]
  }

/** The cures that several makers have. */
export const oneOf =
  (...makers: readonly Cures[]): Cures =>
  (refused) =>
    makers.flatMap((make) => make(refused))

/** The member of a response that is a JSON object. */
export const objectIn = (answer: Body, name: string): Body => (answer[name] ?? {}) as Body

/** The member of a response that is a list of JSON objects. */
export const listIn = (answer: Body, name: string): readonly Body[] => (answer[name] ?? []) as readonly Body[]
