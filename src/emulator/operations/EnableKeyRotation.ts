import type { Handler } from '../context.ts'
import { requireOrigin } from '../keys/guard.ts'
import { notPrimary } from '../keys/regions.ts'
import { rotationFrom, shareRotation, YEARLY } from '../keys/rotation.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary } from '../store/rows.ts'

export { EnableKeyRotation as operation } from '../../facts/operations/EnableKeyRotation.ts'

export const EnableKeyRotation: Handler<'EnableKeyRotation'> = ({ KeyId, RotationPeriodInDays = YEARLY }, kms) => {
  const key = kms.key(KeyId)
  requireOrigin(key, 'AWS_KMS')
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw new KmsError('UnsupportedOperationException')
  if (!isPrimary(key)) throw notPrimary(key)
  // A request that changes nothing does not put the next rotation off.
  if (key.rotation?.enabled && key.rotation.periodInDays === RotationPeriodInDays) return
  shareRotation(kms, key, rotationFrom(kms.now, RotationPeriodInDays))
}
