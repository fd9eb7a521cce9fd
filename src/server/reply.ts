import type { Answer } from '../emulator/wire/response.ts'

/** An answer as it goes out; other services' may be bytes. */
export interface Reply extends Omit<Answer, 'body'> {
  readonly body: string | Uint8Array
}
