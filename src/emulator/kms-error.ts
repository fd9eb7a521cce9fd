import type { ErrorCode } from '../facts/errors.ts'

/** A response of the service that is an error. Anything else that is thrown is a bug of the emulator. */
export class KmsError extends Error {
  override readonly name = 'KmsError'
  readonly code: ErrorCode

  /** `message` is the service's own text; some of its errors have none. */
  constructor(code: ErrorCode, message?: string) {
    super(message)
    this.code = code
  }
}
