/** What the build writes for the search, and the browser makes its index from. */

/** Where the build puts it, below the base URL. */
export const SEARCH_FILE = 'search-pages.json'

/** A part of a page that a hit can lead to: what stands below a heading, or a row of a table of parameters. */
export interface Section {
  /** The id to scroll to. The beginning of a page has none. */
  readonly anchor?: string
  readonly heading: string
  /** A row of a table; without it, the heading is one of the page's. */
  readonly isRow?: true
  readonly text: string
  /** Examples and samples, also those in tabs that are not open. */
  readonly code?: string
}

export interface SearchPage {
  /** Below the base URL, without a slash before it. */
  readonly path: string
  readonly title: string
  /** The part of the site that the page belongs to, by its name in the bar at the top. */
  readonly group: string
  /** What readers also call the subject of the page: `keywords` in its front matter. */
  readonly keywords: readonly string[]
  readonly sections: readonly Section[]
}
