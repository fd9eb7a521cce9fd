import type { ReactNode } from 'react'

interface JsonBodyProps {
  readonly id: string
  readonly text: string
  /** Why the text is no body. */
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}

/** The body as it will be sent. */
export function JsonBody({ id, text, error, onChange }: JsonBodyProps): ReactNode {
  return (
    <div className="qkms-field" data-invalid={error !== undefined || undefined}>
      <div className="qkms-label">
        <label htmlFor={id}>Request body</label>
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
          Failed to read the JSON: {error}
        </p>
      )}
    </div>
  )
}
