import type { createClient } from '../src/emulator/test-client.ts'
import { importOf } from '../src/emulator/test-import.ts'
import type { OperationName } from '../src/facts/index.ts'

export type Client = ReturnType<typeof createClient>
export type Body = Readonly<Record<string, unknown>>

/** Examples that no fixed request can be: what to put in the place of which members, and why. */
const RECIPES: Partial<Record<OperationName, (request: Body, client: Client) => Promise<Body>>> = {
  // The token is sealed under a key of the sandbox at hand, and the material is wrapped under a public key that is new each time.
  async ImportKeyMaterial(request, client) {
    const material = new TextEncoder().encode('a key of 32 bytes, for examples.')
    const { ImportToken, EncryptedKeyMaterial } = await importOf(client, String(request.KeyId), material)
    return { ...request, ImportToken, EncryptedKeyMaterial }
  },
}

/** An example's request as the sandbox of `client` takes it. */
export const sendable = async (operation: string, request: Body, client: Client): Promise<Body> =>
  (await RECIPES[operation as OperationName]?.(request, client)) ?? request
