import { boolean, dateTime, integer, list, map, nullable, number, operation, string, union } from 'q-kms-docs/kit'

const TokenId = string({ min: 1, max: 64, pattern: 'tok_[a-z0-9]+' })
const Scopes = list(string({ min: 1 }), { min: 1, max: 10 })

export const IssueToken = operation({
  name: 'IssueToken',
  category: 'tokens',
  summary: 'Makes a token for a client.',
  http: { method: 'POST', path: '/v1/tokens', headers: { idempotency_key: 'Idempotency-Key' }, status: 201 },
  input: {
    client_id: { type: string({ min: 1, max: 40 }), required: true, description: 'The client.', placeholder: 'demo' },
    scopes: { type: Scopes, required: true, description: 'What the token allows: `read`, `write` or both.' },
    expires_in: { type: integer({ min: 60, max: 86_400 }), default: 3600, description: 'Seconds until it expires.' },
    trust: { type: number({ min: 0, max: 1 }), description: 'How far the client is trusted.' },
    not_before: { type: nullable(dateTime), description: 'When it begins to count; null for at once.' },
    claims: { type: map(union(string(), number(), boolean)), description: 'What else the token says.' },
    idempotency_key: { type: string(), description: 'Repeats with the same key make one token.' },
  },
  output: {
    token_id: { type: TokenId, description: 'The id of the token.' },
    expires_at: { type: dateTime, description: 'When it expires.' },
    scopes: { type: Scopes, description: 'What it allows.' },
  },
  errors: ['unauthorized', 'invalid_request'],
  example: {
    request: { client_id: 'demo', scopes: ['read'] },
    response: { token_id: 'tok_1', expires_at: '2026-01-15T01:00:00.000Z', scopes: ['read'] },
    volatile: ['expires_at'],
  },
})

export const IntrospectToken = operation({
  name: 'IntrospectToken',
  category: 'tokens',
  summary: 'Tells what a token allows.',
  http: { method: 'GET', path: '/v1/tokens/{token_id}' },
  input: {
    token_id: { type: TokenId, required: true, description: 'The token.', placeholder: 'tok_1' },
    verbose: { type: boolean, description: 'Also returns the client.' },
  },
  output: {
    active: { type: boolean, description: 'Whether it counts.' },
    scopes: { type: Scopes, description: 'What it allows.' },
    client_id: { type: nullable(string()), description: 'The client, where `verbose` asks for it.' },
  },
  errors: ['unauthorized', 'unknown_token'],
  example: { request: { token_id: 'tok_1' }, response: { active: true, scopes: ['read'], client_id: null } },
})

export const RevokeToken = operation({
  name: 'RevokeToken',
  category: 'tokens',
  summary: 'Ends a token before it expires.',
  http: { method: 'DELETE', path: '/v1/tokens/{token_id}', status: 204 },
  input: { token_id: { type: TokenId, required: true, description: 'The token to end.', placeholder: 'tok_1' } },
  output: {},
  emptyBody: true,
  errors: ['unauthorized', 'unknown_token', 'already_revoked'],
  example: { request: { token_id: 'tok_1' }, response: {} },
})
