import { useCallback, useState } from 'react'
import { SEARCH_FILE } from './pages.ts'
import type { Search } from './search.ts'

/** One index for all that search on the page. */
let loading: Promise<Search> | undefined

const pagesAt = async (url: string) => {
  // A new deployment may have other pages under the same name.
  const response = await fetch(url, { cache: 'no-cache' })
  if (!response.ok) throw new Error(`Failed to get ${url}: status ${response.status}`)
  return response.json()
}

const load = async (baseUrl: string): Promise<Search> => {
  const [{ createSearch }, pages] = await Promise.all([import('./search.ts'), pagesAt(baseUrl + SEARCH_FILE)])
  return createSearch(pages)
}

export type SearchState = { readonly kind: 'idle' | 'loading' | 'failed' } | { readonly kind: 'ready'; readonly search: Search }

/**
 * The search, which is loaded when `start` is called for the first time; after a failure, calling it tries again.
 *
 * @example
 * const { state, start } = useSearch('/')
 * <input onFocus={start} />
 * state.kind === 'ready' && state.search.suggest('delete key')
 */
export const useSearch = (baseUrl: string): { readonly state: SearchState; start(): void } => {
  const [state, setState] = useState<SearchState>({ kind: 'idle' })
  const start = useCallback(() => {
    setState((state) => (state.kind === 'ready' ? state : { kind: 'loading' }))
    loading ??= load(baseUrl)
    loading.then(
      (search) => setState({ kind: 'ready', search }),
      () => {
        loading = undefined
        setState({ kind: 'failed' })
      },
    )
  }, [baseUrl])
  return { state, start }
}
