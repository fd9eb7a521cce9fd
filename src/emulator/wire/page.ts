import { utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from '../../vocabulary/base64.ts'
import { KmsError } from '../kms-error.ts'

/** A page of a listing, and where the next one begins. */
export interface ListingPage<R> {
  readonly rows: readonly R[]
  readonly NextMarker: string | undefined
  readonly Truncated: boolean
}

export interface Listing<R> {
  /** Distinguishes its markers from those of other listings, and other sandboxes. Asked where there is a marker. */
  readonly name: () => string
  /** At most `limit` rows behind the place `after`. */
  readonly list: (after: string | undefined, limit: number) => readonly R[]
  readonly orderOf: (row: R) => string
}

/**
 * One page of a listing.
 *
 * @param limit rows
 * @param marker of the page before
 * @throws {KmsError} InvalidMarkerException, where `marker` was not made by this listing
 */
export const pageOf = <R>({ name, list, orderOf }: Listing<R>, limit: number, marker: string | undefined): ListingPage<R> => {
  const rows = list(marker === undefined ? undefined : placeIn(marker, `${name()}\n`), limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit),
    NextMarker: last && toBase64(utf8ToBytes(`${name()}\n${orderOf(last)}`)),
    Truncated: last !== undefined,
  }
}

/** @throws {KmsError} InvalidMarkerException */
const placeIn = (marker: string, prefix: string): string => {
  const bytes = fromBase64(marker)
  const text = bytes && new TextDecoder().decode(bytes)
  if (!text?.startsWith(prefix)) throw new KmsError('InvalidMarkerException', 'The marker is not one that this listing returned.')
  return text.slice(prefix.length)
}
