import type { ErrorCode } from './errors.ts'

/** Client faults answer 400 whatever the Smithy model says: awsJson services do. These are the others. */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  DependencyTimeoutException: 503,
  KMSInternalException: 500,
  KeyUnavailableException: 500,
  RequestEntityTooLargeException: 413,
}

/** The HTTP status of an error. */
export const statusOf = (code: ErrorCode): number => STATUSES[code] ?? 400
