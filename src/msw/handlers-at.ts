import { http, type RequestHandler } from 'msw'
import type { Emulator } from '../emulator/emulator.ts'

/**
 * The header by which a HEAD request learns that the emulator is there.
 *
 * @example
 * import { setupServer } from 'msw/node'
 * import { createEmulator } from 'q-kms-docs/emulator'
 * import { EMULATOR_HEADER, handlersOf } from 'q-kms-docs/msw'
 *
 * const mocks = setupServer(...handlersOf(createEmulator()))
 * mocks.listen()
 * const { headers } = await fetch('https://kms.us-east-1.amazonaws.com/', { method: 'HEAD' })
 * console.log(headers.get(EMULATOR_HEADER)) //=> ready
 * mocks.close()
 */
export const EMULATOR_HEADER = 'x-q-kms-emulator'

/** MSW request handlers that pass every request to the given URLs to `emulator`. */
export const handlersAt = (
  { fetch }: Pick<Emulator, 'fetch'>,
  ...urls: readonly (string | RegExp)[]
): readonly RequestHandler[] =>
  urls.flatMap((url) => [
    http.head(url, () => new Response(null, { status: 204, headers: { [EMULATOR_HEADER]: 'ready' } })),
    // A failure that is no response of the service looks like one of the network to a program.
    http.all(url, ({ request }) => fetch(request).catch(() => Response.error())),
  ])
