/**
 * Signature Version 4, checked. A request is signed once more with the secret that its access key has here, by the signer that the AWS SDK
 * itself uses, and the two signatures are compared. The dates are held to the machine's clock, because clients sign by theirs.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { failure } from '../emulator/wire/response.ts'
import type { Call, Interceptor } from './http.ts'

const ALGORITHM = 'AWS4-HMAC-SHA256'
const SERVICE = 'kms'
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

/** Refuses what is not signed with a secret of `secrets`, an access key each. */
export const verifier =
  (secrets: ReadonlyMap<string, string>, now: () => number = Date.now): Interceptor =>
  async (call) => {
    try {
      await verify(call, secrets, now())
      return undefined
    } catch (error) {
      if (error instanceof KmsError) return failure(randomUuid(), error)
      throw error
    }
  }

/** @throws {KmsError} where the request is not signed, or not rightly */
const verify = async (call: Call, secrets: ReadonlyMap<string, string>, now: number): Promise<void> => {
  const header = call.headers.get('authorization')
  if (header === null) throw new KmsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  const { accessKey, region, signedHeaders, signature, date } = partsOf(header, call)

  const secret = secrets.get(accessKey)
  if (secret === undefined)
    throw new KmsError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  checkDate(date, now)
  const unsigned = TO_BE_SIGNED.find((name) => call.headers.get(name) !== null && !signedHeaders.includes(name))
  if (unsigned) throw mismatch(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`)
  // The signer believes this header, and does not look at the body then.
  const declared = call.headers.get('x-amz-content-sha256')
  if (declared !== null && declared !== createHash('sha256').update(call.body).digest('hex')) throw mismatch()

  const url = new URL(call.url, 'http://localhost')
  const signer = new SignatureV4({
    service: SERVICE,
    region,
    credentials: { accessKeyId: accessKey, secretAccessKey: secret },
    sha256: Sha256,
    applyChecksum: false,
  })
  const signed = await signer.sign(
    {
      method: call.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url.searchParams),
      headers: Object.fromEntries(signedHeaders.map((name) => [name, call.headers.get(name) ?? ''])),
      body: call.body,
    },
    { signingDate: new Date(date), signableHeaders: new Set(signedHeaders) },
  )
  const [, expected = ''] = /Signature=(\w+)$/.exec(signed.headers.authorization ?? '') ?? []
  if (!equal(expected, signature)) throw mismatch()
}

const equal = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const mismatch = (
  message = 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
): KmsError => new KmsError('InvalidSignatureException', message)

const queryOf = (parameters: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]))

interface Parts {
  readonly accessKey: string
  readonly region: string
  /** In lower case. */
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** Milliseconds since 1970. */
  readonly date: number
}

const CREDENTIAL = /^([^/]+)\/\d{8}\/([^/]+)\/[^/]+\/aws4_request$/

/** @throws {KmsError} IncompleteSignatureException */
const partsOf = (header: string, { headers }: Call): Parts => {
  const incomplete = (message: string) => new KmsError('IncompleteSignatureException', message)
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
  const [, accessKey, region] = CREDENTIAL.exec(credential) ?? []
  if (!accessKey || !region)
    throw incomplete(`Credential must have the form keyid/date/region/${SERVICE}/aws4_request, got '${credential}'.`)
  return { accessKey, region, signature, signedHeaders: signedHeaders.toLowerCase().split(';'), date }
}

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** A date in ISO 8601's basic form, or in that of HTTP. */
const dateOf = (text: string): number | undefined => {
  const time = Date.parse(text.replace(BASIC, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(time) ? undefined : time
}

const basic = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')

/** @throws {KmsError} InvalidSignatureException */
const checkDate = (date: number, now: number): void => {
  if (date < now - TOLERANCE)
    throw mismatch(`Signature expired: ${basic(date)} is now earlier than ${basic(now - TOLERANCE)} (${basic(now)} - 5 min.)`)
  if (date > now + TOLERANCE)
    throw mismatch(
      `Signature not yet current: ${basic(date)} is still later than ${basic(now + TOLERANCE)} (${basic(now)} + 5 min.)`,
    )
}
