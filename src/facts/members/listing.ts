import { boolean } from '../../vocabulary/shapes.ts'
import { Limit, Marker } from './common.ts'

interface PageSize {
  /** Items of a page, where the request does not say. */
  readonly default?: number
  /** The most items that a page has. The service documents it, though its model lets a `Limit` of 1,000 through. */
  readonly cap?: number
}

/**
 * The members of a request for one page of a list.
 *
 * @param things what is listed, as a plural
 * @example pageRequest('grants', { default: 50, cap: 100 })
 */
export const pageRequest = (things: string, { cap, ...size }: PageSize = {}) => ({
  Limit: {
    type: cap === undefined ? Limit : { ...Limit, cap },
    ...size,
    description: `How many ${things} a page holds at most${cap === undefined ? '' : `; a page never holds more than ${cap}`}.`,
  },
  Marker: {
    type: Marker,
    description: 'The `NextMarker` of the page before. Left out, the list begins at its start.',
  },
})

/** The members of a page of a list that say whether another page follows. */
export const pageResponse = (things: string) => ({
  NextMarker: { type: Marker, description: 'What to send as `Marker` for the next page. Only if there is one.' },
  Truncated: { type: boolean, description: `True if there are more ${things} than this page shows.` },
})
