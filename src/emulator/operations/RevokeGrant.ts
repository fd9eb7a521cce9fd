import { grantWithId } from '../keys/grants.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { RevokeGrant as operation } from '../../model/operations/RevokeGrant.ts'

export const RevokeGrant: Handler<'RevokeGrant'> = (input, kms) => {
  const { id } = grantWithId(kms, kms.key(input.KeyId), input.GrantId)
  honourDryRun(input)
  kms.write({ table: 'grants', id, row: undefined })
}
