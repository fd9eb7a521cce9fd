import { QUOTAS } from '../../facts/quotas.ts'
import { DAY } from '../clock.ts'
import type { Handler } from '../context.ts'
import { transitioned } from '../keys/lifecycle.ts'
import { replicasOf } from '../keys/regions.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary, type Key } from '../store/rows.ts'

export { ScheduleKeyDeletion as operation } from '../../facts/operations/ScheduleKeyDeletion.ts'

const WINDOW = { min: QUOTAS.shortestWaitDays, max: QUOTAS.longestWaitDays }

export const ScheduleKeyDeletion: Handler<'ScheduleKeyDeletion'> = ({ KeyId, PendingWindowInDays = WINDOW.max }, kms) => {
  if (PendingWindowInDays < WINDOW.min || PendingWindowInDays > WINDOW.max)
    throw new KmsError('ValidationException', `PendingWindowInDays must be between ${WINDOW.min} and ${WINDOW.max}`)
  const key = kms.key(KeyId)
  const waits = isPrimary(key) && replicasOf(kms.tables, key).length > 0
  const row: Key = waits
    ? { ...transitioned(key, 'SchedulePrimaryDeletion'), pendingWindowInDays: PendingWindowInDays }
    : { ...transitioned(key, 'ScheduleKeyDeletion'), deletionDate: kms.now + PendingWindowInDays * DAY }
  kms.write({ table: 'keys', id: row.arn, row })
  return { KeyId: row.arn, DeletionDate: row.deletionDate, KeyState: row.state, PendingWindowInDays }
}
