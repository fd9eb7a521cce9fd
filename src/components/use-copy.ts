import { useEffect, useState } from 'react'

export type Copying = 'idle' | 'copied' | 'selected'

/** Milliseconds for which a button says what it did. */
const SHOWN = { copied: 2000, selected: 8000 }

/** Copies as programs did before there was `navigator.clipboard`, which a page on plain http lacks. False where that fails too. */
const copySelection = (text: string): boolean => {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', put)
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', put)
  }
}

/** Copies a text. Where the page may not write to the clipboard, what shows the text is selected, so that the reader can copy it. */
export const useCopy = () => {
  const [state, setState] = useState<Copying>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN[state])
    return () => clearTimeout(timer)
  }, [state])

  const copy = async (text: string, shown: Element | null | undefined) => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown)
      setState(copySelection(text) ? 'copied' : 'selected')
    }
  }
  return { state, copy }
}
