import type { Explain } from '../components/settings.tsx'
import { EXPLAIN_HEADER, TRACE_HEADER } from '../facts/trace.ts'
import { loadDescriptor } from './descriptors.ts'

/** How the emulator's trace is asked for, and read. The words load when a reader wants to see it. */
export const EXPLAIN: Explain = {
  headers: { [EXPLAIN_HEADER]: 'true' },
  header: TRACE_HEADER,
  stepsOf: async (value, { operation, body }) => {
    const [{ stepsIn }, descriptor] = await Promise.all([import('./steps.ts'), loadDescriptor(operation)])
    return stepsIn(JSON.parse(value), descriptor ?? {}, body)
  },
}
