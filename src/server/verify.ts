/**
 * Signature Version 4, checked. A request is signed once more with the secret that its access key has here, by the signer that
 * the AWS SDK itself uses, and the two signatures are compared. The dates are held to the machine's clock, because clients sign
 * by theirs.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Emulator } from '../emulator/emulator.ts'
import { KmsError } from '../emulator/kms-error.ts'
import { type Credential, signerOf } from '../emulator/wire/request.ts'
import type { Call } from './call.ts'

const ALGORITHM = 'AWS4-HMAC-SHA256'
/** How far a date may be from now, in milliseconds. */
const TOLERANCE = 5 * 60_000

/** What a signature has to cover, where the request has it: without, a request could be sent again as another one. */
const TO_BE_SIGNED = ['host', 'x-amz-date', 'x-amz-target']

type Data = string | ArrayBuffer | ArrayBufferView

/** The signer asks for a class. */
class Sha256 {
  readonly #hash
  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }
  update(data: Data): void {
    this.#hash.update(bytesOf(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}

const bytesOf = (data: Data): Uint8Array =>
  typeof data === 'string'
    ? Buffer.from(data)
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data)

/** Looks at the signature of a request for a service. Rejects with a KmsError where it is missing or wrong. */
export type Verifier = (call: Call, service: string) => Promise<void>

/** Refuses what is signed neither with a secret of `secrets`, an access key each, nor with that of a session. */
export const verifier =
  (secrets: ReadonlyMap<string, string>, callerOf: Emulator['callerOf'], now: () => number = Date.now): Verifier =>
  async (call, service) => {
    const parts = partsOf(call, service)
    const { accessKey, token } = parts
    const secret = secrets.get(accessKey) ?? (await callerOf({ ...parts, token })).session?.secret
    if (secret === undefined)
      throw new KmsError('UnrecognizedClientException', 'The security token included in the request is invalid.')
    if (parts.service !== service) throw mismatch(`Credential should be scoped to correct service: '${service}'.`)
    checkDate(parts, now())
    const isSigned = (name: string) =>
      // What HTTP/2 has for it.
      parts.signedHeaders.includes(name) || (name === 'host' && parts.signedHeaders.includes(':authority'))
    const unsigned = TO_BE_SIGNED.find((name) => call.headers.get(name) !== null && !isSigned(name))
    if (unsigned) throw mismatch(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`)
    // The signer believes this header, and does not look at the body then.
    const declared = call.headers.get('x-amz-content-sha256')
    if (declared !== null && declared !== createHash('sha256').update(call.body).digest('hex')) throw mismatch()
    if (!equal(await signatureOf(call, parts, secret), parts.signature)) throw mismatch()
  }

/** What the signature of a request has to be. */
const signatureOf = async (call: Call, parts: Parts, secret: string): Promise<string> => {
  const { accessKey, region, service, signedHeaders, token, date, expires } = parts
  const url = new URL(call.url, 'http://localhost')
  for (const name of Object.values(IN_QUERY)) if (expires !== undefined) url.searchParams.delete(name)
  const signer = new SignatureV4({
    service,
    region,
    credentials: {
      accessKeyId: accessKey,
      secretAccessKey: secret,
      ...(expires !== undefined && token !== undefined && { sessionToken: token }),
    },
    sha256: Sha256,
    applyChecksum: false,
  })
  const request = {
    method: call.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: queryOf(url.searchParams),
    headers: Object.fromEntries(signedHeaders.map((name) => [name, call.headers.get(name) ?? ''])),
    body: call.body,
  }
  const names = new Set(signedHeaders)
  const options = { signingDate: new Date(date), signableHeaders: names }
  if (expires === undefined) {
    const { headers } = await signer.sign(request, options)
    return /Signature=(\w+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  }
  const { query } = await signer.presign(request, { ...options, expiresIn: expires, unhoistableHeaders: names })
  return String(query?.[IN_QUERY.signature] ?? '')
}

const equal = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const mismatch = (
  message = 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
): KmsError => new KmsError('InvalidSignatureException', message)

const queryOf = (parameters: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]))

interface Parts extends Credential {
  /** In lower case. */
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** Milliseconds since 1970. */
  readonly date: number
  /** Seconds that a presigned URL holds; only such a one has it. */
  readonly expires?: number
}

/** Where a presigned URL has the parts of its signature. */
const IN_QUERY = {
  algorithm: 'X-Amz-Algorithm',
  credential: 'X-Amz-Credential',
  date: 'X-Amz-Date',
  expires: 'X-Amz-Expires',
  signedHeaders: 'X-Amz-SignedHeaders',
  signature: 'X-Amz-Signature',
  token: 'X-Amz-Security-Token',
} as const

/** The most seconds that a presigned URL may hold. */
const LONGEST = 7 * 86_400

const incomplete = (message: string): KmsError => new KmsError('IncompleteSignatureException', message)

/** @throws {KmsError} MissingAuthenticationTokenException or IncompleteSignatureException */
const partsOf = (call: Call, service: string): Parts => {
  const header = call.headers.get('authorization')
  if (header !== null) return partsOfHeader(header, call, service)
  const query = new URL(call.url, 'http://localhost').searchParams
  if (!query.has(IN_QUERY.signature)) throw new KmsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  return partsOfQuery(query, call, service)
}

/** @throws {KmsError} IncompleteSignatureException */
const partsOfQuery = (query: URLSearchParams, call: Call, service: string): Parts => {
  const { token, ...needed } = IN_QUERY
  const missing = Object.values(needed).find((name) => !query.get(name))
  if (missing) throw incomplete(`AWS query-string parameters must include '${missing}'. Re-examine the query-string parameters.`)
  const read = (name: string) => query.get(name) ?? ''
  if (read(needed.algorithm) !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${read(needed.algorithm)}'.`)
  const date = dateOf(read(needed.date))
  const expires = Number(read(needed.expires))
  if (date === undefined) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${read(needed.date)}'.`)
  if (!(expires > 0 && expires <= LONGEST)) throw incomplete(`${needed.expires} is not a number of seconds up to ${LONGEST}.`)
  const signedHeaders = read(needed.signedHeaders).toLowerCase().split(';')
  return { ...signed(call, read(needed.credential), service), signature: read(needed.signature), signedHeaders, date, expires }
}

