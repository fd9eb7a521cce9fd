'use client'
import type { ReactNode } from 'react'
import Kit, { type Local, type ScenarioProps } from '../components/Scenario/index.tsx'
import type { Script } from '../components/Scenario/Scripts.tsx'
import { ApiSettings, useSettings } from '../components/settings.tsx'
import { isLocalName, LOCALS } from '../facts/scenarios/locals.ts'
import type { ScenarioData } from '../vocabulary/scenario.ts'
import { loadDescriptor } from './descriptors.ts'
import { PAGE_API } from './page-api.ts'
import { kmsTexts, SCRIPT_LANGUAGES } from './texts.ts'

export type { ScenarioProps }

const localsOf = ({ steps }: Pick<ScenarioData, 'steps'>): Readonly<Record<string, Local>> =>
  Object.fromEntries(
    steps.flatMap((step) => {
      if (!('local' in step) || !isLocalName(step.local)) return []
      const { local } = step
      const run: Local['run'] = async (input, hands) => (await import('./locals.ts')).runLocal(local, input, hands)
      return [[local, { code: LOCALS[local].javascript, language: 'js', run }]]
    }),
  )

const ENDINGS = Object.keys(SCRIPT_LANGUAGES) as readonly (keyof typeof SCRIPT_LANGUAGES)[]

const scriptsOf = (scenario: ScenarioData): readonly Script[] =>
  ENDINGS.map((ending) => ({
    label: SCRIPT_LANGUAGES[ending].label,
    write: async () => {
      const { fileNameOf, operationsOf, SCRIPTS } = await import('../facts/scripts/index.ts')
      const text = SCRIPTS[ending](scenario, await operationsOf(scenario, loadDescriptor))
      return { file: `${fileNameOf(scenario)}.${ending}`, language: SCRIPT_LANGUAGES[ending].language, text }
    },
  }))

/** A scenario on a page that says which Q-KMS it speaks to, as those of this site do. */
export default function PageScenario(props: ScenarioProps): ReactNode {
  const { title, sandbox, steps } = props
  return <Kit locals={localsOf(props)} scripts={scriptsOf({ title, sandbox, steps })} {...props} />
}

/**
 * Steps that a reader runs one after the other, or all at once, on an emulator in the page: each a request, whose members may come from the
 * responses before. Every step can name the error that it expects. Scripts for Bash, Node.js and Python are made of it.
 *
 * @example <Scenario title="Make a key" sandbox="own" steps={[{ title: 'Make it', operation: 'CreateKey', body: {} }]} />
 */
export function Scenario(props: ScenarioProps): ReactNode {
  const { texts = kmsTexts } = useSettings()
  return (
    <ApiSettings api={PAGE_API} texts={texts}>
      <PageScenario {...props} />
    </ApiSettings>
  )
}
