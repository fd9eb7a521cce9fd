import { type KeyboardEvent, useContext, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { headersOf } from '../../facts/protocol.ts'
import type { Members } from '../../vocabulary/shapes.ts'
import { Settings } from '../settings.ts'
import { useHydrated } from '../use-kept.ts'
import { answerOf } from './answer.ts'
import { clearDraft, loadDraft, saveDraft } from './draft.ts'
import { type Body, exampleOf, initialBody, parseBody, printBody } from './form-body.ts'
import { missing } from './paths.ts'
import { reducer } from './reducer.ts'

export interface TesterOptions {
  readonly operation: string
  readonly members: Members
  /** The documented request, as JSON. */
  readonly example?: Body | undefined
  /** Answers the requests in place of the emulator. */
  readonly fetch?: typeof fetch | undefined
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')

const NO_ERRORS: Readonly<Record<string, string>> = {}

/** All that a tester does; its views are made from what this returns. */
export function useTester({ operation, members, example, fetch: given }: TesterOptions) {
  const settings = useContext(Settings)
  const [state, dispatch] = useReducer(reducer, undefined, () => ({
    phase: 'idle' as const,
    text: printBody(initialBody(members, example)),
    count: 0,
  }))
  const [json, setJson] = useState(false)
  const ready = useHydrated()
  const busy = useRef(false)

  // Only after the first render, which has to equal the server's.
  useEffect(() => {
    const draft = loadDraft(operation)
    if (draft !== undefined) {
      dispatch({ type: 'edit', text: draft })
      setJson(parseBody(draft).error !== undefined)
    }
  }, [operation])

  const { text, answer, sent, lacking } = state
  const { body, error } = useMemo(() => parseBody(text), [text])
  const errors = useMemo(() => {
    if (lacking) return Object.fromEntries(lacking.map((path) => [path, 'This is required.']))
    return (sent === text && answer?.errors) || NO_ERRORS
  }, [lacking, answer, sent, text])

  /** The page's emulator, loaded when it is first asked for. */
  const connect = async () => (await import('../../msw/browser.ts')).connect(settings)

  /** One request or reset at a time. */
  const exclusively = async (action: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    await action().finally(() => {
      busy.current = false
    })
  }

  const send = (anyway: boolean) =>
    exclusively(async () => {
      try {
        const lacking = body ? [...missing(members, body)] : []
        if (!anyway && (error !== undefined || lacking.length > 0)) return dispatch({ type: 'warn', lacking })
        dispatch({ type: 'send' })
        const fetch = given ?? (await connect()).fetch
        const started = performance.now()
        const response = await fetch(settings.endpoint, { method: 'POST', headers: headersOf(operation), body: text })
        dispatch({ type: 'answer', answer: await answerOf(response, members, started) })
      } catch (reason) {
        dispatch({ type: 'fail', failure: `Failed to send the request: ${reasonOf(reason)}.` })
      }
    })

  const reset = () =>
    exclusively(async () => {
      try {
        await (await connect()).reset()
        dispatch({ type: 'notice', notice: 'The sandbox is reset: its keys and aliases are those of the start.' })
      } catch (reason) {
        dispatch({ type: 'fail', failure: `Failed to reset the sandbox: ${reasonOf(reason)}.` })
      }
    })

  const edit = (next: string) => {
    dispatch({ type: 'edit', text: next })
    saveDraft(operation, next)
  }
  const documented = exampleOf(members, example)

  return {
    state,
    /** The page's script has taken over the server's HTML. */
    ready,
    json,
    setJson,
    body,
    /** Why the text is no body. */
    error,
    /** What is wrong with which control, by path. */
    errors,
    edit,
    send,
    ...(!given && { reset }),
    ...(documented && {
      takeExample: () => {
        dispatch({ type: 'edit', text: printBody(documented) })
        clearDraft(operation)
      },
    }),
    /** Loads what sending needs while the reader is still typing. */
    warmUp: () => {
      if (!given) connect().catch(() => undefined)
    },
    sendOnShortcut: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void send(false)
    },
  }
}

export type Tester = ReturnType<typeof useTester>
