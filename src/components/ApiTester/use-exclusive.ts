import { type Dispatch, useEffect, useRef } from 'react'
import { useSettings } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import type { Action } from './reducer.ts'
import { type GivenUp, within } from './within.ts'

/** Why something failed, as the end of a sentence. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')

/** Does one thing at a time, a request or a reset, each for as long as the settings allow. What comes of it, it tells `dispatch`. */
export function useExclusive(dispatch: Dispatch<Action>) {
  const { timeout } = useSettings()
  const { response, example } = useTexts()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort('cancelled' satisfies GivenUp), [])

  /** Resolves when it is done, or to the reason why it is not. */
  const exclusively = async (
    action: (signal: AbortSignal) => Promise<void>,
    failed: (reason: string) => string,
  ): Promise<string | undefined> => {
    if (running.current) return example.busy
    const controller = new AbortController()
    running.current = controller
    try {
      await within(action, timeout, controller)
      return undefined
    } catch (error) {
      if (error === ('cancelled' satisfies GivenUp)) {
        dispatch({ type: 'notice', notice: response.cancelled })
        return example.cancelled
      }
      const isLate = error === ('timed out' satisfies GivenUp)
      const reason = isLate ? response.timedOut(Math.round(timeout / 1000)) : reasonOf(error)
      dispatch({ type: 'fail', failure: failed(reason) })
      return reason
    } finally {
      running.current = undefined
    }
  }
  return {
    exclusively,
    /** Why nothing can be done now. */
    busy: (): string | undefined => (running.current ? example.busy : undefined),
    /** What is being done, if anything is. */
    running,
    cancel: () => running.current?.abort('cancelled' satisfies GivenUp),
  }
}
