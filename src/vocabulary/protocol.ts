import { type Body, isBody } from './fits.ts'
import { type HttpBinding, type HttpRequest, type HttpResponse, type Part, partsOf, remainderOf } from './http.ts'
import { parseJson, plainText } from './json.ts'
import type { Operation } from './operation.ts'
import type { Row } from './project.ts'
import type { Members } from './shapes.ts'
import { WORDS, type Words } from './words.ts'

/** What a request needs to know of its operation. */
export type Called = Pick<Operation, 'name'> & Partial<Pick<Operation, 'http' | 'input'>>

/** An error as the service reports it. */
export interface ServiceError {
  /** The name of the error, such as `NotFoundException`; `HTTP 502` where the response has none. */
  readonly code: string
  /** Empty where the service gives no text. */
  readonly message: string
  /** What is wrong with which member, by its path in the body: `Tags.0.TagKey`. */
  readonly members: Readonly<Record<string, string>>
}

/** What a reader has to enter before a request is let in. It is held in memory only. */
export interface Authentication {
  /** What a form calls it, such as `Bearer token`. */
  readonly label: string
  /** The name of the header that carries the secret. */
  readonly header: string
  /** What stands before the secret in the header, such as `Bearer `. */
  readonly prefix: string
}

/** How an API is spoken: how a request is built, a form's field named, an error read. */
export interface Protocol {
  /** Where the API is; the paths of the bindings follow it. */
  readonly url: string
  /** The media type of the bodies. */
  readonly mediaType: string
  /**
   * The method and path of an operation.
   *
   * @throws {Error} where the descriptor lacks them
   */
  readonly bindingOf: (operation: Called) => HttpBinding
  /** The headers that select an operation, beside those of its members. */
  readonly headersOf: (operation: Called) => Readonly<Record<string, string>>
  /** The member on the wire that a form's field stands for. */
  readonly memberOf: (field: string) => string
  /** The field of a form that stands for a member: the reverse of `memberOf`. */
  readonly fieldOf: (member: string) => string
  /**
   * The error that a response reports; undefined for a success. `members` are the operation's, whose names the error may mention, and
   * `headers` the names of those that are headers.
   */
  readonly errorOf: (
    response: { readonly status: number; readonly text: string },
    members: Members,
    headers?: HttpBinding['headers'],
  ) => ServiceError | undefined
  /** An operation without members is sent with a body all the same: `{}`. */
  readonly emptyBody?: boolean
  /** What the reader has to enter first; nothing unless given. */
  readonly authentication?: Authentication
}

/** A request as it is sent. */
export interface HttpCall {
  /** The HTTP method. */
  readonly method: string
  /** The whole address, with the query. */
  readonly url: string
  /** Value by name. */
  readonly headers: Readonly<Record<string, string>>
  /** The text of the body; none where the request has no body. */
  readonly body?: string
}

const bodyIn = (text: string): Body | undefined => {
  try {
    const body = parseJson(text)
    return isBody(body) ? body : undefined
  } catch {
    return undefined
  }
}

const queryOf = (values: Body): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => [name, plainText(item)]),
    ),
  ).toString()

/**
 * The request that calls an operation.
 *
 * @param text the members, as the text of a JSON object. Where all of them go into the body, any text is sent as it is
 * @param options `secret` is what the protocol's authentication asks for
 * @throws {Error} where a member of the path is missing, or `text` is not a JSON object although not all members go into the body
 * @example callOf(restJson({ url: 'https://tokens.example' }), RevokeToken, '{"token_id": "tok_1"}').url //=> 'https://tokens.example/v1/tokens/tok_1'
 */
export const callOf = (
  protocol: Protocol,
  operation: Called,
  text: string,
  { secret = '', words = WORDS }: { readonly secret?: string; readonly words?: Words } = {},
): HttpCall => {
  const { authentication } = protocol
  const binding = protocol.bindingOf(operation)
  const url = protocol.url.replace(/\/$/, '')
  const headers: Record<string, string> = {
    ...protocol.headersOf(operation),
    ...(authentication && secret && { [authentication.header]: `${authentication.prefix}${secret}` }),
  }
  const parts = partsOf(binding, operation.input ?? {})
  const rest = remainderOf(binding)
  const whole = rest === 'body' && !binding.path.includes('{') && Object.values(parts).every((part) => part === 'body')
  if (whole && (protocol.emptyBody || Object.keys(parts).length > 0 || !operation.input))
    return { method: binding.method, url: url + binding.path, headers, body: text }

  const members = bodyIn(text)
  if (!members) throw new Error(words.notAnObject)
  const within = (part: Part): Body =>
    Object.fromEntries(
      Object.entries(members).filter(
        ([name, value]) => (parts[name] ?? rest) === part && (part === 'body' || (value !== undefined && value !== null)),
      ),
    )
  const path = binding.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = plainText((Object.hasOwn(members, name) ? members[name] : undefined) ?? '')
    if (value === '') throw new Error(words.missingInPath(name, binding.path))
    // A browser would take these for steps in the path, and call something else.
    if (value === '.' || value === '..') throw new Error(words.notInPath(value, binding.path))
    return encodeURIComponent(value)
  })
  for (const [member, value] of Object.entries(within('header'))) {
    const name = binding.headers?.[member] ?? member
    // A header has one name, whatever its case.
    for (const other of Object.keys(headers)) if (other.toLowerCase() === name.toLowerCase()) delete headers[other]
    headers[name] = plainText(value)
  }
  const query = queryOf(within('query'))
  const body = within('body')
  const hasBody = Object.values(parts).includes('body') || Object.keys(body).length > 0
  if (!hasBody) delete headers['Content-Type']
  return {
    method: binding.method,
    url: url + path + (query && `?${query}`),
    headers,
    ...(hasBody && { body: JSON.stringify(body, null, 2) }),
  }
}

/**
 * The request of an operation as a page shows it; the members are the example's unless given.
 *
 * @example <ApiExample request={requestOf(protocol, RevokeToken)} />
 */
export const requestOf = (
  protocol: Protocol,
  operation: Pick<Operation, 'name' | 'http' | 'input' | 'example'>,
  members: unknown = operation.example.request,
): HttpRequest => {
  const { method, url, headers, body } = callOf(protocol, operation, JSON.stringify(members))
  const { pathname, search } = new URL(url, 'http://localhost')
  return { method, path: pathname + search, headers, ...(body !== undefined && { body: parseJson(body) }) }
}

/**
 * The response of an operation as a page shows it, from its example.
 *
 * @example <ApiExample response={responseOf(protocol, RevokeToken)} />
 */
export const responseOf = (
  protocol: Protocol,
  operation: Pick<Operation, 'name' | 'http' | 'emptyBody' | 'example'>,
): HttpResponse => {
  const { status = 200 } = protocol.bindingOf(operation)
  return {
    status,
    ...(status !== 204 && { headers: { 'Content-Type': protocol.mediaType } }),
    ...(!operation.emptyBody && { body: operation.example.response }),
  }
}

/**
 * The rows of the table of the headers that select an operation.
 *
 * @example <ParamsTable parameters={headerRowsOf(protocol, RevokeToken)} />
 */
export const headerRowsOf = (protocol: Protocol, operation: Called, words: Words = WORDS): readonly Row[] =>
  Object.entries(protocol.headersOf(operation)).map(([name, value]) => ({
    name,
    type: 'string',
    description: words.mustBe(value),
    required: true,
    in: 'header',
  }))
