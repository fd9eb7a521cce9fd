import type { ServiceResponse } from '../emulator/wire/response.ts'

/** A response as it goes out; other services' may be bytes. */
export interface Reply extends Omit<ServiceResponse, 'body'> {
  readonly body: string | Uint8Array
}
