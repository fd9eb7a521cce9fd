import { QUOTAS } from '../../facts/quotas.ts'
import { SECOND } from '../clock.ts'
import type { Handler } from '../context.ts'
import { notPrimary } from '../keys/regions.ts'
import { requireRotatable, rotate } from '../keys/rotation.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary, rotatesAt } from '../store/rows.ts'

export { RotateKeyOnDemand as operation } from '../../facts/operations/RotateKeyOnDemand.ts'

const NOTICE = QUOTAS.rotationNoticeMinutes * 60 * SECOND

export const RotateKeyOnDemand: Handler<'RotateKeyOnDemand'> = ({ KeyId }, kms) => {
  const key = kms.key(KeyId)
  requireRotatable(key)
  if (!isPrimary(key)) throw notPrimary(key)
  if (key.origin === 'EXTERNAL' && !key.materials.some(({ state }) => state === 'PENDING_ROTATION'))
    throw new KmsError('KMSInvalidStateException', `No available key material pending rotation for the key: ${key.arn}.`)
  const { onDemandRotations = 0 } = key
  if (onDemandRotations >= QUOTAS.onDemandRotations)
    throw new KmsError(
      'LimitExceededException',
      `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${key.arn}`,
    )
  if (rotatesAt(key) - kms.now <= NOTICE)
    throw new KmsError(
      'ConflictException',
      `An automatic rotation of ${key.arn} begins within the next ${QUOTAS.rotationNoticeMinutes} minutes.`,
    )
  rotate(kms, key, { at: kms.now, type: 'ON_DEMAND' }, { onDemandRotations: onDemandRotations + 1 })
  return { KeyId: key.arn }
}
