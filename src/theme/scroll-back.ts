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

type Place = Parameters<Lifecycle<'onRouteDidUpdate'>>[0]['location']

/** By the key of the history's entry. */
const positions = new Map<string, number>()
/** The first entry has no key, nor has one that a plain link to a fragment has made; the browser does those right. */
const keyOf = ({ key, hash }: Place): string | undefined => key ?? (hash === '' ? '' : undefined)
/** Within a page nothing has to be rendered, and the browser is right. */
const isOther = (one: Place | null, other: Place): one is Place => one !== null && one.pathname !== other.pathname

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
  // Docusaurus keeps the body as high as the window; what is in it grows.
  observer.observe(document.getElementById('__docusaurus') ?? document.body)
  scroll()
  return stop
}

let stop: (() => void) | undefined

/** Docusaurus calls it when the reader leaves a page. */
export const onRouteUpdate: Lifecycle<'onRouteUpdate'> = ({ previousLocation, location }) => {
  stop?.()
  const key = isOther(previousLocation, location) ? keyOf(previousLocation) : undefined
  if (key !== undefined) positions.set(key, window.scrollY)
}

/** Docusaurus calls it when the next page is rendered. */
export const onRouteDidUpdate: Lifecycle<'onRouteDidUpdate'> = ({ previousLocation, location }) => {
  const key = isOther(previousLocation, location) ? keyOf(location) : undefined
  const top = key === undefined ? undefined : positions.get(key)
  if (top !== undefined) stop = restore(top)
}
