import { DAY } from '../clock.ts'
import { after } from '../keys/lifecycle.ts'
import type { Handler } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

const WINDOW = { min: 7, max: 30 }

export const ScheduleKeyDeletion: Handler<'ScheduleKeyDeletion'> = ({ KeyId, PendingWindowInDays = WINDOW.max }, kms) => {
  if (PendingWindowInDays < WINDOW.min || PendingWindowInDays > WINDOW.max)
    throw new KmsError('ValidationException', `PendingWindowInDays must be between ${WINDOW.min} and ${WINDOW.max}`)
  const scheduled = after(kms.key(KeyId), 'ScheduleKeyDeletion')
  const row = { ...scheduled, deletionDate: kms.now + PendingWindowInDays * DAY }
  kms.write({ table: 'keys', id: row.arn, row })
  return { KeyId: row.arn, DeletionDate: row.deletionDate, KeyState: row.state, PendingWindowInDays }
}
