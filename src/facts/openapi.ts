import { type JsonObject, openApiOf } from '../vocabulary/openapi.ts'
import { statusOf } from './error-statuses.ts'
import { ERRORS, type ErrorCode } from './errors.ts'
import { CATEGORIES, type KmsOperation } from './operation.ts'
import * as operations from './operations/index.ts'
import { kmsProtocol, TARGET_PREFIX } from './protocol.ts'

export interface KmsOpenApiOptions {
  readonly title: string
  readonly version: string
  /** URL that the requests go to. */
  readonly endpoint: string
  /** URL of an operation's page. */
  readonly pageOf: (operation: string) => string
}

/** The operations of Q-KMS as an OpenAPI 3.1 document. */
export const kmsOpenApi = ({ endpoint, ...options }: KmsOpenApiOptions): JsonObject =>
  openApiOf<KmsOperation>(Object.values(operations), {
    ...options,
    protocol: kmsProtocol(endpoint),
    categories: CATEGORIES,
    errors: Object.fromEntries(
      Object.entries(ERRORS).map(([code, { cause, cure }]) => [
        code,
        { status: statusOf(code as ErrorCode), description: `${cause} ${cure}` },
      ]),
    ),
    errorSchema: (code) => ({
      type: 'object',
      properties: { __type: code, message: { type: 'string' } },
      required: ['__type'],
    }),
    security: { signature: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'AWS Signature Version 4.' } },
    fragmentOf: ({ name }) => `#${TARGET_PREFIX}.${name}`,
    extend: ({ permissions }) => ({ 'x-permissions': permissions }),
  })
