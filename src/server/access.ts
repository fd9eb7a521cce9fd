import { createHash, timingSafeEqual } from 'node:crypto'
import type { Call } from './call.ts'

/** Who may administer. */
export interface AccessOptions {
  /** What `Authorization: Bearer` has to say. Who says it may come from anywhere; no other request is let in. */
  readonly token?: string | undefined
  /** Names of this machine, beside `localhost` and its loopback addresses. */
  readonly hosts?: readonly string[] | undefined
}

/** A request to the administration, before its body is read. */
export interface Asking extends Pick<Call, 'method' | 'url' | 'headers'> {
  /** The address that it comes from. */
  readonly address: string | undefined
  readonly scheme: 'http' | 'https'
}

export interface Denial {
  readonly status: 401 | 403
  readonly reason: string
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const forbidden = (reason: string): Denial => ({ status: 403, reason })

/**
 * Why a request is not let in: it comes from another machine, its Host is not this machine's (a name that was rebound to
 * 127.0.0.1), or a page of another origin makes it. A browser sends Origin with each request that can change something, and
 * Sec-Fetch-Site with each. A token stands for all of that: no page knows it.
 */
export const createAccess = ({ token, hosts = [] }: AccessOptions = {}): ((asking: Asking) => Denial | undefined) => {
  const names = new Set(hosts.map((name) => name.toLowerCase()))
  const isOurs = (host: string): boolean => {
    const name = host.replace(/:\d+$/, '')
    return LOCAL.test(name) || names.has(name.toLowerCase())
  }

  return ({ address, scheme, headers }) => {
    if (token !== undefined) {
      const [, given] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
      if (given !== undefined && timingSafeEqual(digest(given), digest(token))) return undefined
      return { status: 401, reason: 'Authorization is not Bearer with the token of --admin-token.' }
    }
    const [host, origin, site] = ['host', 'origin', 'sec-fetch-site'].map((name) => headers.get(name) ?? undefined)
    if (!LOOPBACK.test(address ?? '')) return forbidden('without --admin-token the administration is open only to this machine.')
    if (!isOurs(host ?? '')) return forbidden(`the Host ${host} is not this machine; --allow-host makes it one.`)
    if (origin !== undefined && origin !== `${scheme}://${host}`) return forbidden(`the page of ${origin} may not ask.`)
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return forbidden('a page of another origin may not ask.')
    return undefined
  }
}
