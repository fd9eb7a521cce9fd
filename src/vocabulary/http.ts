import type { Members } from './shapes.ts'

/** Where an operation is sent, in an API that gives each one a method and a path of its own. */
export interface HttpBinding {
  /** The HTTP method. */
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT'
  /** Begins with `/`. A member's name in braces, such as `/v1/tokens/{token_id}`, stands for the member's value. */
  readonly path: string
  /** Members that go into the query. Those of a GET or HEAD that are neither in the path nor headers go there in any case. */
  readonly query?: readonly string[]
  /** Members that are headers, each with the header's name. */
  readonly headers?: Readonly<Record<string, string>>
  /** The status of a success; 200 unless given. */
  readonly status?: number
}

/** The part of a request that a member stands in. */
export type Part = 'body' | 'header' | 'path' | 'query'

/** Where members stand that a binding does not mention: a GET or HEAD has no body. */
export const remainderOf = ({ method }: HttpBinding): 'body' | 'query' =>
  method === 'GET' || method === 'HEAD' ? 'query' : 'body'

/** The part of the request that each member of `input` stands in. */
export const partsOf = (binding: HttpBinding, input: Members): Readonly<Record<string, Part>> =>
  Object.fromEntries(
    Object.keys(input).map((name): [string, Part] => {
      const { path, query, headers = {} } = binding
      if (path.includes(`{${name}}`)) return [name, 'path']
      if (Object.hasOwn(headers, name)) return [name, 'header']
      return [name, query?.includes(name) ? 'query' : remainderOf(binding)]
    }),
  )

/** A request, as a page shows it. */
export interface HttpRequest {
  /** The HTTP method, such as `POST`. */
  readonly method?: string
  /** Begins with `/`. */
  readonly path?: string
  /** Value by name. */
  readonly headers?: Readonly<Record<string, string>>
  /** A value of JSON, shown as such; a text is shown as it is. */
  readonly body?: unknown
}

/** A response, as a page shows it. */
export interface HttpResponse {
  /** The HTTP status, such as 200. */
  readonly status?: number
  /** Value by name. */
  readonly headers?: Readonly<Record<string, string>>
  /** A value of JSON, shown as such; a text is shown as it is. */
  readonly body?: unknown
}
