import Head from '@docusaurus/Head'
import Link from '@docusaurus/Link'
import { useHistory, useLocation } from '@docusaurus/router'
import { translate } from '@docusaurus/Translate'
import useBaseUrl from '@docusaurus/useBaseUrl'
import Heading from '@theme/Heading'
import Layout from '@theme/Layout'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { Marked } from '../search/Marked.tsx'
import { statusOf } from '../search/status.ts'
import { useSearch } from '../search/use-search.ts'
import styles from './search.module.css'

/** Milliseconds without a key until the address says what is searched for. */
const PAUSE = 400

/** All hits for the words in the address, `/search?q=…`. */
export default function SearchPage() {
  const baseUrl = useBaseUrl('/')
  const history = useHistory()
  const asked = new URLSearchParams(useLocation().search).get('q') ?? ''
  const { state, start } = useSearch(baseUrl)
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query.trim())
  const hits = useMemo(() => (state.kind === 'ready' ? state.search.find(wanted) : []), [state, wanted])

  // One file serves every address, so the words come with the browser.
  useEffect(() => setQuery(asked), [asked])
  useEffect(start, [start])
  useEffect(() => {
    if (query === asked) return
    const timer = setTimeout(() => history.replace({ search: query && `?q=${encodeURIComponent(query)}` }), PAUSE)
    return () => clearTimeout(timer)
  }, [query, asked, history])

  const title = translate({ id: 'site.search.title', message: 'Search the documentation' })
  return (
    <Layout title={title}>
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main className={`container margin-vert--lg ${styles.page}`}>
        <Heading as="h1">{title}</Heading>
        <input
          className={styles.field}
          type="search"
          aria-label={translate({ id: 'site.search.words', message: 'Words to search for' })}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
        <p role="status">{wanted === '' ? '' : statusOf(state, hits.length)}</p>
        <ol className={styles.hits}>
          {hits.map(({ path, heading, excerpt, where }) => (
            <li key={path}>
              <Heading as="h2">
                <Link to={baseUrl + path}>
                  <Marked pieces={heading} />
                </Link>
              </Heading>
              <p>
                <Marked pieces={excerpt} />
              </p>
              <p className={styles.where}>{where}</p>
            </li>
          ))}
        </ol>
      </main>
    </Layout>
  )
}
