/* A fragment leads to elements of the page alone; what stands in a shadow root is for us to find. */

const idOf = (hash: string): string => decodeURIComponent(hash.slice(1))

/** Scrolls to what a link within the shadow root points to there. */
export const followAnchors = (shadow: ShadowRoot): void => {
  shadow.addEventListener('click', ({ target }) => {
    const hash = target instanceof Element ? target.closest('a[href^="#"]')?.getAttribute('href') : undefined
    if (hash) shadow.getElementById(idOf(hash))?.scrollIntoView()
  })
}

/** By these a reader goes on to something else. */
const MOVES = ['wheel', 'pointerdown', 'keydown', 'touchmove']

/** Scrolls to what the page's address points to, as soon as that is in the shadow root, unless the reader has moved on by then. */
export const showTarget = (shadow: ShadowRoot): void => {
  const id = idOf(location.hash)
  if (id === '' || document.getElementById(id)) return
  const over = new AbortController()
  const show = () => {
    const target = shadow.getElementById(id)
    if (!target) return
    over.abort()
    target.scrollIntoView()
  }
  const observer = new MutationObserver(show)
  over.signal.addEventListener('abort', () => observer.disconnect())
  for (const move of MOVES) window.addEventListener(move, () => over.abort(), { signal: over.signal })
  observer.observe(shadow, { childList: true, subtree: true })
  show()
}
