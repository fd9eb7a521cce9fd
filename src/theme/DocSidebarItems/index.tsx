import { translate } from '@docusaurus/Translate'
import type { Props } from '@theme/DocSidebarItems'
import Original from '@theme-original/DocSidebarItems'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { countOf, matching } from './matching.ts'
import styles from './styles.module.css'

/** What has to be in sight below the entry, in px: some of its neighbours. */
const MARGIN = 80

/** Scrolls the list to the page's entry, and nothing but the list, where the entry is out of sight. */
const reveal = (field: HTMLElement): void => {
  const view = field.parentElement
  const entry = view?.querySelector('[aria-current="page"]')
  if (!entry || !view) return
  const { top, bottom, height } = view.getBoundingClientRect()
  const place = entry.getBoundingClientRect()
  if (place.top >= top && place.bottom <= bottom - MARGIN) return
  view.scrollTop += place.top - top - height / 3
}

/** The list of pages, with a field that narrows it as you type. Without scripts, the list alone. */
function Filtered({ items, ...props }: Props): ReactNode {
  const [filter, setFilter] = useState('')
  const field = useRef<HTMLLIElement>(null)
  const shown = filter.trim() === '' ? items : matching(items, filter.trim())
  const count = countOf(shown)

  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page, not with each letter of the filter
  useEffect(() => {
    if (field.current) reveal(field.current)
  }, [props.activePath])

  return (
    <>
      <li ref={field} className={styles.filter}>
        <input
          type="search"
          aria-label={translate({ id: 'site.sidebar.filter', message: 'Filter the pages' })}
          placeholder={translate({ id: 'site.sidebar.placeholder', message: 'Filter' })}
          autoComplete="off"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <span role="status" className={shown === items || count > 0 ? styles.silent : styles.none}>
          {shown === items ? '' : count === 0 ? 'No page has all these words.' : `${count} pages`}
        </span>
      </li>
      <Original items={[...shown]} {...props} />
    </>
  )
}

/** Chapters are lists of their own, without a field. */
export default function DocSidebarItems(props: Props): ReactNode {
  return props.level === 1 ? <Filtered {...props} /> : <Original {...props} />
}
