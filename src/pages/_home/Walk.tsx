import walk from '@generated/home/default/walk.json'
import { type ReactNode, useState } from 'react'
import { useHydrated } from '../../components/use-kept.ts'
import { CodePane } from './CodePane.tsx'
import { Outcome, Refusal } from './Outcome.tsx'
import type { Reply } from './play.ts'
import styles from './styles.module.css'
import { useSandbox } from './use-sandbox.ts'

type Step = (typeof walk.steps)[number]

const HINTS: Readonly<Record<string, string>> = {
  Encrypt: '“hello”, under a key',
  DisableKey: 'switches the key off',
  Decrypt: 'what step 1 returned',
}

interface State {
  /** The reader's key and ciphertext; those of the docs until there are some. */
  readonly keyId?: string
  readonly ciphertext?: string
  readonly keyState: string
  /** What came back for each step since the walk began. */
  readonly replies: readonly (Reply | undefined)[]
  /** The step whose code is shown. */
  readonly current: number
  readonly note: string
}

const START: State = {
  keyState: 'Enabled',
  replies: [],
  current: 0,
  note: 'The first request makes a key for this card. Your other keys stay as they are.',
}

/** The member of a response that the next step, or the reader, waits for. */
const telling = (body: Readonly<Record<string, unknown>>): ReactNode => {
  const [name, value] = Object.entries(body).find(([name]) => name === 'CiphertextBlob' || name === 'Plaintext') ?? []
  if (name === undefined) return 'The body is empty.'
  return (
    <>
      <span className={styles.member}>{name}</span> <span>{String(value)}</span>
    </>
  )
}

const Answer = ({ step, reply }: { readonly step: Step; readonly reply: Reply | undefined }): ReactNode => {
  const body: Readonly<Record<string, unknown>> = reply?.body ?? step.response
  const error = reply ? reply.error : '__type' in body && { code: String(body.__type), message: String(body.message) }
  return (
    <div className={styles.answer} data-live={reply !== undefined}>
      <Outcome status={reply?.status ?? step.status} duration={reply?.duration} />
      <p className={error ? styles.refusal : styles.telling} translate="no">
        {error ? <Refusal {...error} /> : telling(body)}
      </p>
    </div>
  )
}

/** Three requests to the sandbox: a key encrypts, is disabled, and decrypts no more. */
export function Walk(): ReactNode {
  const hydrated = useHydrated()
  const { busy, failure, act, warmUp } = useSandbox()
  const [state, setState] = useState(START)
  const { keyId, ciphertext, keyState, replies, current } = state
  const next = walk.steps.findIndex((_, index) => replies[index] === undefined)
  const values = new Map([
    ...(keyId === undefined ? [] : [[walk.keyId, keyId] as const]),
    ...(ciphertext === undefined ? [] : [[walk.ciphertext, ciphertext] as const]),
  ])

  const send = (index: number) =>
    act(`${index}`, async (play, ask, sent) => {
      const key = keyId ?? (await play.keyFor(ask, { alias: play.WALK_ALIAS }))
      const prepared = [...sent]
      const reply = await [
        () => ask('Encrypt', { KeyId: key, Plaintext: 'aGVsbG8=' }),
        () => ask('DisableKey', { KeyId: key }),
        () => ask('Decrypt', { CiphertextBlob: ciphertext ?? '' }),
      ][index]?.()
      if (!reply) return
      const after = await play.stateOf(ask, key)
      const body: Readonly<Record<string, unknown>> = reply.body
      setState((before) => ({
        keyId: key,
        ...(before.ciphertext !== undefined && { ciphertext: before.ciphertext }),
        ...(typeof body.CiphertextBlob === 'string' && { ciphertext: body.CiphertextBlob }),
        keyState: after ?? 'gone',
        replies: Object.assign([...before.replies], { [index]: reply }),
        current: index,
        note: prepared.length > 0 ? `Sent before: ${prepared.join(', ')}. The key is ${play.WALK_ALIAS}.` : before.note,
      }))
    })

  const startOver = () =>
    act('over', async (play, ask, sent) => {
      const key = await play.keyFor(ask, { alias: play.WALK_ALIAS })
      setState({ ...START, keyId: key, note: `Sent: ${sent.join(', ')}. The key is enabled.` })
    })

  const last = replies[current]
  return (
    <section className={styles.walk} aria-label="A key in three requests" onPointerEnter={warmUp} onFocus={warmUp}>
      <header>
        <h2>Disable a key, and it stops decrypting</h2>
        <span className={`key-state ${styles.state}`} data-key-state={keyState}>
          <span className="qkms-sr">The key is </span>
          <span translate="no">{keyState}</span>
        </span>
      </header>
      <ol>
        {walk.steps.map((step, index) => (
          <li key={step.operation} data-current={index === next}>
            <div className={styles.call}>
              <button
                type="button"
                className={styles.send}
                disabled={!hydrated || (index > 0 && ciphertext === undefined)}
                aria-disabled={busy !== undefined || undefined}
                onClick={() => send(index)}
                translate="no"
              >
                <span className="qkms-sr">Send </span>
                {step.operation}
              </button>
              <span className={styles.hint}>{HINTS[step.operation]}</span>
            </div>
            <Answer step={step} reply={replies[index]} />
          </li>
        ))}
      </ol>
      <footer>
        <p className={styles.note}>{busy ? 'Sending …' : (failure ?? state.note)}</p>
        <button
          type="button"
          className={styles.again}
          disabled={!hydrated || (keyId === undefined && failure === undefined)}
          aria-disabled={busy !== undefined || undefined}
          onClick={startOver}
        >
          Start over
        </button>
      </footer>
      <CodePane current={current} values={values} />
      <span role="status" className="qkms-sr">
        {last && !busy && `${last.operation}: ${last.status}. ${last.error?.code ?? ''} The key is ${keyState}.`}
        {failure}
      </span>
    </section>
  )
}