/** Who signed. @throws {KmsError} IncompleteSignatureException */
const signed = (call: Call, credential: string, service: string): Credential => {
  const found = signerOf(call)
  if (found) return found
  throw incomplete(`Credential must have the form keyid/date/region/${service}/aws4_request, got '${credential}'.`)
}

/** @throws {KmsError} IncompleteSignatureException */
const partsOfHeader = (header: string, call: Call, service: string): Parts => {
  const { headers } = call
  const [algorithm = '', ...rest] = header.trim().split(/\s+/)
  if (algorithm !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`)
  const parameters = new Map<string, string>()
  for (const pair of rest.join('').split(',')) {
    const at = pair.indexOf('=')
    if (at < 0)
      throw incomplete(`'${pair}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`)
    parameters.set(pair.slice(0, at), pair.slice(at + 1))
  }

  const names = ['Credential', 'Signature', 'SignedHeaders']
  const date = dateOf(headers.get('x-amz-date') ?? headers.get('date') ?? '')
  const missing = [
    ...names.filter((name) => !parameters.get(name)).map((name) => `Authorization header requires '${name}' parameter.`),
    ...(date === undefined ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."] : []),
  ]
  const [credential, signature, signedHeaders] = names.map((name) => parameters.get(name))
  if (!credential || !signature || !signedHeaders || date === undefined)
    throw incomplete(`${missing.join(' ')} Authorization=${header}`)
  return { ...signed(call, credential, service), signature, signedHeaders: signedHeaders.toLowerCase().split(';'), date }
}

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** A date in ISO 8601's basic form, or in that of HTTP. */
const dateOf = (text: string): number | undefined => {
  const time = Date.parse(text.replace(BASIC, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(time) ? undefined : time
}

const basic = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')

/** @throws {KmsError} InvalidSignatureException */
const checkDate = ({ date, expires }: Parts, now: number): void => {
  const end = date + (expires === undefined ? TOLERANCE : expires * 1000)
  if (end < now)
    throw mismatch(
      expires === undefined
        ? `Signature expired: ${basic(date)} is now earlier than ${basic(now - TOLERANCE)} (${basic(now)} - 5 min.)`
        : `Signature expired: ${basic(now)} is now later than ${basic(end)} (${basic(date)} + ${expires} s)`,
    )
  if (date > now + TOLERANCE)
    throw mismatch(
      `Signature not yet current: ${basic(date)} is still later than ${basic(now + TOLERANCE)} (${basic(now)} + 5 min.)`,
    )
}
