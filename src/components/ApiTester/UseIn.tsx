import { type KeyboardEvent, type ReactNode, useContext, useRef, useState } from 'react'
import type { Use } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { Outlets } from './outlet.ts'

interface Shown {
  readonly UseMenu: typeof import('./UseMenu.tsx').UseMenu
  readonly uses: readonly Use[]
}

/** Where a value of a response can go on to: a button, and the menu that it opens below the value. The menu loads then. */
export function UseIn({ path, value }: { readonly path: string; readonly value: string }): ReactNode {
  const { uses: texts } = useTexts()
  const outlet = useContext(Outlets)
  const button = useRef<HTMLButtonElement>(null)
  const [shown, setShown] = useState<Shown>()
  const [failure, setFailure] = useState<string>()
  if (!outlet?.takes(path, value)) return null

  const isOpen = shown !== undefined
  const open = async () => {
    setFailure(undefined)
    try {
      const [{ UseMenu }, uses] = await Promise.all([import('./UseMenu.tsx'), outlet.usesOf(path, value)])
      setShown({ UseMenu, uses })
    } catch (error) {
      setFailure(texts.failed(error instanceof Error ? error.message.replace(/\.$/, '') : String(error)))
    }
  }
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    setShown(undefined)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what bubbles up from the buttons
    <span onKeyDown={close}>
      <button
        ref={button}
        type="button"
        className="qkms-tool"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? setShown(undefined) : void open())}
      >
        {texts.use[0]}
        <span className="qkms-sr"> {path}</span>
        {texts.use[1]}
      </button>
      {shown && (
        <shown.UseMenu
          uses={shown.uses}
          path={path}
          origin={outlet}
          onDone={(reason) => {
            setFailure(reason)
            if (reason === undefined) setShown(undefined)
          }}
        />
      )}
      {failure !== undefined && (
        <span role="alert" className="qkms-uses">
          {failure}
        </span>
      )}
    </span>
  )
}
