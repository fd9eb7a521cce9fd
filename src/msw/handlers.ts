import { http, type RequestHandler } from 'msw'
import type { Emulator } from '../emulator/emulator.ts'
import { AWS_ENDPOINTS } from './endpoints.ts'

/** The header by which a HEAD request learns that the emulator answers. */
export const EMULATOR_HEADER = 'x-q-kms-emulator'

/** MSW request handlers that let `emulator` answer whatever is sent to the service's AWS endpoints, and to `endpoint` where one is given. */
export const handlersOf = ({ fetch }: Pick<Emulator, 'fetch'>, endpoint?: string): readonly RequestHandler[] =>
  [...(endpoint === undefined ? [] : [endpoint]), AWS_ENDPOINTS].flatMap((url) => [
    http.head(url, () => new Response(null, { status: 204, headers: { [EMULATOR_HEADER]: 'ready' } })),
    http.all(url, ({ request }) => fetch(request)),
  ])
