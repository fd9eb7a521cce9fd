import type { ServiceResponse } from '../emulator/wire/response.ts'

/** An answer as it goes out; other services' may be bytes. */
export interface Reply extends Omit<ServiceResponse, 'body'> {
  readonly body: string | Uint8Array
}
