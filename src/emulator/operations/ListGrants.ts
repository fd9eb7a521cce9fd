import type { Handler } from '../context.ts'
import { checkGrantId, checkPrincipal, listedGrant } from '../keys/grants.ts'
import { KmsError } from '../kms-error.ts'
import { type Grant, orderOf } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListGrants as operation } from '../../facts/operations/ListGrants.ts'

export const ListGrants: Handler<'ListGrants'> = (input, kms) => {
  const { KeyId, GrantId, GranteePrincipal, GranteeServicePrincipal } = input
  const { arn } = kms.key(KeyId)
  if (GrantId !== undefined) checkGrantId(GrantId)
  if (GranteePrincipal !== undefined) checkPrincipal(GranteePrincipal)
  if (GranteeServicePrincipal !== undefined)
    throw new KmsError('ValidationException', 'GranteeServicePrincipal is usable only by callers in a service principal.')

  const filtered = GrantId !== undefined || GranteePrincipal !== undefined
  const isWanted = ({ id, grantee }: Grant): boolean =>
    (GrantId ?? id) === id &&
    (GranteePrincipal === undefined || ('principal' in grantee && grantee.principal === GranteePrincipal))
  const { rows, ...more } = requestedPage(kms, {
    of: arn,
    list: (after, limit) =>
      filtered
        ? kms.tables.grants.list('key', arn, after).filter(isWanted).slice(0, limit)
        : kms.tables.grants.list('key', arn, after, limit),
    orderOf,
  })
  return { Grants: rows.map(listedGrant), ...more }
}
