/**
 * Stands in for `tough-cookie`, whose public-suffix list is most of msw's weight: the site's bundler resolves msw's import to this
 * file. A jar that keeps nothing is enough, because the protocol has no cookies.
 */

export class MemoryCookieStore {
  idx: Readonly<Record<string, never>> = {}
}

export class CookieJar {
  getCookiesSync(): readonly never[] {
    return []
  }
  async setCookie(): Promise<void> {}
}

export const Cookie = { fromJSON: (): null => null }
