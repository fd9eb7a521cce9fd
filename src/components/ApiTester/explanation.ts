import type { Step } from '../settings.tsx'

/** The list of steps. A page without an answer does not need it, nor a reader who does not open it. */
export const loadSteps = async (): Promise<typeof import('./Steps.tsx').Steps> => (await import('./Steps.tsx')).Steps

/** The steps that led to an answer, and the list that shows them. */
export interface Explanation {
  readonly List: Awaited<ReturnType<typeof loadSteps>>
  readonly steps: readonly Step[]
}
