import useBaseUrl from '@docusaurus/useBaseUrl'
import CodeBlock from '@theme/CodeBlock'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ELEMENTS } from './elements.ts'
import styles from './styles.module.css'

/** How near the reader has to come: half a screen's height. */
const MARGIN = '50% 0px'

/** A page runs a module once, however many of its scripts name it. */
const load = (src: string): Promise<unknown> =>
  new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src, onload, onerror }))
  })

/**
 * A custom element of the package at work, below the HTML that puts it there. The script of the elements is one of this site; it loads when the
 * reader comes near.
 */
export default function LiveElement({ of }: { readonly of: keyof typeof ELEMENTS }): ReactNode {
  const script = useBaseUrl('elements.js')
  const place = useRef<HTMLDivElement>(null)
  const [isFailed, setIsFailed] = useState(false)

  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        load(script).catch(() => setIsFailed(true))
      },
      { rootMargin: MARGIN },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [script])

  return (
    <>
      <CodeBlock language="html">{ELEMENTS[of]}</CodeBlock>
      {isFailed && <p role="alert">Failed to load the element. Reload the page; if it fails still, check that you are online.</p>}
      <div
        ref={place}
        className={styles.place}
        // The text that stands above, and nothing of its own.
        dangerouslySetInnerHTML={{ __html: ELEMENTS[of] }}
      />
    </>
  )
}
