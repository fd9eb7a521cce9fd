import type { Handler } from '../context.ts'
import { grantWithId } from '../keys/grants.ts'

export { RevokeGrant as operation } from '../../facts/operations/RevokeGrant.ts'

export const RevokeGrant: Handler<'RevokeGrant'> = (input, kms) => {
  const { id } = grantWithId(kms, kms.key(input.KeyId), input.GrantId)
  kms.write({ table: 'grants', id, row: undefined })
}
