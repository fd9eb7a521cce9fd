import { QUOTAS } from '../../facts/quotas.ts'
import type { Handler } from '../context.ts'
import { authorize, refuseAccess } from '../keys/authorize.ts'
import { covers, grantOf, madeBefore, tokenOf } from '../keys/grants.ts'
import { guard } from '../keys/guard.ts'
import { KmsError } from '../kms-error.ts'

export { CreateGrant as operation } from '../../facts/operations/CreateGrant.ts'

export const CreateGrant: Handler<'CreateGrant'> = (input, kms) => {
  const { KeyId, Constraints } = input
  const key = kms.find(KeyId)
  const context = Constraints?.EncryptionContextEquals ?? Constraints?.EncryptionContextSubset
  const parents = authorize(kms, key, { context }, KeyId)
  guard(kms, key)
  const wanted = grantOf(input, key, kms)
  if (parents && !parents.some((parent) => covers(parent, wanted))) refuseAccess(kms, key)

  const before = madeBefore(kms, wanted)
  if (!before && kms.tables.grants.count('key', key.arn) >= QUOTAS.grants)
    throw new KmsError('LimitExceededException', `Grants per key quota for this account in this region is ${QUOTAS.grants}.`)
  const grant = before ?? wanted
  if (!before) kms.write({ table: 'grants', id: grant.id, row: grant })
  return { GrantToken: tokenOf(kms, grant), GrantId: grant.id }
}
