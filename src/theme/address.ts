import ExecutionEnvironment from '@docusaurus/ExecutionEnvironment'

/** `/docs/Encrypt` for `/docs/Encrypt/`, `/docs/Encrypt/index.html` and `/docs/Encrypt.html`. */
const routeOf = (pathname: string): string => pathname.replace(/(?:\/index\.html|\.html|\/)$/, '')

/*
 * A file server leads from /docs/Encrypt to the folder /docs/Encrypt/, and serves its file under its own name too. React takes a page over
 * only at the address that it was rendered for, which the page names as its canonical one. Docusaurus has this module run before its router
 * reads the address; query and hash stay.
 */
if (ExecutionEnvironment.canUseDOM) {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href
  const { pathname, search, hash } = window.location
  const route = canonical && new URL(canonical).pathname
  if (route && route !== pathname && routeOf(route) === routeOf(pathname))
    window.history.replaceState(window.history.state, '', route + search + hash)
}
