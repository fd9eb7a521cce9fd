import type { ErrorCode } from './errors.ts'

/** Client faults have the status 400, whatever the Smithy model says, as in every awsJson service. These are the others. */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  DependencyTimeoutException: 503,
  KMSInternalException: 500,
  KeyUnavailableException: 500,
  RequestEntityTooLargeException: 413,
}

/** The HTTP status of an error. */
export const statusOf = (code: ErrorCode): number => STATUSES[code] ?? 400
