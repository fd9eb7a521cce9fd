import type { Handler, Kms } from '../context.ts'
import { authorize } from '../keys/authorize.ts'
import { allows, grantBehind, grantWithId, isParty } from '../keys/grants.ts'
import { rootArn } from '../keys/principals.ts'
import { KmsError } from '../kms-error.ts'
import type { Grant } from '../store/rows.ts'

export { RetireGrant as operation } from '../../facts/operations/RetireGrant.ts'

export const RetireGrant: Handler<'RetireGrant'> = (input, kms) => {
  const grant = grantIn(input, kms)
  const issuer = rootArn(kms.partition, kms.account)
  authorize(
    kms,
    kms.find(grant.keyArn),
    {},
    input.KeyId,
    (candidate, access) =>
      candidate.id === grant.id &&
      (candidate.issuer === issuer || isParty(candidate.retiring, access.principal) || allows(candidate, access)),
  )
  kms.write({ table: 'grants', id: grant.id, row: undefined })
}

/** The grant that a request names, by its token or by key and id. */
const grantIn = ({ GrantToken, KeyId, GrantId }: Parameters<typeof RetireGrant>[0], kms: Kms): Grant => {
  if (GrantToken !== undefined && KeyId === undefined && GrantId === undefined) return grantBehind(kms, GrantToken)
  if (GrantToken === undefined && KeyId !== undefined && GrantId !== undefined) {
    if (!KeyId.startsWith('arn:')) throw new KmsError('NotFoundException', `Invalid arn ${KeyId}`)
    return grantWithId(kms, kms.find(KeyId), GrantId)
  }
  throw new KmsError('ValidationException', 'Specify either a GrantToken, or both a KeyId and a GrantId.')
}
