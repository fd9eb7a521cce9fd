import type { Kms } from '../context.ts'
import { markOf } from '../keys/tokens.ts'
import { type Listing, type ListingPage, pageOf } from './page.ts'

type Request = Pick<Kms, 'operation' | 'input' | 'tables'>

/** What an operation lists; with `of`, the listing is that of one thing, such as the grants of a key. */
interface Requested<R> extends Omit<Listing<R>, 'name'> {
  readonly of?: string | undefined
}

/**
 * The page of a listing that a request asks for with `Limit` and `Marker`. Without a `Limit`, the page has as many items as the
 * descriptor's default says, or else as its shape allows.
 *
 * @throws {KmsError} InvalidMarkerException
 * @example
 * const { rows, ...more } = requestedPage(kms, { of: key.arn, list: (after, limit) => rowsBehind(after, limit), orderOf })
 * return { Grants: rows.map(listedGrant), ...more }
 */
export const requestedPage = <R>(kms: Request, { of, ...listing }: Requested<R>): ListingPage<R> => {
  const { operation, input } = kms
  const name = () => `${markOf(kms)}${operation.name}${of === undefined ? '' : ` ${of}`}`
  const { Limit = standardLimit(operation), Marker } = input as { readonly Limit?: number; readonly Marker?: string }
  return pageOf({ ...listing, name }, Limit, Marker)
}

const standardLimit = ({ name, input: { Limit } }: Request['operation']): number => {
  const limit = Limit?.default ?? (Limit?.type.kind === 'integer' ? Limit.type.max : undefined)
  if (typeof limit !== 'number') throw new Error(`Failed to list by ${name}: it has no Limit.`)
  return limit
}
