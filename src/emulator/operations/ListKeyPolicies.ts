import type { Handler } from '../context.ts'
import { namedPolicies } from '../keys/policy.ts'
import { markOf } from '../keys/tokens.ts'
import { KmsError } from '../kms-error.ts'
import { type ListingPage, pageOf } from '../wire/page.ts'

export { ListKeyPolicies as operation } from '../../facts/operations/ListKeyPolicies.ts'

export const ListKeyPolicies: Handler<'ListKeyPolicies'> = ({ KeyId, Limit = 100, Marker }, kms) => {
  const key = kms.key(KeyId)
  const names = [...namedPolicies(key).keys()]
  const listing = {
    name: () => `${markOf(kms)}${kms.operation.name} ${key.arn}`,
    orderOf: (name: string) => name,
    list: (after?: string, limit?: number) => names.slice(after === undefined ? 0 : names.indexOf(after) + 1).slice(0, limit),
  }
  const { rows, ...more } = pageFrom(() => pageOf(listing, Limit, Marker))
  return { PolicyNames: rows, ...more }
}

/** The operation declares no InvalidMarkerException. @throws {KmsError} ValidationException */
const pageFrom = (page: () => ListingPage<string>): ListingPage<string> => {
  try {
    return page()
  } catch (error) {
    throw error instanceof KmsError ? new KmsError('ValidationException', error.message) : error
  }
}
