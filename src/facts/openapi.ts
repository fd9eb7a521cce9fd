import { type JsonObject, openApiOf } from '../vocabulary/openapi.ts'
import { statusOf } from './error-statuses.ts'
import { ERRORS, type ErrorCode } from './errors.ts'
import { KEY_STATES } from './key-states.ts'
import { LOCAL_URL } from './local-server.ts'
import { CATEGORIES, CATEGORY_DESCRIPTIONS, type Category, type KmsOperation } from './operation.ts'
import * as operations from './operations/index.ts'
import { kmsProtocol, TARGET_PREFIX } from './protocol.ts'

export interface KmsOpenApiOptions {
  readonly title: string
  readonly version: string
  /** URL that the documentation sends its requests to. */
  readonly endpoint: string
  /** URL of an operation's page. */
  readonly pageOf: (operation: string) => string
}

const DESCRIPTION = `A key management service that speaks the AWS KMS protocol (AWS JSON 1.1). Every operation is a POST to \`/\`, and the header \`X-Amz-Target\` names it. What stands behind \`#\` in a path tells the operations apart in this document only; it is not sent.

To send requests from an API console, start the emulator on your machine with \`q-kms serve\`. It lets every web page in, and it needs no credentials: a request without a signature comes from the root of the account.`

const SIGNATURE =
  'AWS Signature Version 4. The emulator needs none, unless `q-kms serve --verify-signatures` started it; then let an AWS SDK or the AWS CLI sign.'

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

/** What an operation demands, by paragraph. */
const remarksOn = ({ key, permissions }: KmsOperation): readonly string[] => {
  const states = KEY_STATES.filter((state) => key?.states[state] === undefined)
  return [
    ...(key?.usage ? [`Usage of the key: \`${key.usage}\`.`] : []),
    ...(key ? [`Key states that allow it: ${states.length === KEY_STATES.length ? 'all' : codes(states)}.`] : []),
    ...(permissions.length > 0 ? [`Permissions: ${codes(permissions)}.`] : []),
  ]
}

/**
 * The operations of Q-KMS as an OpenAPI 3.1 document. Its first server is `q-kms serve` at its default port: the endpoint of the documentation
 * exists inside the documentation's pages alone, so that a console could not reach it.
 *
 * @example kmsOpenApi({ title: 'Q-KMS', version: '1', endpoint: ENDPOINT, pageOf: (name) => `https://docs.q-kms.example/${name}` })
 */
export const kmsOpenApi = ({ title, version, endpoint, pageOf }: KmsOpenApiOptions): JsonObject =>
  openApiOf<KmsOperation>(Object.values(operations), {
    info: { title, version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [
      { url: LOCAL_URL, description: 'The emulator on this machine: `q-kms serve`' },
      { url: endpoint, description: 'The endpoint of the documentation, which exists only inside its pages' },
    ],
    pageOf,
    protocol: kmsProtocol(endpoint),
    categories: Object.fromEntries(
      Object.entries(CATEGORIES).map(([category, name]) => [
        category,
        { name, description: CATEGORY_DESCRIPTIONS[category as Category] },
      ]),
    ),
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
    security: { signature: { type: 'apiKey', in: 'header', name: 'Authorization', description: SIGNATURE } },
    remarksOn,
    fragmentOf: ({ name }) => `#${TARGET_PREFIX}.${name}`,
    extend: ({ permissions }) => ({ 'x-permissions': permissions }),
  })
