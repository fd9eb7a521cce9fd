import { type ReactNode, useState } from 'react'
import { MessageFigure } from '../MessageFigure.tsx'
import { useTexts } from '../use-texts.ts'

/** A scenario as a program of one language. */
export interface Script {
  readonly label: string
  /** The name of its file. */
  readonly file: string
  /** Writes it, when a reader asks for it. */
  readonly write: () => Promise<string>
}

/** Buttons that show the scenario as a program, to copy and run. */
export function Scripts({ scripts }: { readonly scripts: readonly Script[] }): ReactNode {
  const { scenario: texts } = useTexts()
  const [shown, setShown] = useState<{ readonly script: Script; readonly text?: string; readonly failure?: string }>()
  const show = (script: Script) => {
    if (shown?.script === script) return setShown(undefined)
    script.write().then(
      (text) => setShown({ script, text }),
      (error: unknown) =>
        setShown({ script, failure: texts.failedToWrite(error instanceof Error ? error.message : String(error)) }),
    )
  }
  return (
    <div className="qkms-scenario-scripts">
      <p>{texts.exportAs}</p>
      {scripts.map((script) => (
        <button
          key={script.label}
          type="button"
          className="qkms-button"
          aria-expanded={shown?.script === script}
          onClick={() => show(script)}
        >
          {script.label}
        </button>
      ))}
      {shown?.failure && <p role="alert">{shown.failure}</p>}
      {shown?.text !== undefined && (
        <MessageFigure caption={shown.script.file} what={shown.script.file} message={{ body: shown.text }} />
      )}
    </div>
  )
}
