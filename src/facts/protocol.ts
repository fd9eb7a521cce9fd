import type { HttpRequest, HttpResponse } from '../vocabulary/http.ts'
import { type Field, fieldsOf as fieldsIn, type Row } from '../vocabulary/project.ts'
import { headerRowsOf, type Protocol, requestOf as requestIn, responseOf as responseIn } from '../vocabulary/protocol.ts'
import { AWS_JSON, awsJson } from '../vocabulary/protocols/aws-json.ts'
import { syntaxOf } from '../vocabulary/syntax.ts'
import type { KmsOperation } from './operation.ts'

/** Where the docs send their requests; the emulator handles them. */
export const ENDPOINT = 'https://kms.q-kms.example/'
export const CONTENT_TYPE = AWS_JSON
export const TARGET_PREFIX = 'TrentService'

/** The protocol of Q-KMS, at the address of the docs unless another is given. */
export const kmsProtocol = (url = ENDPOINT): Protocol => awsJson({ url, target: TARGET_PREFIX })

const protocol = kmsProtocol()

/** The headers that select an operation. */
export const headersOf = (name: string): Readonly<Record<string, string>> => protocol.headersOf({ name })

/**
 * What pages show of an operation in the protocol of Q-KMS: the table of headers, the fields of the tester, the request and the
 * response.
 */
export const HEADERS = (operation: Pick<KmsOperation, 'name'>): readonly Row[] => headerRowsOf(protocol, operation)

/** The tester's fields. */
export const fieldsOf = (operation: Pick<KmsOperation, 'input'>): readonly Field[] => fieldsIn(operation, protocol.fieldOf)

/** The request of the example, or of `members`. */
export const requestOf = (operation: Pick<KmsOperation, 'name' | 'input' | 'example'>, members?: unknown): HttpRequest =>
  requestIn(protocol, operation, members)

/** The request with every member, each with its type in the place of a value; what may be left out is noted. */
export const requestSyntaxOf = (operation: Pick<KmsOperation, 'name' | 'input' | 'example'>): HttpRequest => ({
  ...requestOf(operation),
  body: syntaxOf(operation.input, 'optional'),
})

/** The response with every element, each with its type in the place of a value. */
export const responseSyntaxOf = (operation: Pick<KmsOperation, 'name' | 'emptyBody' | 'example' | 'output'>): HttpResponse => ({
  ...responseOf(operation),
  ...(!operation.emptyBody && { body: syntaxOf(operation.output) }),
})

/** The response of the example. */
export const responseOf = (operation: Pick<KmsOperation, 'name' | 'emptyBody' | 'example'>): HttpResponse =>
  responseIn(protocol, operation)
