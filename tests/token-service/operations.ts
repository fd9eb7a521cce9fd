/** A token service: an API that has nothing in common with Q-KMS. Members in snake case, REST paths, its own statuses and errors. */
export * from '../../examples/token-service/src/operations.ts'

export const TAGS = { tokens: { name: 'Tokens', description: 'Give tokens out, look into them and end them.' } }

export const ERRORS = {
  unauthorized: { status: 401, description: 'The bearer token is missing or wrong.' },
  unknown_token: { status: 404, description: 'No token has the id.' },
  already_revoked: { status: 409, description: 'The token is revoked already.' },
  invalid_request: { status: 422, description: 'A member is not valid; `field` names it.' },
}
