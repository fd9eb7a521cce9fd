'use client'
import { type ComponentProps, type ReactNode, Suspense } from 'react'
import Kit, { type Local } from '../components/Scenario/index.tsx'
import type { Script } from '../components/Scenario/Scripts.tsx'
import { useScenarioTexts } from '../components/Scenario/use-scenario-texts.ts'
import { ApiSettings, useSettings } from '../components/settings.tsx'
import { isLocalName, LOCALS } from '../facts/scenarios/locals.ts'
import type { ScenarioData } from '../vocabulary/scenario.ts'
import { loadDescriptor } from './descriptors.ts'
import { Failure } from './Failure.tsx'
import { PAGE_API } from './page-api.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'
import { kmsTexts, SCRIPT_LANGUAGES } from './texts.ts'
import type { Without } from './without.ts'

type GivenProps = ComponentProps<typeof Kit>
interface NamedProps extends Omit<GivenProps, keyof ScenarioData>, Without<keyof ScenarioData> {
  /** The name of a scenario of the manual. */
  readonly name: ScenarioName
}

/** What a scenario is told: its steps, or the name of one of the manual. */
export type ScenarioProps = (GivenProps & Without<'name'>) | NamedProps

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
export default function PageScenario(props: GivenProps): ReactNode {
  const { title, sandbox, steps } = props
  return <Kit locals={localsOf(props)} scripts={scriptsOf({ title, sandbox, steps })} {...props} />
}

function Named({ name, ...rest }: NamedProps): ReactNode {
  const { unknown, failedToLoad } = useScenarioTexts()
  const found = scenarios.read(name)
  if ('error' in found) return <Failure name={name} error={found.error} forget={scenarios.forget} say={failedToLoad} />
  if (found.fact) return <PageScenario {...rest} {...found.fact} />
  return (
    <p role="alert" className="qkms qkms-muted">
      {unknown(name)}
    </p>
  )
}

function Loading({ name }: Pick<NamedProps, 'name'>): ReactNode {
  return <p className="qkms qkms-muted">{useScenarioTexts().loading(name)}</p>
}

/**
 * Steps that a reader runs one after the other, or all at once, on an emulator in the page: each a request, whose members may come from the
 * responses before. Every step can name the error that it expects. Scripts for Bash, Node.js and Python are made of it. A scenario of the manual
 * needs its name alone.
 *
 * @example <Scenario name="RoundTrip" />
 * @example <Scenario title="Make a key" sandbox="own" steps={[{ title: 'Make it', operation: 'CreateKey', body: {} }]} />
 */
export function Scenario(props: ScenarioProps): ReactNode {
  const { texts = kmsTexts } = useSettings()
  return (
    <ApiSettings api={PAGE_API} texts={texts}>
      {props.steps ? (
        <PageScenario {...props} />
      ) : (
        <Suspense fallback={<Loading name={props.name} />}>
          <Named {...props} />
        </Suspense>
      )}
    </ApiSettings>
  )
}
