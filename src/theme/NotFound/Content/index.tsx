import Link from '@docusaurus/Link'
import { useLocation } from '@docusaurus/router'
import Translate from '@docusaurus/Translate'
import useBaseUrl from '@docusaurus/useBaseUrl'
import useIsBrowser from '@docusaurus/useIsBrowser'
import Heading from '@theme/Heading'

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

/** Searches for what the address seems to mean. One file answers for every address, so the words come with the browser. */
export default function NotFoundContent({ className = '' }: { readonly className?: string }) {
  const { pathname } = useLocation()
  const words = useIsBrowser() ? wordsOf(pathname) : ''
  const search = useBaseUrl('/search')
  const reference = useBaseUrl('/docs/api/q-kms/api-reference')
  return (
    <main className={`container margin-vert--xl ${className}`}>
      <Heading as="h1">
        <Translate id="theme.NotFound.title">Page Not Found</Translate>
      </Heading>
      <p>
        <Translate id="site.notFound.explanation">No page has this address. Perhaps the search knows what you mean.</Translate>
      </p>
      <search>
        <form action={search}>
          <label>
            <Translate id="site.notFound.label">Search the documentation</Translate>{' '}
            <input key={words} name="q" type="search" defaultValue={words} />
          </label>{' '}
          <button type="submit" className="button button--primary button--sm">
            <Translate id="theme.SearchBar.label">Search</Translate>
          </button>
        </form>
      </search>
      <p className="margin-top--md">
        <Link to={reference}>
          <Translate id="site.notFound.operations">All operations</Translate>
        </Link>
      </p>
    </main>
  )
}
