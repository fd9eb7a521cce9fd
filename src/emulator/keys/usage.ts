import type { Kms } from '../context.ts'
import { randomUuid } from '../random.ts'

/** Notes that an operation used a key, for GetKeyLastUsage. */
export const recordUsage = ({ write, tables, operation, now }: Kms, arn: string, requestId: string): void => {
  if (!tables.keys.get(arn)) return
  write({ table: 'usages', id: arn, row: { operation: operation.name, at: now, eventId: randomUuid(), requestId } })
}
