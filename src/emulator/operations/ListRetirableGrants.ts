import type { Handler } from '../context.ts'
import { checkPrincipal, listedGrant } from '../keys/grants.ts'
import { principalOf } from '../keys/principals.ts'
import { KmsError } from '../kms-error.ts'
import { orderOf } from '../store/rows.ts'
import { pageOf } from '../wire/page.ts'

export { ListRetirableGrants as operation } from '../../facts/operations/ListRetirableGrants.ts'

/** The service documents 100 as the most, though its model lets 1,000 through. */
const MAX_PAGE = 100

export const ListRetirableGrants: Handler<'ListRetirableGrants'> = (input, kms) => {
  const { RetiringPrincipal, RetiringServicePrincipal, Limit = 50, Marker } = input
  if ((RetiringPrincipal === undefined) === (RetiringServicePrincipal === undefined))
    throw new KmsError('ValidationException', 'Specify either RetiringPrincipal or RetiringServicePrincipal, but not both.')
  if (RetiringPrincipal === undefined)
    throw new KmsError('ValidationException', 'RetiringServicePrincipal is usable only by callers in a service principal.')
  checkPrincipal(RetiringPrincipal)
  if (principalOf(RetiringPrincipal)?.account !== kms.account)
    throw new KmsError(
      'AccessDeniedException',
      `User: ${kms.caller} is not authorized to perform: kms:ListRetirableGrants on resource: ${RetiringPrincipal} because no identity-based policy allows the kms:ListRetirableGrants action`,
    )
  const group = `${kms.region}/${RetiringPrincipal}`
  const { rows, ...more } = pageOf(
    {
      name: `${kms.operation.name} ${group}`,
      list: (after, limit) => kms.tables.grants.list('retiring', group, after, limit),
      orderOf,
    },
    Math.min(Limit, MAX_PAGE),
    Marker,
  )
  return { Grants: rows.map(listedGrant), ...more }
}
