import type { ScenarioData } from '../vocabulary/scenario.ts'
import { loaded } from './loaded.ts'

/** The scenarios of the manual, by their names. */
type Scenarios = typeof import('../facts/scenarios/index.ts')

/** What a scenario of the manual is called: `GettingStarted`. */
export type ScenarioName = keyof Scenarios

/** The scenarios of the manual; undefined where there is none of that name. */
export const scenarios = loaded(async (name): Promise<ScenarioData | undefined> => {
  const all: Readonly<Record<string, ScenarioData>> = await import('../facts/scenarios/index.ts')
  return Object.hasOwn(all, name) ? all[name] : undefined
})
