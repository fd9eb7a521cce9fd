import Link from '@docusaurus/Link'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { useHydrated } from '../../components/use-kept.ts'
import { referenceUrl } from '../../ready/routes.ts'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import { FAILURES, type FailureName } from './failures.ts'
import { Outcome, Refusal } from './Outcome.tsx'
import type { Reply } from './play.ts'
import styles from './styles.module.css'
import { useSandbox } from './use-sandbox.ts'

const NAMES = Object.keys(FAILURES) as FailureName[]

const printed = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const rowsOf = (name: FailureName): readonly (readonly [name: string, value: string])[] => {
  const failure = FAILURES[name]
  const made = 'made' in failure ? Object.entries(failure.made) : []
  return [
    ...made.map(([member, operation]) => [member, `from ${operation}`] as const),
    ...Object.entries(failure.request).map(([member, value]) => [member, printed(value)] as const),
  ]
}

interface VerdictProps extends ComponentProps<typeof Outcome> {
  readonly error?: Pick<ServiceError, 'code' | 'message'> | undefined
  readonly before: readonly string[]
}

const Verdict = ({ error, before, ...outcome }: VerdictProps): ReactNode => (
  <>
    <Outcome {...outcome} />
    {error && (
      <p translate="no">
        <Refusal {...error} />
      </p>
    )}
    <p className={styles.before}>Sent before: {before.join(', ')}</p>
  </>
)

const Card = ({ name }: { readonly name: FailureName }): ReactNode => {
  const { title, text, operation, before, code, message } = FAILURES[name]
  const hydrated = useHydrated()
  const { busy, failure, act, warmUp } = useSandbox()
  const [result, setResult] = useState<{ readonly reply: Reply<object>; readonly before: readonly string[] }>()

  const run = () =>
    act(name, async (play, ask, sent) => {
      const reply = await play.fail(ask, name)
      setResult({ reply, before: sent.slice(0, -1) })
    })

  return (
    <li className={styles.card} onPointerEnter={warmUp} onFocus={warmUp}>
      <h3>{title}</h3>
      <p className={styles.note}>{text}</p>
      <div className={styles.exchange}>
        <Link to={referenceUrl(operation)} translate="no">
          {operation}
        </Link>
        <dl translate="no">
          {rowsOf(name).map(([member, value]) => (
            <div key={member}>
              <dt>{member}</dt> <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className={styles.verdict}>
          <div data-shown={!result}>
            <Verdict status={400} error={{ code, message }} before={before} />
          </div>
          <div role="status">{result && <Verdict {...result.reply} before={result.before} />}</div>
        </div>
      </div>
      <div className={styles.foot}>
        <button
          type="button"
          className={styles.send}
          aria-label={`See it fail: ${title}`}
          disabled={!hydrated}
          aria-disabled={busy !== undefined || undefined}
          onClick={run}
        >
          See it fail
        </button>
        <span role="status">{busy ? 'Sending …' : failure}</span>
      </div>
    </li>
  )
}

/** Requests that the service refuses, one click each. */
export const Failures = (): ReactNode => (
  <ul className={styles.cards}>
    {NAMES.map((name) => (
      <Card key={name} name={name} />
    ))}
  </ul>
)
