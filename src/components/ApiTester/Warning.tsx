import type { ReactNode } from 'react'
import { useTexts } from '../use-texts.ts'

interface WarningProps {
  /** Why the text is no body. */
  readonly error: string | undefined
  /** Paths of the required members that the body lacks. */
  readonly lacking: readonly string[]
  readonly onSend: () => void
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** Says that the service will refuse the request, and sends it all the same: readers test errors on purpose. */
export function Warning({ error, lacking, onSend }: WarningProps): ReactNode {
  const { tester: texts } = useTexts()
  const names = [...new Set(lacking.map(lastName))]
  return (
    <div role="alert" className="qkms-warning">
      <p>{error === undefined ? texts.lacking(names) : texts.notAnObjectWarning}</p>
      <button type="button" className="qkms-button" onClick={onSend}>
        {texts.sendAnyway}
      </button>
    </div>
  )
}
