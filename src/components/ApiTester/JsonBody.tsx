import type { ReactNode } from 'react'
import { useTexts } from '../use-texts.ts'

interface JsonBodyProps {
  readonly id: string
  readonly text: string
  /** Why the text is no body. */
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}

/** The body as it will be sent. */
export function JsonBody({ id, text, error, onChange }: JsonBodyProps): ReactNode {
  const { tester: texts } = useTexts()
  return (
    <div className="qkms-field" data-invalid={error !== undefined || undefined}>
      <div className="qkms-label">
        <label htmlFor={id}>{texts.requestBody}</label>
      </div>
      <textarea
        id={id}
        className="qkms-json"
        rows={Math.min(24, Math.max(6, text.split('\n').length))}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        value={text}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={({ target }) => onChange(target.value)}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="qkms-field-error">
          {texts.notJson(error)}
        </p>
      )}
    </div>
  )
}
