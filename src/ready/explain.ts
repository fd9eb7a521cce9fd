import type { Explain, Sandbox } from '../components/settings.tsx'
import { EXPLAIN_HEADER, TRACE_HEADER } from '../facts/trace.ts'

/** How the emulator's trace is asked for, and read. The words load when a reader wants to see it, and the cures after a refusal. */
export const EXPLAIN: Explain = {
  headers: { [EXPLAIN_HEADER]: 'true' },
  header: TRACE_HEADER,
  stepsOf: async (value, request) => (await import('./explained.ts')).explained(value, request),
}

/** What a tester can do with the emulator besides sending requests. */
export const ABILITIES: Required<Pick<Sandbox, 'explain' | 'prepare'>> = {
  explain: EXPLAIN,
  prepare: async (example, hands) => (await import('./prepare.ts')).prepare(example, hands),
}
