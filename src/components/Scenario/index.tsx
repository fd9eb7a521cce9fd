'use client'
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import type { ScenarioData } from '../../vocabulary/scenario.ts'
import { Secret } from '../ApiTester/Secret.tsx'
import { outermost } from '../outermost.ts'
import { type Api, useSettings } from '../settings.tsx'
import type { LocalRun } from './run-step.ts'
import { type Script, Scripts } from './Scripts.tsx'
import { type LocalCode, Step } from './Step.tsx'
import { useScenario } from './use-scenario.ts'
import { useScenarioTexts } from './use-scenario-texts.ts'
import '../qkms.css'

/** What a local step does: the program that a reader sees, and the same to run. Bytes are base64 in what it takes and returns. */
export interface Local extends LocalCode {
  /** Runs it. Rejects where it fails, and the step shows why. */
  readonly run: LocalRun
}

/** What a scenario is told. */
export interface ScenarioProps extends Omit<ComponentProps<'section'>, 'children' | 'title'>, ScenarioData {
  /** What the local steps do, by name. */
  readonly locals?: Readonly<Record<string, Local>>
  /** The scenario as a program, in each language that there is one. */
  readonly scripts?: readonly Script[]
  /** The API; that of the settings unless given. */
  readonly api?: Api
}

const NO_LOCALS = {}
const NO_SCRIPTS: readonly Script[] = []

function Run({
  title,
  sandbox,
  steps,
  locals = NO_LOCALS,
  scripts = NO_SCRIPTS,
  api: given,
  className,
  ...rest
}: ScenarioProps): ReactNode {
  const id = useId()
  const settings = useSettings()
  const texts = useScenarioTexts()
  const api = given ?? settings.api
  if (!api)
    throw new Error(
      `Failed to show the scenario ${title}: the page names no API. Put it into <ApiSettings api={…}>, or give the scenario \`api\`.`,
    )
  const runs = Object.fromEntries(Object.entries(locals).map(([name, { run }]) => [name, run]))
  const scenario = useScenario(api, { title, sandbox, steps }, runs)
  const {
    ready,
    ended,
    failure,
    running,
    position,
    markOf,
    asSent,
    repairOf,
    authentication,
    runStep,
    runAll,
    startOver,
    warmUp,
  } = scenario
  const runButton = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const stepwise = useRef(false)
  const finished = position === steps.length
  const stopped = failure ?? ended.at(-1)?.problem

  // Shows what the reader has asked for. Of a run through all steps only what stopped it: the rest would rush by.
  useEffect(() => {
    if (running || (!stepwise.current && !stopped)) return
    const last = stopped ? position : position - 1
    list.current?.children[last]?.scrollIntoView?.({ block: 'nearest' })
  }, [running, position, stopped])

  const start = (step: boolean) => {
    stepwise.current = step
    void (step ? runStep() : runAll())
  }
  const again = () => {
    // The button that was pressed goes away with what refused the step.
    runButton.current?.focus({ preventScroll: true })
    start(true)
  }
  const next = steps[position]
  return (
    <section
      aria-label={texts.region(title)}
      {...rest}
      className={outermost('qkms-scenario', className)}
      onFocus={warmUp}
      onPointerDown={warmUp}
    >
      <p className="qkms-title">{texts.region(title)}</p>
      <p className="qkms-muted">{texts.sandboxes[sandbox]}</p>
      <fieldset className="qkms-plain qkms-scenario-bar" disabled={!ready}>
        <legend className="qkms-sr">{texts.controls}</legend>
        {authentication && (
          <div className="qkms-scenario-secret">
            <Secret id={`${id}-secret`} {...authentication} />
          </div>
        )}
        <button
          ref={runButton}
          type="button"
          className="qkms-button qkms-primary"
          aria-disabled={running || finished}
          onClick={() => !finished && start(true)}
        >
          {texts.runStep}
        </button>
        <button
          type="button"
          className="qkms-button"
          aria-disabled={running || finished}
          onClick={() => !finished && start(false)}
        >
          {texts.runAll}
        </button>
        <button type="button" className="qkms-button" onClick={() => void startOver()}>
          {texts.startOver}
        </button>
        <span className="qkms-scenario-progress">
          <progress max={steps.length} value={position} aria-label={texts.progress} />
          <span role="status">
            {finished ? texts.finished(steps.length) : texts.done(position, steps.length)}
            {stopped && ` ${texts.stopped(position + 1)}`}
          </span>
        </span>
        {next && <span className="qkms-scenario-next">{texts.next(position + 1, next.title)}</span>}
      </fieldset>
      <noscript>
        <p className="qkms-warning">{texts.needsJavaScript}</p>
      </noscript>
      <ol ref={list} aria-label={texts.steps} className="qkms-scenario-steps">
        {steps.map((step, index) => (
          <Step
            // The steps stay where they are, and two may have one title.
            key={index}
            step={asSent(step, index)}
            number={index + 1}
            mark={markOf(index)}
            ended={ended}
            failure={index === position ? failure : undefined}
            local={'local' in step ? locals[step.local] : undefined}
            href={'local' in step ? undefined : api.pageOf?.(step.operation)}
            errorLinks={api.errorLinks}
            repair={'local' in step ? undefined : { ...repairOf(step), again }}
          />
        ))}
      </ol>
      {ready && scripts.length > 0 && <Scripts scripts={scripts} />}
    </section>
  )
}

/**
 * Steps that a reader runs one after the other, or all at once: each a request whose members may come from the responses before, or something
 * that a program of one's own does.
 *
 * @throws {Error} where neither the page nor the scenario names an API
 * @example
 * <Scenario
 *   api={{ name: 'tokens', protocol }}
 *   title="Issue and revoke"
 *   sandbox="reader"
 *   steps={[
 *     { title: 'Issue a token', operation: 'IssueToken', body: { client_id: 'demo', scopes: ['read'] } },
 *     { title: 'Revoke it', operation: 'RevokeToken', body: { token_id: from(1, 'token_id') } },
 *   ]}
 * />
 */
export default function Scenario(props: ScenarioProps): ReactNode {
  const { title, sandbox, steps } = props
  // Of other steps, none has run.
  return <Run key={JSON.stringify([title, sandbox, steps])} {...props} />
}
