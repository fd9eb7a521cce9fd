import type { ClientModule } from '@docusaurus/types'

/*
 * A page that the reader comes back to is rendered without its testers, which come when their code is there. The browser restores the scroll
 * position at once, as far down as the page is long by then, and Docusaurus goes to the top. So the position is kept here, and restored until
 * the page has its length.
 */

type Lifecycle<N extends keyof ClientModule> = NonNullable<ClientModule[N]>

/** How long a page may take to get its length, in ms. */
const PATIENCE = 3000
/** What a reader does who wants to be elsewhere. */
const INTENTIONS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** By the key of the history's entry; the first has none. Only an entry that is come back to has a position. */
const positions = new Map<string, number>()
const keyOf = ({ key = '' }: Parameters<Lifecycle<'onRouteDidUpdate'>>[0]['location']): string => key

/** Scrolls to `top` whenever the page has changed its length, until the reader does something. */
const restore = (top: number): (() => void) => {
  const scroll = () => window.scrollTo({ top, behavior: 'instant' })
  const observer = new ResizeObserver(scroll)
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const name of INTENTIONS) window.removeEventListener(name, stop)
  }
  const timer = setTimeout(stop, PATIENCE)
  for (const name of INTENTIONS) window.addEventListener(name, stop, { passive: true })
  observer.observe(document.body)
  scroll()
  return stop
}

let stop: (() => void) | undefined

/** Docusaurus calls it when the reader leaves a page. */
export const onRouteUpdate: Lifecycle<'onRouteUpdate'> = ({ previousLocation }) => {
  stop?.()
  if (previousLocation) positions.set(keyOf(previousLocation), window.scrollY)
}

/** Docusaurus calls it when the next page is rendered. */
export const onRouteDidUpdate: Lifecycle<'onRouteDidUpdate'> = ({ previousLocation, location }) => {
  const top = positions.get(keyOf(location))
  if (previousLocation && top !== undefined) stop = restore(top)
}
