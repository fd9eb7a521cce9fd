import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'

/** Where the certificate of a server comes from. */

export interface Tls {
  /** In PEM. */
  readonly cert: string
  readonly key: string
  /** The file with the authority to trust, where it was made here. */
  readonly authority?: string
  /** Removes what was made for this one run. */
  readonly discard: () => void
}

interface Place {
  /** The directory that is kept. */
  readonly data: string | undefined
  /** The address that the server listens on. */
  readonly host: string
  /** Other names that it is asked by. */
  readonly hosts: readonly string[]
}

const LOCAL = ['localhost', '127.0.0.1', '::1']
const ANY = ['0.0.0.0', '::']

/** @throws {Error} "Failed to read …" where a file is missing, or the two do not belong together */
const readPair = (files: { readonly cert: string; readonly key: string }): Tls => {
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      throw new Error(`Failed to read ${file}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
  }
  const pair = { cert: read(files.cert), key: read(files.key) }
  try {
    createSecureContext(pair)
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new Error(`Failed to read ${files.cert} and ${files.key}: they are no certificate and its key (${reason}).`, {
      cause: error,
    })
  }
  return { ...pair, discard: () => {} }
}

/** The certificate of a server: that of two files, or one that is made here. */
export const certifiedBy = async (
  tls: true | { readonly cert: string; readonly key: string },
  { data, host, hosts }: Place,
): Promise<Tls> => {
  if (tls !== true) return readPair(tls)
  const { certificateFor } = await import('./certificates.ts')
  const directory = resolve(data ?? mkdtempSync(join(tmpdir(), 'q-kms-')))
  const names = [
    ...new Set([...LOCAL, ...hosts.map((name) => name.replace(/^\[|\]$/g, '')), ...(ANY.includes(host) ? [] : [host])]),
  ]
  const discard = () => {
    if (data === undefined) rmSync(directory, { recursive: true, force: true })
  }
  return { ...(await certificateFor(names, directory)), discard }
}
