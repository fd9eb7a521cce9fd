import Translate, { translate } from '@docusaurus/Translate'
import { useEffect, useState } from 'react'
import styles from './styles.module.css'

type State = 'idle' | 'copied' | 'failed'

const labelOf = (state: State): string => {
  if (state === 'copied') return translate({ id: 'site.pageText.copied', message: 'Copied' })
  if (state === 'failed') return translate({ id: 'site.pageText.failed', message: 'Failed to copy' })
  return translate({ id: 'site.pageText.copy', message: 'Copy page' })
}

const textAt = async (url: string): Promise<string> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`Failed to get ${url}: status ${response.status}`)
  return response.text()
}

/** Safari lets a page write to the clipboard only within the click, so the text may come later. On plain http there is no such clipboard. */
const copyFrom = async (url: string): Promise<void> => {
  const text = textAt(url)
  try {
    const blob = async () => new Blob([await text], { type: 'text/plain' })
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob() })])
  } catch {
    const { default: copySelected } = await import('copy-text-to-clipboard')
    if (!copySelected(await text)) throw new Error('Failed to copy: the browser does not allow it')
  }
}

/** Copies the page as Markdown, for a chat or a note, and leads to it. */
export function PageText({ url }: { readonly url: string }) {
  const [state, setState] = useState<State>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => {
    try {
      await copyFrom(url)
      setState('copied')
    } catch {
      setState('failed')
    }
  }

  return (
    <p className={`page-actions ${styles.actions}`}>
      <button type="button" className={styles.copy} onClick={copy}>
        {labelOf(state)}
      </button>
      <span role="status" className={styles.status}>
        {state === 'idle' ? '' : labelOf(state)}
      </span>
      <a href={url}>
        <Translate id="site.pageText.markdown">Markdown</Translate>
      </a>
    </p>
  )
}
