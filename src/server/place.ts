/** Which sandbox of the server a request is for. The path says it, and so any client can that takes an address. */

/** The paths of the sandboxes that have a name. No service of AWS has a path that begins like this, and the administration has another. */
export const SANDBOX_PATH = '/_sandbox/'

export interface Place {
  /** The sandbox that is named, whether or not it may be called so; undefined for the one without a name. */
  readonly name: string | undefined
  /** The path and the query below the sandbox. */
  readonly path: string
}

/**
 * The path and the query of a request's target, which a client that takes the server for a proxy writes as a whole address (RFC 9112, section 3.2.2).
 *
 * @example pathOf('http://localhost:4599/_qkms/clock') //=> '/_qkms/clock'
 */
export const pathOf = (target: string): string => {
  if (target.startsWith('/')) return target
  const [origin] = /^https?:\/\/[^/?]*/i.exec(target) ?? []
  if (origin === undefined) return target
  const path = target.slice(origin.length)
  return path.startsWith('/') ? path : `/${path}`
}

/**
 * Splits the path and the query of a request.
 *
 * @example
 * placeOf('/_sandbox/orders/_qkms/clock') //=> { name: 'orders', path: '/_qkms/clock' }
 * placeOf('/_qkms/clock') //=> { name: undefined, path: '/_qkms/clock' }
 */
export const placeOf = (url: string): Place => {
  if (!url.startsWith(SANDBOX_PATH)) return { name: undefined, path: url }
  const [name = ''] = url.slice(SANDBOX_PATH.length).split(/[/?]/, 1)
  const rest = url.slice(SANDBOX_PATH.length + name.length)
  return { name, path: rest.startsWith('/') ? rest : `/${rest}` }
}

/** In lower case alone, since not every file system tells `a` from `A`. It is never decoded: what is written with `%` is no name. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/

export const isSandboxName = (name: string): boolean => NAME.test(name)

/** What a name has to be, to be told to one who chose another. */
export const NAME_RULE = 'a name has up to 63 characters, a to z, 0 to 9, _ and -, and begins with a letter or a digit'
