import type { Handler } from '../context.ts'
import { requireOrigin } from '../keys/guard.ts'
import { notPrimary } from '../keys/regions.ts'
import { shareRotation } from '../keys/rotation.ts'
import { isPrimary } from '../store/rows.ts'

export { DisableKeyRotation as operation } from '../../facts/operations/DisableKeyRotation.ts'

export const DisableKeyRotation: Handler<'DisableKeyRotation'> = ({ KeyId }, kms) => {
  const key = kms.key(KeyId)
  requireOrigin(key, 'AWS_KMS')
  if (!isPrimary(key)) throw notPrimary(key)
  if (key.rotation) shareRotation(kms, key, { ...key.rotation, enabled: false })
}
