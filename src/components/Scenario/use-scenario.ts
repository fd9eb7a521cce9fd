import { useEffect, useRef, useState } from 'react'
import { type Body, isBody } from '../../vocabulary/fits.ts'
import { type Called, callOf } from '../../vocabulary/protocol.ts'
import type { RequestStep, ScenarioData } from '../../vocabulary/scenario.ts'
import { answerOf, jsonOf } from '../ApiTester/answer.ts'
import { onRestart } from '../ApiTester/restart.ts'
import { useSecret } from '../ApiTester/use-secret.ts'
import { type GivenUp, within } from '../ApiTester/within.ts'
import { type Api, useSettings } from '../settings.tsx'
import { useHydrated } from '../use-kept.ts'
import { useTexts } from '../use-texts.ts'
import { type Ended, type Means, type Reply, runStep } from './run-step.ts'

/** What a reader sees of a step. */
export type Mark = 'not run' | 'running' | 'done' | 'failed'

/** Where the requests of a scenario go. */
interface Line {
  readonly protocol: Api['protocol']
  readonly fetch: typeof globalThis.fetch
  readonly reset?: () => Promise<void>
}

const lineOf = async (api: Api, { sandbox, title }: ScenarioData): Promise<Line> => {
  const { protocol } = api
  const opened = await api.sandbox?.()
  if (sandbox === 'reader' || !opened) return { protocol, fetch: opened?.fetch ?? api.fetch ?? globalThis.fetch }
  if (!opened.own) throw new Error('the sandbox of this API cannot be opened twice')
  const { path, ...own } = await opened.own(title)
  return { protocol: { ...protocol, url: `${protocol.url.replace(/\/$/, '')}/${path}` }, ...own }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')

interface Progress {
  /** How the steps ended that have run. A last one with a problem has failed. */
  readonly ended: readonly Ended[]
  readonly running: boolean
  /** Why the next step could not be run. */
  readonly failure?: string | undefined
}

const START: Progress = { ended: [], running: false }

const isStopped = ({ ended, failure }: Progress): boolean => failure !== undefined || ended.at(-1)?.problem !== undefined

/** The steps that went as they should. */
const good = (ended: readonly Ended[]): readonly Ended[] => (ended.at(-1)?.problem ? ended.slice(0, -1) : ended)

/** All that a scenario does; what is shown is made from what this returns. */
export function useScenario(api: Api, scenario: ScenarioData, locals: Means['locals']) {
  const { timeout } = useSettings()
  const texts = useTexts()
  const ready = useHydrated()
  const [progress, setProgress] = useState(START)
  const [secret, setSecret] = useSecret(api)
  const running = useRef<AbortController>(undefined)
  const { steps } = scenario

  const send =
    (signal: AbortSignal) =>
    async ({ operation, as }: RequestStep, body: Body): Promise<Reply> => {
      const { protocol, fetch: own } = await lineOf(api, scenario)
      const called: Called = (await api.lookUp?.(operation)) ?? { name: operation }
      const { url, headers, ...call } = callOf(protocol, called, JSON.stringify(body, null, 2), { secret, words: texts })
      const fetch = api.around?.(own, operation) ?? own
      const started = performance.now()
      const response = await fetch(url, { ...call, headers: { ...headers, ...as?.headers }, signal })
      const { text, error } = await answerOf(response, protocol, called.input ?? {}, started)
      const json = jsonOf(text)
      return { text, error, body: isBody(json) ? json : {} }
    }

  /** Runs the next step; resolves to how far the scenario is then. */
  const next = async (from: Progress, controller: AbortController): Promise<Progress> => {
    const before = good(from.ended)
    const step = steps[before.length]
    if (!step) return { ended: before, running: false }
    setProgress({ ended: before, running: true })
    const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
    try {
      const means = (signal: AbortSignal): Means => ({ send: send(signal), locals, pause })
      const ended = await within((signal) => runStep(step, before, means(signal)), timeout, controller)
      return { ended: [...before, ended], running: false }
    } catch (error) {
      const reason =
        error === ('timed out' satisfies GivenUp) ? texts.response.timedOut(Math.round(timeout / 1000)) : reasonOf(error)
      return { ended: before, running: false, failure: texts.scenario.failedToRun(reason) }
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

  const { ended, failure } = progress
  const position = good(ended).length
  const markOf = (index: number): Mark => {
    if (index < position) return 'done'
    if (index > position) return 'not run'
    if (progress.running) return 'running'
    return isStopped(progress) ? 'failed' : 'not run'
  }
  return {
    /** The page's script has taken over the server's HTML. */
    ready,
    ended,
    /** Why the next step could not be run. */
    failure,
    running: progress.running,
    /** How many steps are done; the next one is at this index. */
    position,
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
