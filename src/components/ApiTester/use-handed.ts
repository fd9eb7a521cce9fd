import { useCallback, useEffect, useRef, useState } from 'react'
import { type DraftKey, loadDraft } from './draft.ts'
import { parseBody, printBody } from './form-body.ts'
import { type Handed, onHanded, withHanded } from './handing.ts'

interface Receiver {
  readonly draft: DraftKey
  /** The request as it is. */
  readonly text: string
  /** Puts another request in its place. */
  readonly put: (text: string, before: string, from: string) => void
}

/** Takes into the request what a value of a response becomes in it, and says which member the reader goes on with. */
export function useHanded({ draft, text, put }: Receiver) {
  /** The member whose control is to get the focus. */
  const [wanted, setWanted] = useState<{ readonly member: string }>()
  const take = ({ member, members, from }: Handed, before: string) => {
    put(printBody(withHanded(parseBody(before).body ?? {}, members)), before, from)
    setWanted({ member })
  }
  const latest = useRef({ take, text })
  useEffect(() => {
    latest.current = { take, text }
  })
  useEffect(() => {
    // Until the next render, the text is not yet that of the draft.
    let left = loadDraft(draft)
    const stop = onHanded(draft.api, draft.operation, (handed) => latest.current.take(handed, left ?? latest.current.text))
    left = undefined
    return stop
  }, [draft])
  const receive = useCallback((handed: Handed) => latest.current.take(handed, latest.current.text), [])
  return { wanted, receive }
}
