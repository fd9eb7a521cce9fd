import { useEffect, useRef, useState } from 'react'
import { type Body, isBody } from '../../vocabulary/fits.ts'
import { corrected, type RequestStep, type ScenarioData, type ScenarioStep } from '../../vocabulary/scenario.ts'
import { jsonOf } from '../ApiTester/answer.ts'
import type { Repair } from '../ApiTester/Cures.tsx'
import { onRestart } from '../ApiTester/restart.ts'
import { reasonOf } from '../ApiTester/use-exclusive.ts'
import { useSecret } from '../ApiTester/use-secret.ts'
import { type GivenUp, within } from '../ApiTester/within.ts'
import { type Api, useSettings } from '../settings.tsx'
import { useHydrated } from '../use-kept.ts'
import { useTexts } from '../use-texts.ts'
import { lineOf, senderOn } from './line.ts'
import { type Ended, type Means, runStep } from './run-step.ts'
import { useScenarioTexts } from './use-scenario-texts.ts'

/** What a reader sees of a step. */
export type Mark = 'not run' | 'running' | 'done' | 'failed'

interface Progress {
  /** How the steps ended that have run. A last one with a problem has failed. */
  readonly ended: readonly Ended[]
  readonly running: boolean
  /** Why the next step could not be run. */
  readonly failure?: string | undefined
  /** What the reader has had corrected in the next step's request. */
  readonly members?: Body | undefined
}

const START: Progress = { ended: [], running: false }

const isStopped = ({ ended, failure }: Progress): boolean => failure !== undefined || ended.at(-1)?.problem !== undefined

/** The steps that went as they should. */
const good = (ended: readonly Ended[]): readonly Ended[] => (ended.at(-1)?.problem ? ended.slice(0, -1) : ended)

/** All that a scenario does; what is shown is made from what this returns. */
export function useScenario(api: Api, scenario: ScenarioData, locals: Means['locals']) {
  const { timeout } = useSettings()
  const texts = useTexts()
  const { failedToRun } = useScenarioTexts()
  const ready = useHydrated()
  const [progress, setProgress] = useState(START)
  const [secret, setSecret] = useSecret(api)
  const running = useRef<AbortController>(undefined)
  const { steps } = scenario

  const sender = senderOn(api, scenario, { secret, words: texts })
  const advance = async (milliseconds: number) => {
    const { advance: move } = await lineOf(api, scenario)
    if (!move) throw new Error(texts.cures.noClock)
    await move(milliseconds)
  }
  const meansOf = (signal: AbortSignal): Means => ({
    send: async (step, body) => {
      const answer = await sender.step(step, body, signal)
      const json = jsonOf(answer.text)
      return { ...answer, body: isBody(json) ? json : {} }
    },
    locals,
    advance: (seconds) => advance(seconds * 1000),
    pause: (milliseconds) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  })

  /** Runs the next step; resolves to how far the scenario is then. */
  const next = async (from: Progress, controller: AbortController): Promise<Progress> => {
    const before = good(from.ended)
    const step = steps[before.length]
    if (!step) return { ended: before, running: false }
    const { members } = from
    setProgress({ ended: before, running: true, members })
    try {
      const ended = await within((signal) => runStep(corrected(step, members), before, meansOf(signal)), timeout, controller)
      return { ended: [...before, ended], running: false, ...(ended.problem && { members }) }
    } catch (error) {
      const reason =
        error === ('timed out' satisfies GivenUp) ? texts.response.timedOut(Math.round(timeout / 1000)) : reasonOf(error)
      return { ended: before, running: false, failure: failedToRun(reason), members }
    }
  }

  const run = async (all: boolean) => {
    if (running.current) return
    let state: Progress = progress
    do {
      const controller = new AbortController()
      running.current = controller
      state = await next(state, controller)
      // A scenario that was started over has forgotten this step.
      if (running.current !== controller) return
      setProgress(state)
    } while (all && !isStopped(state) && state.ended.length < steps.length)
    running.current = undefined
  }

  const forget = () => {
    running.current?.abort('cancelled' satisfies GivenUp)
    running.current = undefined
    setProgress(START)
  }
  const startOver = async () => {
    forget()
    try {
      await (await lineOf(api, scenario)).reset?.()
    } catch (error) {
      setProgress({ ...START, failure: texts.response.failedToReset(reasonOf(error)) })
    }
  }

  // In a sandbox that is another one now, the steps have not run.
  const isReaders = scenario.sandbox === 'reader'
  useEffect(() => (isReaders ? onRestart(api.name, () => setProgress(START)) : undefined), [api.name, isReaders])
  useEffect(() => () => running.current?.abort('cancelled' satisfies GivenUp), [])

  const { ended, failure, members } = progress
  const position = good(ended).length
  const markOf = (index: number): Mark => {
    if (index < position) return 'done'
    if (index > position) return 'not run'
    if (progress.running) return 'running'
    return isStopped(progress) ? 'failed' : 'not run'
  }
  const repairOf = (step: RequestStep): Omit<Repair, 'again'> => ({
    ask: (operation, body) => sender.beside(step, operation, body),
    correct: (corrections) => setProgress((now) => ({ ...now, members: { ...now.members, ...corrections } })),
    advance,
  })
  return {
    /** The page's script has taken over the server's HTML. */
    ready,
    ended,
    /** Why the next step could not be run. */
    failure,
    running: progress.running,
    /** How many steps are done; the next one is at this index. */
    position,
    /** A step as it is sent: with what the reader has had corrected. */
    asSent: (step: ScenarioStep, index: number): ScenarioStep => (index === position ? corrected(step, members) : step),
    /** What is done about the refusal of a step. */
    repairOf,
    markOf,
    /** What the protocol's authentication asks for. */
    authentication: api.protocol.authentication && { ...api.protocol.authentication, secret, setSecret },
    runStep: () => run(false),
    runAll: () => run(true),
    startOver,
    /** Loads what the first step needs while the reader moves to the button. */
    warmUp: () => {
      api.sandbox?.().catch(() => undefined)
    },
  }
}
