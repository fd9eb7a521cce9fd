import { CONTENT_TYPE, TARGET_PREFIX } from '../../facts/protocol.ts'
import { QUOTAS } from '../../facts/quotas.ts'
import { KmsError } from '../kms-error.ts'

/** The most bytes that a request's body may have. The largest real request, with an attestation document, is a third of it. */
export const MAX_BODY = QUOTAS.bodyMebibytes * 1024 * 1024

/**
 * What the emulator needs of a request; any Request has it, and so can a server's own. The URL may be a path alone. Who has the whole body
 * already says so with `body` alone.
 */
export type ServiceRequest = Partial<Pick<Request, 'url'>> & {
  readonly method: string
  readonly headers: Pick<Headers, 'get'>
} & (Pick<Request, 'arrayBuffer'> | { readonly body: Uint8Array })

const PREFIX = `${TARGET_PREFIX}.`

/** The operation that a request asks for, or undefined where it does not speak the protocol. */
export const targetedBy = ({ method, headers }: ServiceRequest): string | undefined => {
  const type = headers.get('content-type') ?? ''
  const target = headers.get('x-amz-target') ?? ''
  const isJson = type === CONTENT_TYPE || type.split(';')[0]?.trim().toLowerCase() === CONTENT_TYPE
  if (method !== 'POST' || !isJson || !target.startsWith(PREFIX)) return undefined
  const name = target.slice(PREFIX.length)
  return name.includes('.') ? undefined : name
}

/**
 * The body of a request, as JSON. An empty body counts as an empty object.
 *
 * @throws {KmsError} SerializationException or RequestEntityTooLargeException
 */
export const bodyOf = async (request: ServiceRequest): Promise<unknown> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw tooLarge()
  const bytes = 'arrayBuffer' in request ? await request.arrayBuffer() : request.body
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

/** What a signature says of who asks, and for what. */
export interface Credential {
  readonly accessKey: string
  readonly region: string
  /** The service that the request was signed for, as in `kms`. */
  readonly service: string
  /** What comes with the access key of a session. */
  readonly token: string | undefined
}

const IN_HEADER = /^AWS4-HMAC-SHA256\b.*\bCredential=([^,\s]+)/
const SCOPE = /^(.+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/

/**
 * Who signed a request, and for which Region and service, by its Authorization header or by the query of a presigned URL
 * (Signature Version 4). The signature is not checked.
 */
export const signerOf = ({ headers, url = '' }: ServiceRequest): Credential | undefined => {
  const header = headers.get('authorization')
  if (header === null && !url.includes('X-Amz-Credential=')) return undefined
  const query = new URLSearchParams(header === null ? url.slice(url.indexOf('?') + 1) : '')
  const written = header === null ? query.get('X-Amz-Credential') : IN_HEADER.exec(header)?.[1]
  const [, accessKey, region, service] = SCOPE.exec(written ?? '') ?? []
  if (!accessKey || !region || !service) return undefined
  return {
    accessKey,
    region,
    service,
    token: headers.get('x-amz-security-token') ?? query.get('X-Amz-Security-Token') ?? undefined,
  }
}

/** As `signerOf`, of a request that was signed for this service. */
export const credentialOf = (request: ServiceRequest): Credential | undefined => {
  const credential = signerOf(request)
  return credential?.service === 'kms' ? credential : undefined
}
