import type { Emulator } from '../emulator/emulator.ts'
import type { ServiceResponse } from '../emulator/wire/response.ts'
import { type AccessOptions, type Asking, createAccess } from './access.ts'
import type { Faults } from './faults.ts'
import { toJson } from './json.ts'
import { createRoutes, HEALTH } from './routes.ts'

/** The paths of the administration; AWS has nothing there. */
export const ADMIN_PATH = '/_qkms/'

/** The most bytes that a request to the administration may have: a snapshot of some hundred thousand keys. */
export const MAX_ADMIN_BODY = 256 * 1024 * 1024

/** Answers a request to the administration. `read` gives the body, or undefined where it is too large. */
export type Admin = (asking: Asking, read: () => Promise<string | undefined>) => Promise<ServiceResponse>

const json = (value: unknown, status = 200): ServiceResponse => ({
  status,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  body: `${toJson(value, 2)}\n`,
})

const failureOf = (status: number, reason: string, headers: ServiceResponse['headers'] = {}): ServiceResponse => {
  // What the emulator says has its own beginning.
  const message = reason.startsWith('Failed to ') ? reason : `Failed to administer: ${reason}`
  const answer = json({ message }, status)
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

interface Administered extends AccessOptions {
  readonly emulator: Emulator
  readonly faults: Faults
}

/** The handler of the requests below `ADMIN_PATH`. */
export const createAdmin = ({ emulator, faults, ...access }: Administered): Admin => {
  const denialOf = createAccess(access)
  const routes = createRoutes({ emulator, faults })

  return async (asking, read) => {
    const { pathname, searchParams } = new URL(asking.url, 'http://localhost')
    // node:http leaves the body out of an answer to HEAD.
    const method = asking.method === 'HEAD' ? 'GET' : asking.method
    const name = `${method} ${pathname.slice(ADMIN_PATH.length)}`
    const denial = name === HEALTH ? undefined : denialOf(asking)
    if (denial) return failureOf(denial.status, denial.reason, denial.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {})
    const route = Object.hasOwn(routes, name) && routes[name]
    if (!route) return failureOf(404, `there are ${Object.keys(routes).join(', ')} below ${ADMIN_PATH}`)
    const body = await read()
    if (body === undefined) return failureOf(413, `the body is larger than ${MAX_ADMIN_BODY} bytes.`)
    try {
      return json(await route(body, searchParams))
    } catch (error) {
      return failureOf(400, error instanceof Error ? error.message : String(error))
    }
  }
}
