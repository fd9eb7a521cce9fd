import { translate } from '@docusaurus/Translate'
import type { SearchState } from './use-search.ts'

/** What the search reports: that it loads, that it cannot, or how much it has found. */
export const statusOf = (state: SearchState, count: number): string => {
  if (state.kind === 'failed')
    return translate({ id: 'site.search.failed', message: 'The search could not be loaded. Reload the page.' })
  if (state.kind !== 'ready') return translate({ id: 'site.search.loading', message: 'The search is loading …' })
  if (count === 0) return translate({ id: 'site.search.none', message: 'Nothing found. Try fewer words.' })
  if (count === 1) return translate({ id: 'site.search.one', message: '1 hit' })
  return translate({ id: 'site.search.count', message: '{count} hits' }, { count: String(count) })
}
