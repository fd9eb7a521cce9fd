import { useDoc } from '@docusaurus/plugin-content-docs/client'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './styles.module.css'

/** The heading above the tester of an operation's page. A guide has its testers among its steps, and none of this name. */
const TRY_IT_OUT = 'try-it-out'

/**
 * A bar at the bottom of a narrow screen that leads to the page's tester, as long as the tester is further down. It is a link, so it needs no
 * scripts.
 */
export function TryBar(): ReactNode {
  const { toc, metadata } = useDoc()
  const hasTester = toc.some(({ id }) => id === TRY_IT_OUT)
  const [reached, setReached] = useState(false)

  useEffect(() => {
    const heading = hasTester && document.getElementById(TRY_IT_OUT)
    if (!heading) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setReached(entry.isIntersecting || entry.boundingClientRect.top < 0)
    })
    observer.observe(heading)
    return () => observer.disconnect()
  }, [hasTester])

  if (!hasTester) return null
  return (
    <div className={`try-bar ${styles.bar}`} data-reached={reached}>
      <code translate="no">
        <b>POST</b> {metadata.title}
      </code>
      <a className="button button--primary button--sm" href={`#${TRY_IT_OUT}`}>
        Try it
      </a>
    </div>
  )
}
