import { CONTENT_TYPE, TARGET_PREFIX } from '../../facts/protocol.ts'
import { QUOTAS } from '../../facts/quotas.ts'
import { KmsError } from '../kms-error.ts'

/** The most bytes that a request's body may have. The largest real request, with an attestation document, is a third of it. */
export const MAX_BODY = QUOTAS.bodyMebibytes * 1024 * 1024

/** What the emulator needs of a request; any Request has it, and so can a server's own. */
export type ServiceRequest = Pick<Request, 'method' | 'arrayBuffer'> & { readonly headers: Pick<Headers, 'get'> }

/** The operation that a request asks for, or undefined where it does not speak the protocol. */
export const targetedBy = ({ method, headers }: ServiceRequest): string | undefined => {
  const [mediaType] = (headers.get('content-type') ?? '').split(';')
  const [prefix, name, ...rest] = (headers.get('x-amz-target') ?? '').split('.')
  return method === 'POST' && mediaType?.trim().toLowerCase() === CONTENT_TYPE && prefix === TARGET_PREFIX && rest.length === 0
    ? name
    : undefined
}

/**
 * The body of a request, as JSON. An empty body counts as an empty object.
 *
 * @throws {KmsError} SerializationException or RequestEntityTooLargeException
 */
export const bodyOf = async (request: ServiceRequest): Promise<unknown> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw tooLarge()
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > MAX_BODY) throw tooLarge()
  const text = decoder.decode(bytes)
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new KmsError('SerializationException', 'Failed to read the request: the body is not JSON.')
  }
}

const decoder = new TextDecoder()

const tooLarge = () =>
  new KmsError('RequestEntityTooLargeException', `Failed to read the request: the body is larger than ${MAX_BODY} bytes.`)

const CREDENTIAL = /^AWS4-HMAC-SHA256\b.*\bCredential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/kms\/aws4_request/

/**
 * Who signed a request, and for which Region, by its Authorization header (Signature Version 4). The signature is not checked.
 */
export const credentialOf = ({
  headers,
}: ServiceRequest): { readonly accessKey: string; readonly region: string } | undefined => {
  const [, accessKey, region] = CREDENTIAL.exec(headers.get('authorization') ?? '') ?? []
  return accessKey && region ? { accessKey, region } : undefined
}
