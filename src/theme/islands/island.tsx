import { type ComponentType, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { handover, released } from './handover.ts'

type Resume = typeof import('./resume.ts').resume

/** How near the reader has to come: a screen's height. */
const MARGIN = '100% 0px'

/** Milliseconds that a reader who has pressed something waits without a word. */
const SILENCE = 300

/** The page has grown above what its address points to. */
const scrollToFragment = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()

/**
 * A component whose code the page loads when the reader comes near it, or touches it. In the browser an island stands for the component: it
 * leaves the server's HTML as it is until the code is there. On the server, the component itself is rendered (see `islands` in
 * docusaurus.config.ts).
 * @param Place the component's outermost element
 * @param isBegun whether the reader has begun something with the component already, so that its HTML is not what it shows
 */
export const island = <P extends object>(
  Place: 'div' | 'section',
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  isBegun: (props: P) => boolean,
): ComponentType<P> => {
  let loaded: ComponentType<P> | 'failed' | 'awaited' | undefined
  const renderers = new Set<() => void>()
  /** To be called once, when the component is there. */
  const resumptions = new Set<(resume: Resume) => void>()

  const subscribe = (render: () => void) => {
    renderers.add(render)
    return () => renderers.delete(render)
  }
  const show = (outcome: typeof loaded) => {
    loaded = outcome
    flushSync(() => {
      for (const render of renderers) render()
    })
  }
  const want = (touched = false) => {
    const slow = setTimeout(() => touched && typeof loaded !== 'function' && show('awaited'), SILENCE)
    Promise.all([load(), import('./resume.ts')]).then(
      async ([module, { resume }]) => {
        await released()
        clearTimeout(slow)
        // In one go, so that nothing the reader does comes in between.
        show(module.default)
        for (const resumption of resumptions) resumption(resume)
        resumptions.clear()
      },
      () => {
        clearTimeout(slow)
        show('failed')
      },
    )
  }

  return function Island(props: P): ReactNode {
    // The first render has to equal the server's, whatever is loaded by then.
    const Component = useSyncExternalStore(
      subscribe,
      () => loaded,
      () => undefined,
    )
    const place = useRef<HTMLDivElement>(null)
    // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is how it is when the page opens
    useEffect(() => {
      if (!place.current) return
      // A page that was come to by a link has no HTML from the server.
      const begun = isBegun(props)
      const end = place.current.firstChild && handover(place.current, begun, () => want(true))
      const resumption = end ? (resume: Resume) => resume(end()) : scrollToFragment
      resumptions.add(resumption)
      const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && want(), {
        rootMargin: MARGIN,
      })
      if (!end || begun) want()
      else observer.observe(place.current)
      return () => {
        observer.disconnect()
        resumptions.delete(resumption)
      }
    }, [])
    if (typeof Component === 'function') return <Component {...props} />
    return (
      <>
        {Component && (
          <p role={Component === 'failed' ? 'alert' : 'status'} className="qkms island-note">
            {Component === 'failed' ? (
              <>
                Failed to load this part of the page. It may be gone after an update of the site, or you are offline. What you
                typed is kept.{' '}
                <button type="button" className="qkms-button" onClick={() => location.reload()}>
                  Reload the page
                </button>
              </>
            ) : (
              'Loading. What you type and press is kept.'
            )}
          </p>
        )}
        <Place
          key="place"
          ref={place}
          suppressHydrationWarning
          // Nothing of its own: React keeps what is in the element.
          dangerouslySetInnerHTML={{ __html: '' }}
        />
      </>
    )
  }
}
