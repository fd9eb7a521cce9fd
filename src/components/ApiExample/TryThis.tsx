import { type ReactNode, useState } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import { tryOut } from '../ApiTester/try-out.ts'
import { useSettings } from '../settings.tsx'
import { useHydrated } from '../use-kept.ts'
import { useTexts } from '../use-texts.ts'

interface TryThisProps {
  readonly operation: string
  readonly body: Body
  /** It takes a second sending to bring the documented response. */
  readonly again: boolean
}

/** A button that sends a documented request from the page's tester, where the response is shown. */
export function TryThis({ operation, body, again }: TryThisProps): ReactNode {
  const { api } = useSettings()
  const { example: texts } = useTexts()
  const ready = useHydrated()
  const [told, setTold] = useState('')
  if (!api) return null

  const press = async () => {
    setTold('')
    const answered = tryOut(api.name, operation, { body, again })
    // A tester that is far away loads when the reader comes near.
    document.querySelector('.qkms-tester')?.scrollIntoView?.({ block: 'nearest' })
    try {
      await answered
      setTold(api.sandbox ? texts.triedInSandbox : texts.tried)
    } catch (error) {
      setTold(texts.failedToTry((error instanceof Error ? error.message : String(error)).replace(/\.$/, '')))
    }
  }
  return (
    <div className="qkms-try">
      <button type="button" className="qkms-button" disabled={!ready} onClick={() => void press()}>
        {texts.tryThis}
      </button>
      <span role="status" className="qkms-muted">
        {told || (again && texts.sendsTwice)}
      </span>
    </div>
  )
}
