import type { Handler } from '../context.ts'
import { transitioned, withMaterials } from '../keys/lifecycle.ts'

export { CancelKeyDeletion as operation } from '../../facts/operations/CancelKeyDeletion.ts'

export const CancelKeyDeletion: Handler<'CancelKeyDeletion'> = ({ KeyId }, kms) => {
  const { deletionDate: _, pendingWindowInDays: __, ...kept } = transitioned(kms.key(KeyId), 'CancelKeyDeletion')
  // A key that lost its imported material while it waited, or never had any, waits for it again.
  const row = withMaterials(kept, kept.materials)
  kms.write({ table: 'keys', id: row.arn, row })
  return { KeyId: row.arn }
}
