import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTexts } from './use-texts.ts'

/** Copies `text`; where the page may not write to the clipboard, it selects the code of the enclosing figure instead. */
export function CopyButton({ what, text }: { readonly what: string; readonly text: string }): ReactNode {
  const { copy: texts } = useTexts()
  const [state, setState] = useState<'idle' | 'copied' | 'selected'>('idle')
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      const code = button.current?.closest('figure')?.querySelector('code')
      if (code) getSelection()?.selectAllChildren(code)
      setState('selected')
    }
  }

  return (
    <>
      <button ref={button} type="button" className="qkms-button qkms-copy" onClick={copy}>
        {state === 'idle' ? texts.copy : texts[state]}
        <span className="qkms-sr"> {what}</span>
      </button>
      <span role="status" className="qkms-sr">
        {state === 'idle' ? '' : texts[state]}
      </span>
    </>
  )
}
