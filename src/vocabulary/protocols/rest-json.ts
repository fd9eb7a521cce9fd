import { type Body, isBody } from '../fits.ts'
import type { HttpBinding } from '../http.ts'
import { join } from '../paths.ts'
import type { Authentication, Protocol, ServiceError } from '../protocol.ts'
import type { Members } from '../shapes.ts'

/** Where an API is, and how it lets requests in. */
export interface RestJsonOptions {
  /** Where the API is, such as `https://api.example/v2`. */
  readonly url: string
  /** A bearer token (RFC 6750), or the name of the header that takes an API key. Without it, requests carry no secret. */
  readonly authentication?: 'bearer' | { readonly header: string }
}

const MEDIA_TYPE = 'application/json'

const authenticationOf = (given: NonNullable<RestJsonOptions['authentication']>): Authentication =>
  given === 'bearer'
    ? { label: 'Bearer token', header: 'Authorization', prefix: 'Bearer ' }
    : { label: given.header, header: given.header, prefix: '' }

/**
 * REST with JSON bodies: each descriptor has its method and path in `http`, and members are named as they are. Errors are read as problem
 * details (RFC 9457), `{error: {code, message}}`, `{error, error_description}` (RFC 6749) or `{code, message}`.
 *
 * @example restJson({ url: 'https://tokens.example', authentication: 'bearer' })
 */
export const restJson = ({ url, authentication }: RestJsonOptions): Protocol => ({
  url,
  mediaType: MEDIA_TYPE,
  bindingOf: ({ name, http }) => {
    if (!http) throw new Error(`the descriptor of ${name} has no \`http\`, which names its method and path`)
    return http
  },
  headersOf: () => ({ 'Content-Type': MEDIA_TYPE }),
  memberOf: (field) => field,
  fieldOf: (member) => member,
  errorOf: ({ status, text }, members, headers = {}) => (status < 400 ? undefined : errorIn(status, text, { members, headers })),
  ...(authentication && { authentication: authenticationOf(authentication) }),
})

/** What an error may name. */
interface Names {
  readonly members: Members
  /** The header that a member is. */
  readonly headers: NonNullable<HttpBinding['headers']>
}

const errorIn = (status: number, text: string, names: Names): ServiceError => {
  const none = { code: `HTTP ${status}`, message: '', members: {} }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {}
  if (!isBody(body)) return none
  const error = isBody(body.error) ? body.error : body
  const { code, type, title, message, detail, error_description: description } = error
  const said = first(message, detail, description, code === undefined ? undefined : title)
  return {
    code: first(code, body.error, typeName(type), title) ?? none.code,
    message: said ?? '',
    // Some services list the members beside the error, not in it.
    members: {
      ...(error !== body && membersIn({ ...body, error: undefined }, names, '')),
      ...membersIn(error, names, said ?? ''),
    },
  }
}

const first = (...values: readonly unknown[]): string | undefined => {
  const found = values.find((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
  return found === undefined ? undefined : String(found)
}

/** `https://api.example/problems/unknown-token` → `unknown-token`; `about:blank` names nothing. */
const typeName = (type: unknown): string | undefined =>
  typeof type === 'string' && type !== 'about:blank' ? type.split('?')[0]?.split(/[/#:]/).findLast(Boolean) : undefined

/** What an error may call the part of the request that a member stands in. */
const CONTAINERS = ['body', 'query', 'path', 'header', 'params']

/** The steps of a place; in a JSON pointer (RFC 6901), `~1` stands for `/` and `~0` for `~`. */
const stepsOf = (place: unknown): readonly string[] => {
  if (Array.isArray(place)) return place.map(String)
  if (typeof place !== 'string') return []
  if (!/^#?\//.test(place)) return place.split(/[.[\]]+/).filter(Boolean)
  const pointer = place.replace(/^#?\//, '').split('/')
  return pointer.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/**
 * `/tags/0/name`, `#/tags/0/name`, `tags[0].name` or `["tags", 0, "name"]` as `tags.0.name`, and `Idempotency-Key` as the member that is this
 * header; undefined for a member that is not known.
 */
const pathOf = (place: unknown, { members, headers }: Names): string | undefined => {
  const steps = stepsOf(place)
  // What contains the members may be named before them.
  const start = steps[0] !== undefined && !Object.hasOwn(members, steps[0]) && CONTAINERS.includes(steps[0]) ? 1 : 0
  const [first, ...rest] = steps.slice(start)
  if (first === undefined) return undefined
  if (Object.hasOwn(members, first)) return rest.reduce(join, first)
  return Object.keys(headers).find((member) => headers[member]?.toLowerCase() === first.toLowerCase())
}

/** Where JSON:API says it. */
const sourceOf = (source: unknown): unknown => (isBody(source) ? (source.pointer ?? source.parameter) : undefined)

/** What an error says about its members: one that it names, a list of such, or an object of texts by name. */
const membersIn = (error: Body, names: Names, said: string): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  const note = (place: unknown, ...texts: readonly unknown[]) => {
    const path = pathOf(place, names)
    const text = first(...texts, said)
    if (path && text) found[path] = [found[path], text].filter(Boolean).join('; ')
  }
  const one = (entry: Body) =>
    note(
      entry.field ?? entry.pointer ?? sourceOf(entry.source) ?? entry.param ?? entry.parameter ?? entry.loc ?? entry.name,
      entry.message,
      entry.detail,
      entry.msg,
      entry.reason,
    )
  one(error)
  for (const several of [error.errors, error.details, error.fields, error['invalid-params'], error.detail]) {
    if (Array.isArray(several)) for (const entry of several) isBody(entry) && one(entry)
    else if (isBody(several))
      for (const [name, texts] of Object.entries(several)) note(name, Array.isArray(texts) ? texts.join('; ') : texts)
  }
  return found
}
