import type { Handler } from '../context.ts'
import { transitioned } from '../keys/lifecycle.ts'
import { resumedRotation, shareRotation } from '../keys/rotation.ts'

export { EnableKey as operation } from '../../facts/operations/EnableKey.ts'

export const EnableKey: Handler<'EnableKey'> = ({ KeyId }, kms) => {
  const row = transitioned(kms.key(KeyId), 'EnableKey')
  kms.write({ table: 'keys', id: row.arn, row })
  shareRotation(kms, row, resumedRotation(row, kms.now))
}
