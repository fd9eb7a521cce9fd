import { useHistory } from '@docusaurus/router'
import { translate } from '@docusaurus/Translate'
import useBaseUrl from '@docusaurus/useBaseUrl'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Hit } from '../../search/search.ts'
import { statusOf } from '../../search/status.ts'
import { useSearch } from '../../search/use-search.ts'
import { Hits, optionIdOf } from './Hits.tsx'
import { isShortcut } from './shortcut.ts'
import styles from './styles.module.css'

const NONE: readonly Hit[] = []

/**
 * The field of the search with its menu: a combobox (WAI-ARIA 1.2). What it searches with is loaded when the reader comes to it.
 */
export default function SearchBar() {
  const baseUrl = useBaseUrl('/')
  const history = useHistory()
  const { state, start } = useSearch(baseUrl)
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const listId = useId()

  const wanted = useDeferredValue(query.trim())
  const hits = useMemo(() => (state.kind === 'ready' ? state.search.suggest(wanted) : NONE), [state, wanted])
  const isShown = isOpen && wanted !== ''
  const hasList = isShown && hits.length > 0
  const status = isShown ? statusOf(state, hits.length) : ''

  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      if (!isShortcut(event)) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [])

  const choose = (option: number, { ctrlKey, metaKey }: { readonly ctrlKey: boolean; readonly metaKey: boolean }) => {
    const url = baseUrl + (hits[option]?.path ?? `search?q=${encodeURIComponent(query.trim())}`)
    if (ctrlKey || metaKey) return window.open(url, '_blank', 'noopener')
    setOpen(false)
    field.current?.blur()
    history.push(url)
  }

  const move = (step: number) => {
    const options = hits.length + 1
    const next = (active + step + options) % options
    setOpen(true)
    setActive(next)
    document.getElementById(optionIdOf(listId, next))?.scrollIntoView({ block: 'nearest' })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || query.trim() === '') return
    if (event.key === 'Enter') choose(active, event)
    else if (event.key === 'Escape' && isShown) setOpen(false)
    else if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else return
    event.preventDefault()
  }

  const label = translate({ id: 'theme.SearchBar.label', message: 'Search' })
  return (
    <search className={styles.search}>
      <input
        ref={field}
        className={styles.field}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={hasList}
        aria-controls={hasList ? listId : undefined}
        aria-activedescendant={hasList ? optionIdOf(listId, active) : undefined}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        value={query}
        onPointerEnter={start}
        onFocus={() => {
          start()
          setOpen(true)
        }}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          setQuery(target.value)
          setActive(0)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
      />
      <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="6.5" cy="6.5" r="4.5" />
        <path d="m10 10 4 4" />
      </svg>
      <span className={styles.key} aria-hidden="true">
        /
      </span>
      {isShown && (
        <div className={styles.menu}>
          {hasList ? (
            <Hits id={listId} hits={hits} active={active} onPoint={setActive} onChoose={choose} />
          ) : (
            <p className={styles.message} aria-hidden="true">
              {status}
            </p>
          )}
        </div>
      )}
      <span role="status" className={styles.status}>
        {status}
      </span>
    </search>
  )
}
