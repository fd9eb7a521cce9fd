import { type ReactNode, useState } from 'react'
import { MessageFigure } from '../MessageFigure.tsx'
import { useScenarioTexts } from './use-scenario-texts.ts'

interface Written {
  readonly file: string
  /** What a highlighter calls its language. */
  readonly language: string
  readonly text: string
}

/** A scenario as a program of one language. */
export interface Script {
  readonly label: string
  /** Writes it, when a reader asks for it. */
  readonly write: () => Promise<Written>
}

/** Buttons that show the scenario as a program, to copy and run. */
export function Scripts({ scripts }: { readonly scripts: readonly Script[] }): ReactNode {
  const texts = useScenarioTexts()
  const [shown, setShown] = useState<{ readonly label: string; readonly written?: Written; readonly failure?: string }>()
  const show = ({ label, write }: Script) => {
    if (shown?.label === label) return setShown(undefined)
    write().then(
      (written) => setShown({ label, written }),
      (error: unknown) =>
        setShown({ label, failure: texts.failedToWrite(error instanceof Error ? error.message : String(error)) }),
    )
  }
  const { written, failure } = shown ?? {}
  return (
    <div className="qkms-scenario-scripts">
      <p>{texts.exportAs}</p>
      {scripts.map((script) => (
        <button
          key={script.label}
          type="button"
          className="qkms-button"
          aria-expanded={shown?.label === script.label}
          onClick={() => show(script)}
        >
          {script.label}
        </button>
      ))}
      {failure && <p role="alert">{failure}</p>}
      {written && (
        <MessageFigure caption={written.file} what={written.file} message={{ body: written.text }} language={written.language} />
      )}
    </div>
  )
}
