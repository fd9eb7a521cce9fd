import type { Handler } from '../context.ts'
import { authorize } from '../keys/authorize.ts'
import { guard } from '../keys/guard.ts'
import { keyArn } from '../keys/identifiers.ts'
import { transitioned } from '../keys/lifecycle.ts'
import { familyOf, notPrimary, SETTLING_TIME } from '../keys/regions.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary } from '../store/rows.ts'

export { UpdatePrimaryRegion as operation } from '../../facts/operations/UpdatePrimaryRegion.ts'

export const UpdatePrimaryRegion: Handler<'UpdatePrimaryRegion'> = ({ KeyId, PrimaryRegion }, kms) => {
  const primary = kms.key(KeyId)
  if (!primary.primaryRegion || !isPrimary(primary)) throw notPrimary(primary)
  if (PrimaryRegion === primary.region)
    throw new KmsError('UnsupportedOperationException', `${primary.arn} is the multi-region primary key already.`)
  const family = familyOf(kms.tables, primary)
  const replica = family.find(({ region }) => region === PrimaryRegion)
  if (!replica)
    throw new KmsError('NotFoundException', `Key '${keyArn({ ...kms, region: PrimaryRegion }, primary.id)}' does not exist`)
  authorize(kms, replica)
  guard(kms, replica)

  for (const relative of family) {
    const swaps = relative === primary || relative === replica
    const row = { ...relative, primaryRegion: PrimaryRegion }
    kms.write({
      table: 'keys',
      id: row.arn,
      row: swaps ? { ...transitioned(row, 'UpdatePrimaryRegion'), settlesAt: kms.now + SETTLING_TIME } : row,
    })
  }
}
