import { type ReactNode, useState } from 'react'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import { statusLine } from '../http.ts'
import type { Cure } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'

/** How the request of a cure ended. */
interface Outcome {
  readonly status: number
  readonly error?: ServiceError | undefined
}

/** What a list of steps does on behalf of the reader. */
export interface Repair {
  /** Sends the request of a cure, as the tester sends its own. */
  readonly ask: (cure: Cure) => Promise<Outcome>
  /** Sends the request of the form once more. */
  readonly again: () => void
}

interface CuresProps extends Repair {
  readonly cures: readonly Cure[]
}

/** Buttons that take away the reason of a refusal: each shows the request that it sent, and how that ended. None sends the form's by itself. */
export function Cures({ cures, ask, again }: CuresProps): ReactNode {
  const { response: texts } = useTexts()
  const [sending, setSending] = useState(false)
  const [done, setDone] = useState<{ readonly cure: Cure; readonly answer?: Outcome; readonly failure?: string }>()

  const send = async (cure: Cure) => {
    if (sending) return
    setSending(true)
    try {
      setDone({ cure, answer: await ask(cure) })
    } catch (error) {
      setDone({ cure, failure: texts.failedToSend(error instanceof Error ? error.message.replace(/\.$/, '') : String(error)) })
    } finally {
      setSending(false)
    }
  }

  const { cure, answer, failure } = done ?? {}
  return (
    <span className="qkms-cures">
      {cures.map((cure) => (
        <button
          key={cure.label}
          type="button"
          className="qkms-button"
          aria-disabled={sending || undefined}
          onClick={() => void send(cure)}
        >
          {texts.fixIt(cure.label)}
        </button>
      ))}
      <span role="status">
        {cure && (
          <>
            <code translate="no">
              {cure.operation} {JSON.stringify(cure.body)}
            </code>{' '}
            {failure ??
              (answer && [statusLine(answer.status), answer.error?.code, answer.error?.message].filter(Boolean).join(' '))}
          </>
        )}
      </span>
      {answer && !answer.error && (
        <button type="button" className="qkms-button qkms-primary" onClick={again}>
          {texts.sendAgain}
        </button>
      )}
    </span>
  )
}
