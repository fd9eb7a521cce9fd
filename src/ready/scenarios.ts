import type { ScenarioData } from '../vocabulary/scenario.ts'

/** The scenarios of the manual, by their names. */
type Scenarios = typeof import('../facts/scenarios/index.ts')

/** What a scenario of the manual is called: `GettingStarted`. */
export type ScenarioName = keyof Scenarios

/** Loads a scenario of the manual; undefined where there is none of that name. */
export const loadScenario = async (name: string): Promise<ScenarioData | undefined> => {
  const scenarios: Readonly<Record<string, ScenarioData>> = await import('../facts/scenarios/index.ts')
  return Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
}
