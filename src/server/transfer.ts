import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { ADMIN_PATH } from './admin.ts'
import { FILE, openDirectory } from './data-directory.ts'
import { snapshotIn, stateText } from './state.ts'

/** Takes the state, as text, out of a running server or a data directory, and puts it back. */

/** A running server, or a sandbox of it, and the token of its administration where it has one. */
interface Running {
  readonly url: string
  readonly token?: string | undefined
}

const ask = async ({ url, token }: Running, path: string, init: RequestInit = {}): Promise<string> => {
  // The URL of a sandbox has a path of its own.
  const address = url.replace(/\/+$/, '') + ADMIN_PATH + path
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(address, { ...init, headers }).catch((error: unknown) => {
    throw new Error(`Failed to reach ${address}: is a server running there? npx --no q-kms serve starts one.`, { cause: error })
  })
  const text = await response.text()
  if (!response.ok) throw new Error(messageIn(text) ?? `Failed to ask ${address}: the status is ${response.status}.`)
  return text
}

/** The message of a response of the administration. */
const messageIn = (text: string): string | undefined => {
  try {
    const { message } = JSON.parse(text)
    return typeof message === 'string' ? message : undefined
  } catch {
    return undefined
  }
}

const inDirectory = async <T>(directory: string, work: (emulator: Emulator) => Promise<T>): Promise<T> => {
  const journal = await openDirectory(directory)
  try {
    return await work(createEmulator({ journal }))
  } finally {
    journal.close()
  }
}

/** The state of a running server, secrets included, as text. */
export const stateOfServer = (server: Running): Promise<string> => ask(server, 'state?secrets')

/** @throws {Error} where there is no data, it is damaged, or a server uses it */
export const stateOfDirectory = async (directory: string): Promise<string> => {
  if (!existsSync(join(directory, FILE))) throw new Error(`Failed to open ${directory}: there is no ${FILE} in it.`)
  return inDirectory(directory, async ({ snapshot }) => stateText(await snapshot()))
}

/** Returns the number of rows. */
export const intoServer = async (server: Running, text: string): Promise<number> =>
  JSON.parse(await ask(server, 'state', { method: 'PUT', body: text })).rows

/** Returns the number of rows. */
export const intoDirectory = async (directory: string, text: string): Promise<number> => {
  const snapshot = readable(text)
  await inDirectory(directory, ({ restore }) => restore(snapshot))
  return snapshot.length
}

const readable = (text: string) => {
  try {
    return snapshotIn(text)
  } catch (error) {
    throw new Error(`Failed to read the snapshot: ${error instanceof Error ? error.message : error}`)
  }
}
