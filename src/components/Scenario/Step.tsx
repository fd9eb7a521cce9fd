import type { ReactNode } from 'react'
import { inputOf, replacedIn, type ScenarioStep, valueAt } from '../../vocabulary/scenario.ts'
import { jsonOf } from '../ApiTester/answer.ts'
import type { Repair } from '../ApiTester/Cures.tsx'
import { Why } from '../ApiTester/Why.tsx'
import { Code } from '../Code.tsx'
import { MessageFigure } from '../MessageFigure.tsx'
import { Prose } from '../Prose.tsx'
import type { Api } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import type { Ended, Problem } from './run-step.ts'
import type { ScenarioTexts } from './texts.ts'
import type { Mark } from './use-scenario.ts'
import { useScenarioTexts } from './use-scenario-texts.ts'

/** What a local step does, as far as a reader sees it. */
export interface LocalCode {
  /** The program that does it. */
  readonly code: string
  /** What a highlighter calls the language. */
  readonly language: string
}

interface StepProps {
  readonly step: ScenarioStep
  readonly number: number
  readonly mark: Mark
  /** How the steps before it, and the step itself, have ended so far. */
  readonly ended: readonly Ended[]
  /** Why it could not be run. */
  readonly failure?: string | undefined
  readonly local?: LocalCode | undefined
  /** The page of the operation. */
  readonly href?: string | undefined
  readonly errorLinks?: Api['errorLinks'] | undefined
  /** What the reader can do about a refusal. */
  readonly repair?: Repair | undefined
}

const inWords = (problem: Problem, texts: ScenarioTexts): string => {
  switch (problem.kind) {
    case 'refused':
      return texts.refused(problem.error)
    case 'not refused':
      return texts.notRefused(problem.code)
    case 'other value':
      return texts.otherValue(problem.path, JSON.stringify(problem.expected), JSON.stringify(problem.value) ?? 'undefined')
    case 'not yet':
      return texts.notYet(problem.path, JSON.stringify(problem.expected))
  }
}

/** What came back: indented where it is JSON. */
const printed = (text: string): string => {
  const json = jsonOf(text)
  return json === undefined ? text : JSON.stringify(json, null, 2)
}

/** A step of a scenario: what it does, what it sends, what is expected, and what came back. */
export function Step({ step, number, mark, ended, failure, local, href, errorLinks, repair }: StepProps): ReactNode {
  const { response } = useTexts()
  const scenario = useScenarioTexts()
  const own = ended[number - 1]
  // Values of steps that have run stand as they are; the others are named.
  const input = replacedIn(
    inputOf(step),
    ({ $from, path }) => valueAt(ended[$from - 1]?.answer, path) ?? scenario.from($from, path),
  )
  const json = JSON.stringify(input, null, 2)
  const isLocal = 'local' in step
  const name = isLocal ? step.local : step.operation
  const { refusal, as, until } = isLocal ? {} : step
  return (
    <li className="qkms-scenario-step" data-state={mark} aria-current={mark === 'running' ? 'step' : undefined}>
      <p className="qkms-scenario-title">
        <span className="qkms-scenario-number">{number}</span> <strong>{step.title}</strong>{' '}
        <span className="qkms-scenario-mark">{scenario.marks[mark]}</span>
      </p>
      {step.text && (
        <p>
          <Prose text={step.text} />
        </p>
      )}
      <figure className="qkms-figure qkms-scenario-request">
        <figcaption>
          {href ? (
            <a href={href} translate="no">
              {name}
            </a>
          ) : isLocal ? (
            scenario.inYourProgram
          ) : (
            name
          )}
          {as?.name && (
            <>
              {' '}
              {scenario.as} <code>{as.name}</code>
            </>
          )}
          {as?.region && (
            <>
              {' '}
              {scenario.in} <code>{as.region}</code>
            </>
          )}
        </figcaption>
        <pre className="qkms-code" translate="no">
          <code>
            {local && <Code code={`${local.code}\n\n`} language={local.language} />}
            {isLocal && `await ${name}(`}
            <Code code={json} language="json" />
            {isLocal && ')'}
          </code>
        </pre>
      </figure>
      <p className="qkms-muted">
        {scenario.expected} {refusal === undefined ? scenario.success : <code>{refusal}</code>}
        {until && <Prose text={scenario.until(until.path, String(until.is))} />}
      </p>
      {own && (
        <>
          {own.problem ? (
            <p className="qkms-scenario-problem">{inWords(own.problem, scenario)}</p>
          ) : (
            own.error && <p className="qkms-scenario-refused">{scenario.refusedAsExpected(own.error.code)}</p>
          )}
          {own.problem && own.explain && (
            <Why
              explain={own.explain}
              explanation={own.explanation}
              error={own.error}
              operation={name}
              errorLinks={errorLinks}
              repair={repair}
              rowsAt={href?.replace(/#.*$/, '')}
            />
          )}
          <MessageFigure
            caption={scenario.response}
            what={scenario.responseOf(number)}
            message={{ body: own.text === '' ? response.emptyBody : printed(own.text) }}
          />
        </>
      )}
      {failure && <p className="qkms-scenario-problem">{failure}</p>}
      {step.after && (
        <p>
          <Prose text={step.after} />
        </p>
      )}
    </li>
  )
}
