import { useState, useSyncExternalStore } from 'react'

/** What never changes has no subscribers. */
const never = () => () => undefined

/** Whether this is no longer the first render of a page that a server rendered. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/**
 * Whether the page still has the HTML that a server made of `shown`, so that no code has to make it again. An element of which that is true
 * is to be rendered with `KEPT`.
 */
export const useKept = (shown: string): boolean => {
  const hydrated = useHydrated()
  const [kept] = useState(!hydrated && typeof window !== 'undefined' && shown)
  return kept === shown
}

/** Has React keep what is in an element. */
export const KEPT = { suppressHydrationWarning: true, dangerouslySetInnerHTML: { __html: '' } }
