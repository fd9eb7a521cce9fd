/* A fragment leads to elements of the page alone; what stands in a shadow root is for us to find. */

const idOf = (hash: string): string => decodeURIComponent(hash.slice(1))

/** Scrolls to what a link within the shadow root points to there. */
export const followAnchors = (shadow: ShadowRoot): void => {
  shadow.addEventListener('click', ({ target }) => {
    const hash = target instanceof Element ? target.closest('a[href^="#"]')?.getAttribute('href') : undefined
    if (hash) shadow.getElementById(idOf(hash))?.scrollIntoView()
  })
}

/** How many frames a table has to load its rows. */
const FRAMES = 120

/** Scrolls to what the page's address points to, once that is in the shadow root. */
export const showTarget = (shadow: ShadowRoot, frames = FRAMES): void => {
  const id = idOf(location.hash)
  if (id === '' || frames === 0 || document.getElementById(id)) return
  const target = shadow.getElementById(id)
  if (target) target.scrollIntoView()
  else requestAnimationFrame(() => showTarget(shadow, frames - 1))
}
