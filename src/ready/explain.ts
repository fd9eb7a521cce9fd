import type { Explain } from '../components/settings.tsx'
import { EXPLAIN_HEADER, TRACE_HEADER, type TraceStep } from '../facts/trace.ts'
import { loadDescriptor } from './descriptors.ts'

/** How the emulator's trace is asked for, and read. The words load when a reader wants to see it, and the cures after a refusal. */
export const EXPLAIN: Explain = {
  headers: { [EXPLAIN_HEADER]: 'true' },
  header: TRACE_HEADER,
  stepsOf: async (value, { operation: name, body }) => {
    const [{ stepsIn }, operation] = await Promise.all([import('./steps.ts'), loadDescriptor(name)])
    const trace: readonly TraceStep[] = JSON.parse(value)
    const steps = stepsIn(trace, operation ?? {}, body)
    const failed = trace.at(-1)
    if (!operation || failed?.outcome !== 'failed') return steps
    const { curesOf } = await import('./cures/index.ts')
    return steps.map((step) =>
      step.outcome === 'failed'
        ? { ...step, cures: curesOf({ operation, body, step: failed, member: step.member, trace }) }
        : step,
    )
  },
}
