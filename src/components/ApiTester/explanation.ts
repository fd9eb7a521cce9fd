import type { Step } from '../settings.tsx'

/** The list of steps. It loads when a reader opens it. */
export const loadSteps = async (): Promise<typeof import('./Steps.tsx').Steps> => (await import('./Steps.tsx')).Steps

/** The steps that led to a response, and the list that shows them. */
export interface Explanation {
  readonly List: Awaited<ReturnType<typeof loadSteps>>
  readonly steps: readonly Step[]
}
