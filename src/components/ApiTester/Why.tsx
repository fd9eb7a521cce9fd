import { type ReactNode, useState } from 'react'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import type { Api } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import type { Repair } from './Cures.tsx'
import type { Explanation } from './explanation.ts'

interface WhyProps {
  /** Fetches what led to the response. */
  readonly explain: () => Promise<Explanation>
  /** What it has fetched already. */
  readonly explanation?: Explanation | undefined
  /** The error that the response carries. */
  readonly error: ServiceError | undefined
  readonly operation: string
  readonly errorLinks: Api['errorLinks']
  readonly repair?: Repair | undefined
  /** The address of the page with the rows of the members: see `Steps`. */
  readonly rowsAt?: string | undefined
}

/** What led to a response: open after a refusal, and fetched when it is opened after a success. */
export function Why({ explain, explanation: given, ...rest }: WhyProps): ReactNode {
  const { response: texts } = useTexts()
  const [fetched, setFetched] = useState<Explanation | 'failed'>()
  const explanation = given ?? fetched
  const fetchOnce = () => {
    if (typeof explanation === 'object') return
    explain().then(setFetched, () => setFetched('failed'))
  }
  return (
    <details
      className="qkms-details"
      open={given !== undefined}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) fetchOnce()
      }}
    >
      <summary>{texts.why}</summary>
      {explanation === 'failed' ? (
        <p className="qkms-muted">{texts.failedToExplain}</p>
      ) : (
        explanation && <explanation.List steps={explanation.steps} {...rest} />
      )}
    </details>
  )
}
