'use client'
import type { ReactNode } from 'react'
import Kit, { type Local, type ScenarioProps } from '../../components/Scenario/index.tsx'
import type { Script } from '../../components/Scenario/Scripts.tsx'
import { isLocalName, LOCALS } from '../../facts/scenarios/locals.ts'
import type { ScenarioData } from '../../vocabulary/scenario.ts'
import { loadDescriptor } from '../descriptors.ts'
import { SCRIPT_LANGUAGES } from '../texts.ts'

const localsOf = ({ steps }: Pick<ScenarioData, 'steps'>): Readonly<Record<string, Local>> =>
  Object.fromEntries(
    steps.flatMap((step) => {
      if (!('local' in step) || !isLocalName(step.local)) return []
      const { local } = step
      const run: Local['run'] = async (input) => (await import('./locals.ts')).runLocal(local, input)
      return [[local, { code: LOCALS[local].javascript, language: 'js', run }]]
    }),
  )

const ENDINGS = Object.keys(SCRIPT_LANGUAGES) as readonly (keyof typeof SCRIPT_LANGUAGES)[]

const scriptsOf = (scenario: ScenarioData): readonly Script[] =>
  ENDINGS.map((ending) => ({
    label: SCRIPT_LANGUAGES[ending].label,
    write: async () => {
      const { fileNameOf, operationsOf, SCRIPTS } = await import('../../facts/scripts/index.ts')
      const text = SCRIPTS[ending](scenario, await operationsOf(scenario, loadDescriptor))
      return { file: `${fileNameOf(scenario)}.${ending}`, language: SCRIPT_LANGUAGES[ending].language, text }
    },
  }))

/** A scenario of Q-KMS: its local steps run in the page, and scripts in three languages are made of it. */
export default function Scenario(props: ScenarioProps): ReactNode {
  const { title, sandbox, steps } = props
  return <Kit locals={localsOf(props)} scripts={scriptsOf({ title, sandbox, steps })} {...props} />
}
