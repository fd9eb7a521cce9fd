import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { useCopy } from '../use-copy.ts'
import { useTexts } from '../use-texts.ts'

/** Tells a screen reader what was copied: one status for all the buttons of a response. */
export const Announce = createContext<(text: string) => void>(() => undefined)

/** Strings without quotes, everything else as JSON. */
const printed = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))

/** Copies one value of a response: the button at the end of its line. */
export function CopyValue({ name, value }: { readonly name: string; readonly value: unknown }): ReactNode {
  const { copy: texts } = useTexts()
  const announce = useContext(Announce)
  const { state, copy } = useCopy()

  useEffect(() => {
    if (state === 'idle') return
    announce(state === 'copied' ? texts.copiedValue(name) : texts.selected)
    return () => announce('')
  }, [state, announce, name, texts])

  return (
    <button
      type="button"
      className="qkms-copy-value"
      data-state={state}
      aria-label={texts.value(name)}
      onClick={({ currentTarget }) =>
        copy(
          printed(value),
          currentTarget.parentElement?.querySelector('[data-value]') ?? currentTarget.closest('figure')?.querySelector('code'),
        )
      }
    >
      {state === 'selected' && texts.selected}
    </button>
  )
}
