import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Command } from './families.ts'

/** How a program of others is run, and what is printed of it. */

const run = promisify(execFile)

/** Longer than any of them takes on a machine that is busy, in milliseconds. */
export const TO_INSTALL = 20 * 60_000
export const TO_RUN = 3 * 60_000

export const HERE = import.meta.dirname

/** No setting of the machine's own reaches a client. */
export const base = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:AWS|QKMS)_/.test(name)))

export const environmentOf = (url: string, authority: string | undefined, assumesRoles: boolean): NodeJS.ProcessEnv => ({
  ...base,
  [assumesRoles ? 'AWS_ENDPOINT_URL' : 'AWS_ENDPOINT_URL_KMS']: url,
  // What go-kms-wrapping, and with it Vault, reads.
  AWS_KMS_ENDPOINT: url,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  ...(authority !== undefined && { AWS_CA_BUNDLE: authority, NODE_EXTRA_CA_CERTS: authority }),
})

export interface Row {
  readonly client: string
  readonly version?: string
  readonly task?: string
  /** The errors that the server returned. */
  readonly refused?: string
  /** `ok`, or why not. */
  readonly result: string
}

/** The last words of what failed. */
export const reasonOf = (error: unknown): string => {
  const { stderr = '', stdout = '', message = String(error) } = error as Partial<Record<'stderr' | 'stdout' | 'message', string>>
  const text = [stderr, stdout, message].find((written) => written.trim() !== '') ?? ''
  return text.trim().split('\n').slice(-15).join('\n')
}

export const execute = ([program, ...args]: Command, cwd: string, timeout: number, env = process.env) =>
  run(program, args, { cwd, env, timeout, maxBuffer: 64 * 1024 * 1024 })
