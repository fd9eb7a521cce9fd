'use client'
import type { ReactNode } from 'react'
import Kit, { type Local, type ScenarioProps } from '../../components/Scenario/index.tsx'
import { isLocalName, LOCALS } from '../../facts/scenarios/locals.ts'
import type { ScenarioData } from '../../vocabulary/scenario.ts'

const localsOf = ({ steps }: Pick<ScenarioData, 'steps'>): Readonly<Record<string, Local>> =>
  Object.fromEntries(
    steps.flatMap((step) => {
      if (!('local' in step) || !isLocalName(step.local)) return []
      const { local } = step
      const run: Local['run'] = async (input) => (await import('./locals.ts')).runLocal(local, input)
      return [[local, { code: LOCALS[local].javascript, language: 'js', run }]]
    }),
  )

/** A scenario of Q-KMS, whose local steps run in the page. */
export default function Scenario(props: ScenarioProps): ReactNode {
  return <Kit locals={localsOf(props)} {...props} />
}
