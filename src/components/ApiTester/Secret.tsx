import type { ReactNode } from 'react'
import type { Authentication } from '../../vocabulary/protocol.ts'
import { useTexts } from '../use-texts.ts'

interface SecretProps extends Authentication {
  readonly id: string
  readonly secret: string
  readonly setSecret: (secret: string) => void
}

/** What the API's authentication asks for. The browser is told not to store it. */
export function Secret({ id, label, secret, setSecret }: SecretProps): ReactNode {
  const { tester: texts } = useTexts()
  return (
    <div className="qkms-field">
      <div className="qkms-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={secret}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => setSecret(target.value)}
      />
      <p id={`${id}-hint`} className="qkms-hint">
        {texts.inMemory}
      </p>
    </div>
  )
}
