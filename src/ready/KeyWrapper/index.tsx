import { type ComponentProps, type ReactNode, useId, useRef, useState } from 'react'
import { MessageFigure } from '../../components/MessageFigure.tsx'
import { wrap } from './wrap.ts'
import '../../components/qkms.css'

const KEY_LENGTH = 32

type Result = { readonly wrapped: string } | { readonly failure: string }

/** The step of an import that is not a request: makes 32 random bytes, and wraps them under a public key. */
export default function KeyWrapper({ className, ...rest }: Omit<ComponentProps<'section'>, 'children'>): ReactNode {
  const id = useId()
  const [publicKey, setPublicKey] = useState('')
  const [result, setResult] = useState<Result>()
  /** The reader's copy: it is kept, so that the same material can be imported again. */
  const material = useRef<Uint8Array<ArrayBuffer>>(undefined)

  const run = async (fresh: boolean) => {
    if (fresh || !material.current) material.current = crypto.getRandomValues(new Uint8Array(KEY_LENGTH))
    try {
      setResult({ wrapped: await wrap(publicKey, material.current) })
    } catch (error) {
      setResult({ failure: `Failed to wrap: ${error instanceof Error ? error.message : error}` })
    }
  }

  return (
    <section aria-label="Wrap key material" {...rest} className={`qkms qkms-tester ${className ?? ''}`.trim()}>
      <form>
        <div className="qkms-field">
          <label htmlFor={id}>PublicKey</label>
          <p className="qkms-hint" id={`${id}-hint`}>
            From the response of step 2.
          </p>
          <textarea
            id={id}
            rows={4}
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            value={publicKey}
            onChange={(event) => setPublicKey(event.target.value)}
          />
        </div>
        <div className="qkms-actions">
          <button type="button" className="qkms-button qkms-primary" onClick={() => run(false)}>
            Wrap my material
          </button>
          <button type="button" className="qkms-button" onClick={() => run(true)}>
            Wrap new material
          </button>
        </div>
      </form>
      <div aria-live="polite">
        {result && 'failure' in result && <p className="qkms-error">{result.failure}</p>}
        {result && 'wrapped' in result && (
          <MessageFigure caption="EncryptedKeyMaterial" what="EncryptedKeyMaterial" message={{ body: result.wrapped }} />
        )}
      </div>
    </section>
  )
}
