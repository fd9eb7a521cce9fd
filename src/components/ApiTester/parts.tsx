import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense, useState } from 'react'

type Later = typeof import('./later.ts')

let loaded: Later | undefined

/** The later chunk. Rejects where it cannot be had; the next call tries again. */
export const later = async (): Promise<Later> => {
  loaded ??= await import('./later.ts')
  return loaded
}

const NotLoaded = (): ReactNode => (
  <p className="qkms-field-error">Failed to load this part of the page. Reload it to try again.</p>
)

/**
 * A component of the later chunk. Once that is there it renders at once: a lazy component would suspend, and React may leave it
 * out for 300 ms, with the focus that was in it. A chunk that cannot be had does not take the page down.
 */
const part = <P extends object>(pick: (module: Later) => ComponentType<P>) => {
  const Lazy = lazy(() =>
    later().then(
      (module): { default: ComponentType<P> } => ({ default: pick(module) }),
      () => ({ default: NotLoaded }),
    ),
  )
  return function Part(props: P): ReactNode {
    const [Component] = useState((): ComponentType<P> | LazyExoticComponent<ComponentType<P>> => (loaded ? pick(loaded) : Lazy))
    // A boundary around more than the part would take what is in it out of the static page: React puts it at the end, for a script to move.
    return (
      <Suspense>
        <Component {...props} />
      </Suspense>
    )
  }
}

export const AnswerView = part((module) => module.AnswerView)
export const JsonBody = part((module) => module.JsonBody)
export const ListRows = part((module) => module.ListRows)
export const MapRows = part((module) => module.MapRows)
export const Warning = part((module) => module.Warning)
