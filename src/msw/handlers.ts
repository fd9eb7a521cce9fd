import type { RequestHandler } from 'msw'
import type { Emulator } from '../emulator/emulator.ts'
import { AWS_ENDPOINTS } from './endpoints.ts'
import { handlersAt } from './handlers-at.ts'

export { EMULATOR_HEADER } from './handlers-at.ts'

/**
 * MSW request handlers that pass every request to the AWS endpoints of KMS to `emulator`.
 *
 * @param endpoint one more URL that they handle, such as `https://kms.example/`
 * @example
 * import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
 * import { setupServer } from 'msw/node'
 * import { createEmulator } from 'q-kms-docs/emulator'
 * import { handlersOf } from 'q-kms-docs/msw'
 *
 * const mocks = setupServer(...handlersOf(createEmulator()))
 * mocks.listen()
 * const kms = new KMSClient({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })
 * const { Keys } = await kms.send(new ListKeysCommand({ Limit: 2 }))
 * console.log(Keys?.length) //=> 2
 * mocks.close()
 */
export const handlersOf = (emulator: Pick<Emulator, 'fetch'>, endpoint?: string): readonly RequestHandler[] =>
  handlersAt(emulator, ...(endpoint === undefined ? [] : [endpoint]), AWS_ENDPOINTS)
