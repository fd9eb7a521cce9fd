import type { MouseEvent, ReactNode } from 'react'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import { Prose } from '../Prose.tsx'
import type { Api, Step } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { Cures, type Repair } from './Cures.tsx'
import { controlOf } from './control-of.ts'

const MARKS: Readonly<Record<Step['outcome'], string>> = { passed: '✓', failed: '✗', 'not reached': '·' }

/** Leads to the member's control; in JSON mode to the text. Where the form has none, the link leads to the row of the page's table. */
const focusControl = (event: MouseEvent, member: string): void => {
  const control = controlOf(event.currentTarget.closest('.qkms-workbench')?.querySelector('form'), member)
  if (!control) return
  event.preventDefault()
  control.focus()
}

/** The anchor of a member's row, whichever item of a list it stands in. */
const rowOf = (member: string): string => `#request-${member.replace(/\.\d+(?=\.|$)/g, '').replaceAll('.', '-')}`

interface StepsProps {
  readonly steps: readonly Step[]
  /** The error that the response carries. */
  readonly error: ServiceError | undefined
  readonly operation: string
  readonly errorLinks: Api['errorLinks']
  readonly repair?: Repair | undefined
  /** The address of the page with the rows of the members: empty for the page itself, undefined where there is none. */
  readonly rowsAt?: string | undefined
}

/** Where a reader goes from the check that failed: to the member, which the error names if the check does not, and to the error. */
function Links({
  member: known,
  error,
  operation,
  errorLinks,
  rowsAt,
}: Pick<Step, 'member'> & Omit<StepsProps, 'steps' | 'repair'>): ReactNode {
  const member = known ?? Object.keys(error?.members ?? {})[0]
  return (
    <span className="qkms-links">
      {member !== undefined &&
        (rowsAt === undefined ? (
          <code translate="no">{member}</code>
        ) : (
          <a href={rowsAt + rowOf(member)} onClick={(event) => focusControl(event, member)} translate="no">
            {member}
          </a>
        ))}
      {error &&
        errorLinks?.(error.code, operation).map(({ label, href }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
    </span>
  )
}

/** What was checked on the way to a response, and how each check ended. */
export function Steps({ steps, repair, ...rest }: StepsProps): ReactNode {
  const { response: texts } = useTexts()
  return (
    <ol className="qkms-steps" aria-label={texts.why}>
      {[...steps.entries()].map(([position, { outcome, text, member, cures }]) => (
        <li key={position} data-outcome={outcome}>
          <span className="qkms-mark" aria-hidden="true">
            {MARKS[outcome]}
          </span>
          <span>
            <span className="qkms-outcome">{texts.outcomes[outcome]} </span>
            <Prose text={text} />
            {outcome === 'failed' && <Links member={member} {...rest} />}
            {cures && cures.length > 0 && repair && <Cures cures={cures} {...repair} />}
          </span>
        </li>
      ))}
    </ol>
  )
}
