import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms'
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts'

/** What the SDK gives a handler, as far as a fetch needs it. */
interface HttpRequest {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number | undefined
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Lets `fetch` answer the SDK's requests. */
export const handlerOf = (fetch: Emulator['fetch']): NonNullable<KMSClientConfig['requestHandler']> => ({
  async handle({ protocol, hostname, port, path, method, headers, body }: HttpRequest) {
    const url = `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`
    const response = await fetch(new Request(url, { method, headers, body: body ?? null }))
    return {
      response: {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      },
    }
  },
})

interface Options {
  readonly emulator?: Emulator
  readonly region?: string
  readonly accessKeyId?: string
}

/** The unmodified SDK's client, with an emulator of its own behind it unless one is given. It does not try again. */
export const createSdk = ({ emulator = createEmulator(), region = 'us-east-1', accessKeyId = 'AKIDEXAMPLE' }: Options = {}) => {
  const kms = new KMSClient({
    region,
    endpoint: 'https://kms.q-kms.example/',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: handlerOf(emulator.fetch),
  })
  return { emulator, kms }
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a command is refused with; the test fails where it succeeds. */
export const refusalOf = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    (output) => Promise.reject(new Error(`The command succeeded: ${JSON.stringify(output)}`)),
    (error: unknown) => error,
  )
