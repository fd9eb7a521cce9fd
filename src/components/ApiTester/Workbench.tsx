import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import type { HttpResponse } from '../../vocabulary/http.ts'
import { useTexts } from '../use-texts.ts'
import { CallAs } from './CallAs.tsx'
import { controlOf } from './control-of.ts'
import { Fields } from './Fields.tsx'
import { printBody } from './form-body.ts'
import { JsonBody } from './JsonBody.tsx'
import { PickingContext } from './Picker.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { removeOnShortcut } from './remove-shortcut.ts'
import { Secret } from './Secret.tsx'
import { tolerantPaste } from './tolerant-paste.ts'
import { callerOf } from './use-caller.ts'
import { useOutput } from './use-output.ts'
import { type Tester, type TesterOptions, useTester } from './use-tester.ts'
import { Warning } from './Warning.tsx'

function Modes({ id, tester }: { readonly id: string; readonly tester: Tester }): ReactNode {
  const { tester: texts } = useTexts()
  const { json, setJson, hints, setHints } = tester
  return (
    <div className="qkms-bar">
      <fieldset className="qkms-modes">
        <legend className="qkms-sr">{texts.editBodyAs}</legend>
        {[false, true].map((mode) => (
          <label key={String(mode)}>
            <input type="radio" name={`${id}-mode`} checked={json === mode} onChange={() => setJson(mode)} />
            {mode ? texts.json : texts.form}
          </label>
        ))}
      </fieldset>
      {!json && (
        <button type="button" className="qkms-toggle" aria-pressed={hints} onClick={() => setHints(!hints)}>
          {texts.hints}
        </button>
      )}
    </div>
  )
}

function Editor({
  id,
  tester,
  options,
}: {
  readonly id: string
  readonly tester: Tester
  readonly options: TesterOptions
}): ReactNode {
  const { tester: texts } = useTexts()
  const { api, operation } = options
  const picking = useMemo(
    () => api.loadChoices && { load: api.loadChoices, operation: operation.name, caller: () => callerOf(api) },
    [api, operation.name],
  )
  const { json, body, error = '', errors, state, edit, hints, documented } = tester
  const form = useMemo(() => ({ id, errors, hints }), [id, errors, hints])
  if (json) return <JsonBody id={`${id}-json`} text={state.text} error={tester.error} onChange={edit} />
  if (!body) return <p className="qkms-field-error">{texts.notAForm(error)}</p>
  if (Object.keys(options.members).length === 0) return <p className="qkms-muted">{texts.noParameters}</p>
  return (
    <PickingContext.Provider value={picking}>
      <Fields
        form={form}
        members={options.members}
        body={body}
        documented={documented}
        onChange={(next) => edit(printBody(next))}
      />
    </PickingContext.Provider>
  )
}

function Actions({ tester }: { readonly tester: Tester }): ReactNode {
  const { state, send, cancel, reset, takeExample } = tester
  const { tester: texts } = useTexts()
  const sending = state.phase === 'sending'
  return (
    <div className="qkms-actions">
      <button
        type="submit"
        className="qkms-button qkms-primary"
        // Enter in a field clicks it too. The form itself is never submitted: a sandboxed frame would forbid that.
        onClick={(event) => {
          event.preventDefault()
          void send(false)
        }}
        aria-disabled={sending}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {texts.send}
      </button>
      {sending && (
        <button type="button" className="qkms-button" onClick={cancel}>
          {texts.cancel}
        </button>
      )}
      {takeExample && (
        <button type="button" className="qkms-button" onClick={takeExample}>
          {texts.useExample}
        </button>
      )}
      {reset && (
        <button type="button" className="qkms-button" onClick={reset}>
          {texts.reset}
        </button>
      )}
      {state.undo && (
        <button type="button" className="qkms-button" onClick={state.undo}>
          {texts.undo}
        </button>
      )}
      <span className="qkms-muted qkms-keys">{texts.keys}</span>
    </div>
  )
}

/** Shows the whole of a button of which the end is seen: a bar that the page keeps at its top may cover the rest. */
const uncover = (button: Element | null | undefined): void => {
  if (!button) return
  const { left, bottom } = button.getBoundingClientRect()
  if (button.contains(document.elementFromPoint?.(left + 8, bottom - 2) ?? null)) button.scrollIntoView({ block: 'nearest' })
}

interface WorkbenchProps extends TesterOptions {
  /** The documented response. */
  readonly documented: HttpResponse | undefined
}

/** A request that can be edited and sent, and its response. */
export function Workbench({ documented, ...options }: WorkbenchProps): ReactNode {
  const { tester: texts } = useTexts()
  const id = useId()
  const tester = useTester(options)
  const { caller, state, ready, send, repair, receive, wanted, reset, warmUp, kept, authentication, leavesFor, sendOnShortcut } =
    tester
  const workbench = useRef<HTMLDivElement>(null)
  const { answer, failure, notice } = state
  const { api, operation } = options
  const output = useOutput(api, operation, answer !== undefined)

  // The reader has asked for it, and looks at the button.
  useEffect(() => {
    if (!answer && !failure && !notice) return
    workbench.current?.querySelector('.qkms-response')?.scrollIntoView?.({ block: 'nearest' })
    uncover(workbench.current?.querySelector('.qkms-primary'))
  }, [answer, failure, notice])

  // A value came here from another response: the reader goes on with it.
  useEffect(() => {
    const control = wanted && controlOf(workbench.current, wanted.member)
    control?.scrollIntoView?.({ block: 'center' })
    control?.focus({ preventScroll: true })
  }, [wanted])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what bubbles up from the controls
    <div
      ref={workbench}
      className="qkms-workbench"
      data-state={state.phase}
      onFocus={warmUp}
      onPointerDown={warmUp}
      onKeyDown={(event) => {
        sendOnShortcut(event)
        removeOnShortcut(event)
      }}
    >
      <form
        noValidate
        onPaste={(event) => tolerantPaste(event, { api, operation: operation.name, members: options.members, form: id })}
      >
        {/* Before the script runs nothing can be sent, and what is typed would be lost. */}
        <fieldset className="qkms-plain" disabled={!ready}>
          <legend className="qkms-sr">{texts.request}</legend>
          <Modes id={id} tester={tester} />
          {authentication && <Secret id={`${id}-secret`} {...authentication} />}
          <Editor id={id} tester={tester} options={options} />
          <p role="status" className="qkms-from">
            {state.from}
          </p>
          <Actions tester={tester} />
          {state.lacking && <Warning error={tester.error} lacking={state.lacking} onSend={() => send(true)} />}
        </fieldset>
      </form>
      <noscript>
        <p className="qkms-warning">{texts.needsJavaScript}</p>
      </noscript>
      {caller && <CallAs id={`${id}-caller`} api={api} caller={caller} />}
      {reset && <p className="qkms-muted">{texts.inPage}</p>}
      {!kept && (
        <p role="status" className="qkms-warning">
          {texts.notKept}
        </p>
      )}
      {leavesFor && <p className="qkms-muted">{texts.leavesPage(leavesFor)}</p>}
      <ResponsePanel
        state={state}
        documented={documented}
        operation={operation.name}
        api={api}
        output={output}
        repair={repair}
        receive={receive}
      />
    </div>
  )
}
