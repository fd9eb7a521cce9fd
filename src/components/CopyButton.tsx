import type { ReactNode } from 'react'
import { useCopy } from './use-copy.ts'
import { useTexts } from './use-texts.ts'

/** Copies `text`; where the page may not write to the clipboard, it selects the code of the enclosing figure instead. */
export function CopyButton({ what, text }: { readonly what: string; readonly text: string }): ReactNode {
  const { copy: texts } = useTexts()
  const { state, copy } = useCopy()
  return (
    <>
      <button
        type="button"
        className="qkms-button qkms-copy"
        onClick={({ currentTarget }) => copy(text, currentTarget.closest('figure')?.querySelector('code'))}
      >
        {state === 'idle' ? texts.copy : texts[state]}
        <span className="qkms-sr"> {what}</span>
      </button>
      <span role="status" className="qkms-sr">
        {state === 'idle' ? '' : texts[state]}
      </span>
    </>
  )
}
