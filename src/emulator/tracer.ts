import { type Check, type CheckFacts, TRACE_HEADER, type TraceStep, type Weighed } from '../facts/trace.ts'
import type { KmsError } from './kms-error.ts'
import type { ServiceResponse } from './wire/response.ts'

/** Writes the trace of one request. Each check says that it begins; it has passed when the next one does, and failed where the request ends in an error. */
export interface Tracer {
  /** The check that runs from now on. `operation` is what runs between the others. */
  at<C extends Check>(check: C, facts: CheckFacts[C]): void
  /** What the running check found. */
  tell(facts: Partial<CheckFacts['key']>): void
  /** What a source of permissions says; for the check of access. */
  weigh(weighed: Weighed): void
  /** The whole trace, once the response is complete. */
  end(error: KmsError | undefined): readonly TraceStep[]
}

export const createTracer = (operation: string | undefined): Tracer => {
  const steps: TraceStep[] = []
  let check: Check = 'request'
  let facts: Record<string, unknown> = operation === undefined ? {} : { operation }

  const close = (outcome: object) => steps.push({ check, ...facts, ...outcome } as TraceStep)

  return {
    at(next, given) {
      const last = steps.at(-1)
      if (check !== 'operation') close({ outcome: 'passed' })
      // A key that is looked up, and then looked up to be used, is one step.
      else if (last?.check === 'key' && next === 'key' && last.identifier === (given as CheckFacts['key']).identifier) steps.pop()
      check = next
      facts = { ...given }
    },
    tell(found) {
      Object.assign(facts, found)
    },
    weigh(weighed) {
      facts.weighed = [...((facts.weighed as readonly Weighed[] | undefined) ?? []), weighed]
    },
    end(error) {
      close(error ? { outcome: 'failed', error: { code: error.code, message: error.message } } : { outcome: 'passed' })
      return steps
    },
  }
}

/** The most characters of a text in the header: clients take some kilobytes of headers, and the response's body has the whole message. */
const LONGEST = 300

const cut = (_name: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value

/** A response with its trace in a header. */
export const withTrace = (answer: ServiceResponse, trace: readonly TraceStep[]): ServiceResponse => {
  const text = JSON.stringify(trace, cut).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return { ...answer, headers: { ...answer.headers, [TRACE_HEADER]: text }, trace }
}
