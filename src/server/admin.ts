import type { ServiceResponse } from '../emulator/wire/response.ts'
import { type AccessOptions, type Asking, createAccess } from './access.ts'
import { toJson } from './json.ts'
import type { Place } from './place.ts'
import { OPEN, sandboxRoutes, serverRoutes } from './routes.ts'
import { type Sandboxes, sandboxAt } from './sandboxes.ts'

/** The paths of the administration, below each sandbox; AWS has nothing there. */
export const ADMIN_PATH = '/_qkms/'

/** Where Prometheus asks for the metrics, unless its configuration names another path. */
const METRICS_PATH = '/metrics'

/** Whether a request is for the administration, and not for the service. */
export const isForAdmin = (method: string | undefined, { path }: Place): boolean =>
  path.startsWith(ADMIN_PATH) || (path === METRICS_PATH && (method === 'GET' || method === 'HEAD'))

/** The most bytes that a request to the administration may have: a snapshot of some hundred thousand keys. */
export const MAX_ADMIN_BODY = 256 * 1024 * 1024

/** Serves a request to the administration at a place. `read` returns the body, or undefined where it is too large. */
export type Admin = (asking: Asking, place: Place, read: () => Promise<string | undefined>) => Promise<ServiceResponse>

const answerOf = (type: string, body: string, status = 200): ServiceResponse => ({
  status,
  headers: { 'Content-Type': type, 'Cache-Control': 'no-store' },
  body,
})

const json = (value: unknown, status?: number): ServiceResponse => answerOf('application/json', `${toJson(value, 2)}\n`, status)

/** The version is that of Prometheus' format; other readers pass over it. */
const text = (body: string): ServiceResponse => answerOf('text/plain; version=0.0.4; charset=utf-8', body)

const failureOf = (status: number, reason: string, headers: ServiceResponse['headers'] = {}): ServiceResponse => {
  // What the emulator says has its own beginning.
  const message = reason.startsWith('Failed to ') ? reason : `Failed to administer: ${reason}`
  const answer = json({ message }, status)
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

/** The handler of the requests that `isForAdmin`. */
export const createAdmin = (sandboxes: Sandboxes, access: AccessOptions): Admin => {
  const denialOf = createAccess(access)
  const names = Object.keys(sandboxRoutes(sandboxes.root))

  return async (asking, place, read) => {
    const { pathname, searchParams } = new URL(place.path, 'http://localhost')
    // node:http leaves the body out of a response to HEAD.
    const method = asking.method === 'HEAD' ? 'GET' : asking.method
    const name = `${method} ${pathname.slice(pathname === METRICS_PATH ? 1 : ADMIN_PATH.length)}`
    const denial = OPEN.includes(name) ? undefined : denialOf(asking)
    if (denial) return failureOf(denial.status, denial.reason, denial.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {})
    const ofServer = serverRoutes(sandboxes, place.name)
    const there = [...names, ...Object.keys(ofServer)]
    if (!there.includes(name)) return failureOf(404, `there are ${there.join(', ')} below ${ADMIN_PATH}`)
    const body = await read()
    if (body === undefined) return failureOf(413, `the body is larger than ${MAX_ADMIN_BODY} bytes.`)
    try {
      const routes = ofServer[name] ? ofServer : sandboxRoutes(await sandboxAt(sandboxes, place))
      const value = await routes[name]?.(body, searchParams)
      return typeof value === 'string' ? text(value) : json(value)
    } catch (error) {
      return failureOf(400, error instanceof Error ? error.message : String(error))
    }
  }
}
