import type { KeyLastUsageTrackingOperation } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import type { Handler } from '../context.ts'

export { GetKeyLastUsage as operation } from '../../facts/operations/GetKeyLastUsage.ts'

/** Since when uses are recorded at all. */
const TRACKING_START = Date.UTC(2026, 0, 1)

export const GetKeyLastUsage: Handler<'GetKeyLastUsage'> = ({ KeyId }, kms) => {
  const { arn, createdAt } = kms.key(KeyId)
  const usage = kms.tables.usages.get(arn)
  return {
    KeyId: arn,
    KeyLastUsage: usage
      ? {
          // Tracked operations alone are recorded.
          Operation: usage.operation as Value<typeof KeyLastUsageTrackingOperation>,
          Timestamp: usage.at,
          CloudTrailEventId: usage.eventId,
          KmsRequestId: usage.requestId,
        }
      : {},
    TrackingStartDate: Math.max(createdAt, TRACKING_START),
    KeyCreationDate: createdAt,
  }
}
