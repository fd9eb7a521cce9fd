import { type ReactNode, useEffect } from 'react'

interface FailureProps {
  readonly name: string
  readonly error: unknown
  readonly forget: (name: string) => void
  /** Says that what has this name cannot be had, and why. */
  readonly say: (name: string, reason: string) => string
}

/** Says why a fact cannot be had. The next component that asks for it tries again. */
export function Failure({ name, error, forget, say }: FailureProps): ReactNode {
  useEffect(() => forget(name), [name, forget])
  return (
    <p role="alert" className="qkms qkms-muted">
      {say(name, error instanceof Error ? error.message : String(error))}
    </p>
  )
}
