import type { Handler } from '../context.ts'
import { checkPrincipal, listedGrant } from '../keys/grants.ts'
import { principalOf } from '../keys/principals.ts'
import { KmsError } from '../kms-error.ts'
import { orderOf } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListRetirableGrants as operation } from '../../facts/operations/ListRetirableGrants.ts'

export const ListRetirableGrants: Handler<'ListRetirableGrants'> = (input, kms) => {
  const { RetiringPrincipal, RetiringServicePrincipal } = input
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
  const { rows, ...more } = requestedPage(kms, {
    of: group,
    list: (after, limit) => kms.tables.grants.list('retiring', group, after, limit),
    orderOf,
  })
  return { Grants: rows.map(listedGrant), ...more }
}
