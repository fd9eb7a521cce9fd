import { useSettings } from '../settings.tsx'
import { SCENARIO, type ScenarioTexts } from './texts.ts'

/** The words that a scenario shows beside those of all components, by the settings. */
export const useScenarioTexts = (): ScenarioTexts => {
  const { texts } = useSettings()
  return texts?.scenario?.(SCENARIO) ?? SCENARIO
}
