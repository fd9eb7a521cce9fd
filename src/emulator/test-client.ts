import type { OperationName, operations } from '../facts/index.ts'
import { headersOf } from '../facts/protocol.ts'
import { SANDBOX_KEYS, type SandboxAlias } from '../facts/sandbox.ts'
import { fromBase64, toBase64 } from '../vocabulary/base64.ts'
import type { WireOf } from '../vocabulary/shapes.ts'
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'

/** A client for tests: it speaks the wire, so the same suite could run against another service. */

type Operations = typeof operations
type Body = Readonly<Record<string, unknown>>

/** The response to a request; `body` is undefined where there is none. */
export interface Reply<B = Body> {
  readonly status: number
  readonly body: B
}

/** The keys of the default sandbox, by their aliases. */
export const SANDBOX = Object.fromEntries(SANDBOX_KEYS.map(({ alias, id }) => [alias, id])) as Readonly<
  Record<SandboxAlias, string>
>

/** The custom key stores of the default sandbox: connected, disconnected, and without keys. */
export const STORES = {
  external: 'cks-1234567890abcdef0',
  cluster: 'cks-0fedcba0987654321',
  spare: 'cks-abcdef01234567890',
} as const

/** The ARN of a key of the default sandbox. */
export const arnOf = (id: string): string => `arn:aws:kms:us-east-1:111122223333:key/${id}`
/** The ARN of an alias of the default sandbox; `name` begins with `alias/`. */
export const aliasArnOf = (name: string): string => `arn:aws:kms:us-east-1:111122223333:${name}`

/** A request of the protocol. A `body` that is text is sent as it is. */
export const requestTo = (operation: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Request =>
  new Request('https://kms.q-kms.example/', {
    method: 'POST',
    headers: { ...headersOf(operation), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** The headers of a request that is signed for a Region; the emulator does not check the signature. */
export const signedFor = (region: string, accessKey = 'AKIAIOSFODNN7EXAMPLE'): Readonly<Record<string, string>> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260115/${region}/kms/aws4_request, SignedHeaders=host, Signature=0`,
})

/** A client with an emulator of its own. */
export const createClient = (options: EmulatorOptions = {}) => {
  const emulator = createEmulator(options)
  return {
    emulator,
    ...clientOf(emulator),
    /** A client of the same emulator that signs with an access key. */
    as: (accessKey: string) => clientOf(emulator, signedFor('us-east-1', accessKey)),
    /** A client of the same emulator in another Region. */
    inRegion: (region: string) => clientOf(emulator, signedFor(region)),
  }
}

const clientOf = (emulator: Emulator, signature: Readonly<Record<string, string>> = {}) => {
  /** Sends anything to anything. */
  const attempt = async (operation: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply> => {
    const response = await emulator.fetch(requestTo(operation, body, { ...signature, ...headers }))
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  /** The response of a request that succeeds; the test fails where it does not. */
  const send = async <N extends OperationName>(
    operation: N,
    body: WireOf<Operations[N]['input']>,
  ): Promise<WireOf<Operations[N]['output']>> => {
    const answer = await attempt(operation, body)
    if (answer.status !== 200) throw new Error(`Failed to send ${operation}: ${JSON.stringify(answer.body)}`)
    return answer.body as WireOf<Operations[N]['output']>
  }

  /** The error of a request, as `Code: message` (`Code` alone where there is no message); the test fails where it succeeds. */
  const refuse = async <N extends OperationName>(operation: N, body: Body): Promise<string> => {
    const { status, body: error } = await attempt(operation, body)
    if (status === 200) throw new Error(`${operation} succeeded: ${JSON.stringify(error)}`)
    return 'message' in error ? `${error.__type}: ${error.message}` : String(error.__type)
  }

  return { attempt, send, refuse }
}

/** Imports symmetric or HMAC material as a client does: wrapped under RSAES-OAEP. It does not expire unless `rest` says so. */
export const importMaterial = async (
  { send }: Pick<ReturnType<typeof clientOf>, 'send'>,
  KeyId: string,
  material: Uint8Array,
  rest: Partial<WireOf<Operations['ImportKeyMaterial']['input']>> = {},
) => {
  const WrappingAlgorithm = 'RSAES_OAEP_SHA_256'
  const { PublicKey = '', ImportToken = '' } = await send('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm,
    WrappingKeySpec: 'RSA_2048',
  })
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' }
  const spki = new Uint8Array(fromBase64(PublicKey) ?? [])
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['encrypt'])
  const wrapped = await crypto.subtle.encrypt(algorithm, key, new Uint8Array(material))
  return send('ImportKeyMaterial', {
    KeyId,
    ImportToken,
    EncryptedKeyMaterial: toBase64(new Uint8Array(wrapped)),
    ...(rest.ValidTo === undefined && { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }),
    ...rest,
  })
}
