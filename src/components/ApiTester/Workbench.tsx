import { type ReactNode, useId } from 'react'
import { Fields } from './Fields.tsx'
import { printBody } from './form-body.ts'
import { JsonBody } from './JsonBody.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { type Tester, type TesterOptions, useTester } from './use-tester.ts'
import { Warning } from './Warning.tsx'

function Modes({ id, tester: { json, setJson } }: { readonly id: string; readonly tester: Tester }): ReactNode {
  return (
    <fieldset className="qkms-modes">
      <legend className="qkms-sr">Edit the body as</legend>
      {[false, true].map((mode) => (
        <label key={String(mode)}>
          <input type="radio" name={`${id}-mode`} checked={json === mode} onChange={() => setJson(mode)} />
          {mode ? 'JSON' : 'Form'}
        </label>
      ))}
    </fieldset>
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
  const { json, body, error, errors, state, edit } = tester
  if (json) return <JsonBody id={`${id}-json`} text={state.text} error={error} onChange={edit} />
  if (!body)
    return (
      <p className="qkms-field-error">
        The JSON cannot be shown as a form: {error}. Nothing is lost; correct it in JSON mode, or take the example.
      </p>
    )
  if (Object.keys(options.members).length === 0) return <p className="qkms-muted">This operation takes no parameters.</p>
  return <Fields form={{ id, errors }} members={options.members} body={body} onChange={(next) => edit(printBody(next))} />
}

/** A request that can be edited and sent, and its response. */
export function Workbench({ exampleResponse, ...options }: TesterOptions & { readonly exampleResponse: unknown }): ReactNode {
  const id = useId()
  const tester = useTester(options)
  const { state, ready, send, reset, takeExample, warmUp, sendOnShortcut } = tester
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what bubbles up from the controls
    <div className="qkms-workbench" data-state={state.phase} onFocus={warmUp} onPointerDown={warmUp} onKeyDown={sendOnShortcut}>
      <form noValidate>
        {/* Before the script runs nothing can be sent, and what is typed would be lost. */}
        <fieldset className="qkms-plain" disabled={!ready}>
          <legend className="qkms-sr">Request</legend>
          <Modes id={id} tester={tester} />
          <Editor id={id} tester={tester} options={options} />
          <div className="qkms-actions">
            <button
              type="submit"
              className="qkms-button qkms-primary"
              // Enter in a field clicks it too. The form itself is never submitted: a sandboxed frame would forbid that.
              onClick={(event) => {
                event.preventDefault()
                void send(false)
              }}
              aria-disabled={state.phase === 'sending'}
              aria-keyshortcuts="Control+Enter Meta+Enter"
            >
              Send request
            </button>
            {takeExample && (
              <button type="button" className="qkms-button" onClick={takeExample}>
                Use example
              </button>
            )}
            {reset && (
              <button type="button" className="qkms-button" onClick={reset}>
                Reset sandbox
              </button>
            )}
            <span className="qkms-muted qkms-keys">Ctrl or ⌘ + Enter sends</span>
          </div>
          {state.lacking && <Warning error={tester.error} lacking={state.lacking} onSend={() => send(true)} />}
        </fieldset>
      </form>
      <noscript>
        <p className="qkms-warning">Try It Out needs JavaScript. The documented response is shown below.</p>
      </noscript>
      {reset && (
        <p className="qkms-muted">
          An emulator in this page answers; nothing leaves your browser. Do not enter production secrets or credentials.
        </p>
      )}
      <ResponsePanel state={state} documented={exampleResponse} />
    </div>
  )
}
