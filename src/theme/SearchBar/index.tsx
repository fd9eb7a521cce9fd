import { translate } from '@docusaurus/Translate'
import { type ComponentType, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import styles from './styles.module.css'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `/` and Ctrl or Cmd with K, as on most documentation sites; a slash in a form stays a slash. */
const isShortcut = ({ key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean => {
  if (key === '/') return !ctrlKey && !metaKey && !altKey && !isField(target)
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey
}

/** React notices a new value of a field that it controls only through the element's own setter. */
const enter = (input: HTMLInputElement, text: string): void => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * The field of the search: a plain one until it is pointed at or focused. Only then comes the plugin's, with index and worker, and takes over
 * what has been typed.
 */
export default function SearchBar() {
  const [Search, setSearch] = useState<ComponentType>()
  const container = useRef<HTMLDivElement>(null)
  const draft = useRef<string>(undefined)

  const load = async () => {
    const { default: Loaded } = await import('@theme-original/SearchBar')
    setSearch(() => Loaded)
  }

  /** As the plain field goes, not before: a reader may type faster than React renders. */
  const keepDraft = useCallback(
    (input: HTMLInputElement) => () => {
      draft.current = document.activeElement === input ? input.value : undefined
    },
    [],
  )

  useLayoutEffect(() => {
    const input = Search && container.current?.querySelector('input')
    if (!input) return
    // The plugin's library writes the list's id as ARIA 1.0 had it.
    const observer = new MutationObserver(() => {
      const list = input.getAttribute('aria-owns')
      if (list !== null) input.setAttribute('aria-controls', list)
    })
    observer.observe(input, { attributeFilter: ['aria-owns'] })
    if (draft.current !== undefined) input.focus()
    if (draft.current) enter(input, draft.current)
    return () => observer.disconnect()
  }, [Search])

  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      event.preventDefault()
      container.current?.querySelector('input')?.focus()
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [])

  const label = translate({ id: 'theme.SearchBar.label', message: 'Search' })
  return (
    <div ref={container} className={styles.search}>
      {Search ? (
        <Search />
      ) : (
        <div className="navbar__search">
          <input
            ref={keepDraft}
            className="navbar__search-input"
            aria-label={label}
            placeholder={label}
            autoComplete="off"
            onMouseEnter={load}
            onFocus={load}
          />
        </div>
      )}
      <span className={styles.hint} aria-hidden="true">
        /
      </span>
    </div>
  )
}
