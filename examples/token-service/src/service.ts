import { type Api, restJson } from 'q-kms-docs/kit'

/** What the service lets in. */
export const SECRET = 'letmein'

interface Token {
  readonly client: string
  readonly scopes: readonly string[]
  readonly revoked: boolean
}

type Body = Readonly<Record<string, unknown>>

const json = (status: number, body: Body): Response => Response.json(body, { status })
const refusal = (status: number, code: string, message: string, field?: string): Response =>
  json(status, { error: { code, message, ...(field !== undefined && { field }) } })

const SCOPES = ['read', 'write']

/** The token service, in memory. Each has its own tokens. */
export const tokenService = (): typeof globalThis.fetch => {
  const tokens = new Map<string, Token>()

  const issue = (body: Body): Response => {
    const { client_id: client, scopes, expires_in: seconds = 3600 } = body
    if (typeof client !== 'string' || client === '') return refusal(422, 'invalid_request', 'client_id is missing.', 'client_id')
    if (!Array.isArray(scopes) || scopes.length === 0) return refusal(422, 'invalid_request', 'scopes is missing.', 'scopes')
    const odd = scopes.findIndex((scope) => !SCOPES.includes(scope))
    if (odd >= 0) return refusal(422, 'invalid_request', `${scopes[odd]} is not a scope.`, `scopes[${odd}]`)
    const id = `tok_${tokens.size + 1}`
    tokens.set(id, { client, scopes, revoked: false })
    return json(201, { token_id: id, expires_at: new Date(Date.now() + Number(seconds) * 1000).toISOString(), scopes })
  }

  const answer = async (request: Request): Promise<Response> => {
    if (request.headers.get('authorization') !== `Bearer ${SECRET}`)
      return refusal(401, 'unauthorized', 'A bearer token is needed.')
    const { pathname, searchParams } = new URL(request.url)
    if (request.method === 'POST' && pathname === '/v1/tokens') return issue((await request.json()) as Body)
    const [, id = ''] = /^\/v1\/tokens\/([^/]+)$/.exec(pathname) ?? []
    const token = tokens.get(decodeURIComponent(id))
    if (!token) return refusal(404, 'unknown_token', `No token has the id ${decodeURIComponent(id)}.`)
    if (request.method === 'GET')
      return json(200, {
        active: !token.revoked,
        scopes: token.scopes,
        client_id: searchParams.get('verbose') === 'true' ? token.client : null,
      })
    if (token.revoked) return refusal(409, 'already_revoked', 'The token is revoked already.')
    tokens.set(id, { ...token, revoked: true })
    return new Response(null, { status: 204 })
  }

  return (input, init) => answer(new Request(input, init))
}

export const protocol = restJson({ url: 'https://tokens.example', authentication: 'bearer' })

/** The token service as the kit documents it. */
export const TOKENS: Api = { name: 'tokens', protocol, fetch: tokenService() }
