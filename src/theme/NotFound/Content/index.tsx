import Link from '@docusaurus/Link'
import { useLocation } from '@docusaurus/router'
import Translate, { translate } from '@docusaurus/Translate'
import useBaseUrl from '@docusaurus/useBaseUrl'
import useIsBrowser from '@docusaurus/useIsBrowser'
import Heading from '@theme/Heading'
import { MANUAL, REFERENCE } from '../../../ready/routes.ts'
import styles from './styles.module.css'

/** The words of a path's last part: `/docs/Key-Policies.html` → `Key Policies`. */
const wordsOf = (pathname: string): string => {
  const last = pathname.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return decodeURIComponent(last)
      .replace(/\.(html?|mdx?)$/, '')
      .replace(/[-_+]+/g, ' ')
  } catch {
    return ''
  }
}

/** Searches for what the address seems to mean. One file serves every address, so the words come with the browser. */
export default function NotFoundContent({ className = '' }: { readonly className?: string }) {
  const { pathname } = useLocation()
  const words = useIsBrowser() ? wordsOf(pathname) : ''
  const search = useBaseUrl('/search')
  const reference = useBaseUrl(REFERENCE)
  const start = useBaseUrl(`${MANUAL}/getting-started`)
  const errors = useBaseUrl(`${MANUAL}/errors`)
  return (
    <main className={`container ${styles.page} ${className}`}>
      <Heading as="h1">
        <Translate id="theme.NotFound.title">Page Not Found</Translate>
      </Heading>
      <p>
        <Translate id="site.notFound.explanation">No page has this address. Perhaps the search knows what you mean.</Translate>
      </p>
      <search>
        <form action={search} className={styles.search}>
          <input
            key={words}
            name="q"
            type="search"
            aria-label={translate({ id: 'site.notFound.label', message: 'Search the documentation' })}
            defaultValue={words}
          />
          <button type="submit" className="button button--primary">
            <Translate id="theme.SearchBar.label">Search</Translate>
          </button>
        </form>
      </search>
      <ul>
        <li>
          <Link to={reference}>
            <Translate id="site.notFound.operations">API reference</Translate>
          </Link>
        </li>
        <li>
          <Link to={start}>
            <Translate id="site.notFound.start">Getting started</Translate>
          </Link>
        </li>
        <li>
          <Link to={errors}>
            <Translate id="site.notFound.errors">All errors</Translate>
          </Link>
        </li>
      </ul>
    </main>
  )
}
