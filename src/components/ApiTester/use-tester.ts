import { type KeyboardEvent, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import type { Operation } from '../../vocabulary/operation.ts'
import type { Called } from '../../vocabulary/protocol.ts'
import type { Members } from '../../vocabulary/shapes.ts'
import type { Api } from '../settings.tsx'
import { useHydrated } from '../use-kept.ts'
import { useTexts } from '../use-texts.ts'
import { call } from './call.ts'
import { clearDraft, clearDrafts, type DraftKey, loadDraft, saveDraft } from './draft.ts'
import { asking, explained } from './explained.ts'
import { exampleOf, initialBody, parseBody, printBody, withMember } from './form-body.ts'
import { missing } from './missing.ts'
import { reducer } from './reducer.ts'
import { onRestart, type Restart, restart } from './restart.ts'
import { callerHeaders } from './use-caller.ts'
import { useExclusive } from './use-exclusive.ts'
import { useHanded } from './use-handed.ts'
import { loadJsonFigure } from './use-json-figure.ts'
import { useSecret } from './use-secret.ts'
import { useTried } from './use-tried.ts'

export interface TesterOptions {
  readonly api: Api
  readonly operation: Called & Partial<Pick<Operation, 'output'>>
  readonly members: Members
  /** Where the draft is kept. */
  readonly draft: DraftKey
  /** The documented request, as JSON. */
  readonly example?: Body | undefined
  /** Sends the requests, in place of the API's sandbox or service. */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** Milliseconds within which a response seems to come at once: until then the one before it stays, so that nothing flickers. */
const AT_ONCE = 100

/** The origin of an address; of one that is relative, the page's own. */
const originOf = (url: string): string =>
  new URL(url, typeof location === 'undefined' ? 'http://localhost' : location.href).origin

const NO_ERRORS: Readonly<Record<string, string>> = {}

/** All that a tester does; its views are made from what this returns. */
export function useTester({ api, operation, members, draft: draftKey, example, fetch: given }: TesterOptions) {
  const texts = useTexts()
  const { protocol, name: apiName } = api
  const sandbox = given ? undefined : api.sandbox
  const ready = useHydrated()
  // The first render of a page that a server rendered has to equal the server's, which knows no drafts.
  const [left] = useState(() => (ready ? loadDraft(draftKey) : undefined))
  const [state, dispatch] = useReducer(reducer, undefined, () => ({
    phase: 'idle' as const,
    text: left ?? printBody(initialBody(members, example)),
    count: 0,
  }))
  const [json, setJson] = useState(left !== undefined && parseBody(left).body === undefined)
  const [hints, setHints] = useState(false)
  const [kept, setKept] = useState(true)
  const [secret, setSecret] = useSecret(api)
  const { exclusively, running, busy, cancel } = useExclusive(dispatch)

  useEffect(() => {
    const draft = loadDraft(draftKey)
    if (draft !== undefined) {
      dispatch({ type: 'edit', text: draft })
      setJson(parseBody(draft).body === undefined)
    }
  }, [draftKey])

  /** Responses of another sandbox would mislead, and so would its ids in the other forms. */
  const started = (how: Restart) => {
    dispatch({ type: 'restart' })
    const initial = printBody(initialBody(members, example))
    if (how === 'reset' && !running.current && state.text !== initial)
      dispatch({ type: 'edit', text: initial, undo: () => edit(state.text) })
  }
  const latest = useRef(started)
  useEffect(() => {
    latest.current = started
  })
  useEffect(() => onRestart(apiName, (how) => latest.current(how)), [apiName])
  const { wanted, receive } = useHanded({
    draft: draftKey,
    text: state.text,
    // Nothing that was typed is lost.
    put: (next, before, from) => {
      dispatch({ type: 'edit', text: next, undo: () => edit(before), from })
      saveDraft(draftKey, next)
    },
  })

  const { text, answer, sent, lacking } = state
  const { body, error: jsonError } = useMemo(() => parseBody(text), [text])
  const error = body ? undefined : (jsonError ?? texts.tester.notAnObject)
  const errors = useMemo(() => {
    if (lacking) return Object.fromEntries(lacking.map((path) => [path, texts.tester.isRequired]))
    return (sent === text && answer?.error?.members) || NO_ERRORS
  }, [lacking, answer, sent, text, texts])

  const send = (anyway: boolean, wanted = text, as?: Readonly<Record<string, string>>) => {
    const { body } = parseBody(wanted)
    const lacking = body ? [...missing(members, body)] : []
    if (!anyway && (!body || lacking.length > 0)) {
      if (!running.current) dispatch({ type: 'warn', lacking })
      return
    }
    return exclusively(async (signal) => {
      setTimeout(() => running.current?.signal === signal && dispatch({ type: 'send', sent: wanted }), AT_ONCE)
      const called = { ...operation, input: operation.input ?? members }
      const headers = as ?? (sandbox ? await callerHeaders(api) : {})
      const opened = await sandbox?.()
      const explain = opened?.explain
      const fetch = asking(given ?? opened?.fetch ?? api.fetch ?? globalThis.fetch, explain)
      const plain = await call(api, called, wanted, { fetch, secret, words: texts, headers, signal })
      const answer = explain ? await explained(plain, explain, { operation: operation.name, body: body ?? {} }) : plain
      setKept(opened?.isKept?.() ?? true)
      if (!signal.aborted) dispatch({ type: 'answer', answer, sent: wanted })
    }, texts.response.failedToSend)
  }

  const ask = async (name: string, body: Body) => {
    const cure: Called = (await api.lookUp?.(name)) ?? { name }
    const headers = sandbox ? await callerHeaders(api, true) : {}
    const { fetch = api.fetch ?? globalThis.fetch } = (await sandbox?.()) ?? {}
    return call(api, cure, printBody(body), { fetch, secret, words: texts, headers })
  }

  const reset = () =>
    exclusively(async (signal) => {
      const back = await (await sandbox?.())?.reset()
      // What was given up must not empty the forms later.
      if (signal.aborted) return
      const restoreDrafts = clearDrafts(apiName, draftKey)
      restart(apiName, 'reset')
      const undo = () => {
        void exclusively(async () => {
          await back?.()
          restoreDrafts()
          restart(apiName, 'undo')
          dispatch({ type: 'notice', notice: texts.response.isBack })
        }, texts.response.failedToReset)
      }
      dispatch({ type: 'notice', notice: texts.response.isReset, undo })
    }, texts.response.failedToReset)

  const edit = (next: string) => {
    dispatch({ type: 'edit', text: next })
    saveDraft(draftKey, next)
  }
  const documented = useMemo(() => exampleOf(members, example), [members, example])

  /** Puts members into the body, whatever else the reader has typed by now. */
  const correct = (corrected: Body) => {
    if (!body) return
    const next = printBody(Object.entries(corrected).reduce((whole, [name, value]) => withMember(whole, name, value), body))
    edit(next)
    dispatch({ type: 'edit', text: next, undo: () => edit(text) })
  }

  const advance = async (milliseconds: number) => {
    const { advance: move } = (await sandbox?.()) ?? {}
    if (!move) throw new Error(texts.cures.noClock)
    await move(milliseconds)
  }

  useTried({
    api,
    operation: operation.name,
    sandbox,
    ask,
    advance,
    busy,
    put: (next) => {
      setJson(false)
      edit(next)
      return () => next !== text && dispatch({ type: 'edit', text: next, undo: () => edit(text) })
    },
    // Not as the caller that the reader has chosen: the documented response is that to the account's root.
    send: (wanted) => send(true, wanted, {}),
  })

  return {
    state,
    /** The page's script has taken over the server's HTML. */
    ready,
    json,
    setJson,
    hints,
    setHints,
    /** Whether what the sandbox holds outlasts the page, as far as is known. */
    kept,
    /** The documented request, or undefined where there is none. */
    documented,
    body,
    /** Why the text is no body. */
    error,
    /** What is wrong with which control, by path. */
    errors,
    edit,
    send,
    wanted,
    receive,
    /** What is done about a refusal: other requests than the form's, and changes of the form's own. */
    repair: {
      ask,
      correct,
      advance,
      again: () => void send(true),
    },
    cancel,
    /** Lets the reader choose who asks. */
    caller: sandbox ? api.caller : undefined,
    /** What the protocol's authentication asks for. */
    authentication: protocol.authentication && { ...protocol.authentication, secret, setSecret },
    /** The origin that requests go to where nothing in the page handles them. */
    leavesFor: given || sandbox || api.fetch ? undefined : originOf(protocol.url),
    ...(sandbox && { reset }),
    ...(documented && {
      takeExample: () => {
        const example = printBody(documented)
        const undo = () => edit(text)
        dispatch({ type: 'edit', text: example, ...(text !== example && { undo }) })
        clearDraft(draftKey)
      },
    }),
    /** Loads what sending needs while the reader is still typing. */
    warmUp: () => {
      sandbox?.().catch(() => undefined)
      loadJsonFigure().catch(() => undefined)
    },
    sendOnShortcut: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void send(false)
    },
  }
}

export type Tester = ReturnType<typeof useTester>
