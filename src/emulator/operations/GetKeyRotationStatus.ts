import type { Handler } from '../context.ts'
import { requireOrigin } from '../keys/guard.ts'

export { GetKeyRotationStatus as operation } from '../../facts/operations/GetKeyRotationStatus.ts'

export const GetKeyRotationStatus: Handler<'GetKeyRotationStatus'> = ({ KeyId }, kms) => {
  const { arn, origin, state, rotation } = kms.key(KeyId)
  requireOrigin({ arn, origin }, 'AWS_KMS')
  // The setting outlives a deletion that is cancelled, but shows only then.
  const deleting = state === 'PendingDeletion' || state === 'PendingReplicaDeletion'
  if (!rotation?.enabled || deleting) return { KeyId: arn, KeyRotationEnabled: false }
  return {
    KeyId: arn,
    KeyRotationEnabled: true,
    RotationPeriodInDays: rotation.periodInDays,
    NextRotationDate: rotation.nextAt,
  }
}
