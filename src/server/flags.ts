import { readFileSync } from 'node:fs'
import { InvalidArgumentError, Option } from 'commander'
import { principalOf } from '../emulator/keys/principals.ts'
import { LOCAL_HOST, LOCAL_PORT, LOCAL_URL } from '../facts/local-server.ts'
import { timeIn } from './date.ts'
import { LOGS } from './log.ts'
import type { ServeOptions } from './serve.ts'

/** The options of `q-kms serve`, each also as a variable of the environment. */

const portIn = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It is not a number from 0 to 65535.')
  return port
}

const accountIn = (text: string): string => {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('It is not 12 digits.')
  return text
}

const regionIn = (text: string): string => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) throw new InvalidArgumentError('It is not the name of a Region as in us-east-1.')
  return text
}

export const urlIn = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError(`It is not a URL as in ${LOCAL_URL}.`)
  return text
}

/** A variable has all of them, with spaces between. */
const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

type Principals = Readonly<Record<string, string>>

const principalIn = (text: string): readonly [accessKey: string, arn: string] => {
  const [, accessKey, arn = ''] = /^([^=,/\s]+)=(.+)$/.exec(text) ?? []
  if (!accessKey || !principalOf(arn)) throw new InvalidArgumentError('It is not ACCESSKEY=ARN with the ARN of a principal.')
  return [accessKey, arn]
}

const principalsIn = (text: string, before: Principals = {}): Principals => ({
  ...before,
  ...Object.fromEntries(wordsIn(text).map(principalIn)),
})

const hostIn = (name: string): string => {
  if (!/^[\w.-]+$|^\[[\da-f:]+\]$/i.test(name)) throw new InvalidArgumentError('It is not the name of a host, without a port.')
  return name
}

const hostsIn = (text: string, before: readonly string[] = []): readonly string[] => [...before, ...wordsIn(text).map(hostIn)]

/** A clock that shows the time now, and goes on from there. */
const clockIn = (text: string): ServeOptions['clock'] => {
  const time = timeIn(text)
  if (time === undefined) throw new InvalidArgumentError('It is not a date as in 2026-12-31T00:00:00Z.')
  const ahead = time - Date.now()
  return { now: () => Date.now() + ahead }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** @throws {Error} where the file is not an object of access keys and secrets */
export const secretsIn = (file: string): Readonly<Record<string, string>> => {
  const reason = (): string | undefined => {
    if (typeof secrets !== 'object' || secrets === null || Array.isArray(secrets))
      return 'it is not an object of access keys and secrets.'
    const [accessKey] = Object.entries(secrets).find(([, secret]) => typeof secret !== 'string') ?? []
    return accessKey === undefined ? undefined : `the secret of ${accessKey} is not a text.`
  }
  let secrets: unknown
  try {
    secrets = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`Failed to read ${file}: ${messageOf(error)}`)
  }
  const wrong = reason()
  if (wrong) throw new Error(`Failed to read ${file}: ${wrong}`)
  return secrets as Readonly<Record<string, string>>
}

/** What commander makes of the command line. */
export interface ServeFlags
  extends Pick<ServeOptions, 'port' | 'host' | 'data' | 'sync' | 'seed' | 'region' | 'clock' | 'adminToken' | 'explain'> {
  readonly account: string
  readonly principal?: Principals
  readonly verifySignatures?: string
  readonly log: string
  readonly tls?: true
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly allowHost?: readonly string[]
  readonly exitWithParent?: true
}

/** `--verify-signatures` is `QKMS_VERIFY_SIGNATURES`. */
const variableOf = ({ long }: Option): string => `QKMS_${(long ?? '').replace(/^--/, '').replaceAll('-', '_').toUpperCase()}`

export const adminToken = (): Option => new Option('--admin-token <token>', 'what the administration wants as a Bearer token')

export const SERVE_FLAGS: readonly Option[] = [
  new Option('--port <number>', 'where to listen; 0 takes a free port').argParser(portIn).default(LOCAL_PORT),
  new Option('--host <address>', 'the address to listen on').default(LOCAL_HOST),
  new Option('--data <directory>', 'keep the state there; without it, in memory'),
  new Option('--sync', 'with --data, force each change to the disk before its response; about ten times as slow'),
  new Option('--seed <file>', 'YAML or JSON with the keys that a new sandbox begins with'),
  new Option('--region <region>', 'where unsigned requests, and the seed, belong').argParser(regionIn).default('us-east-1'),
  new Option('--account <digits>', 'the account').argParser(accountIn).default('111122223333'),
  new Option('--principal <accesskey=arn>', 'who an access key belongs to; can be repeated').argParser(principalsIn),
  new Option('--verify-signatures <file>', 'check signatures, with the secrets of a JSON file: {"ACCESSKEY": "SECRET"}'),
  new Option('--clock <date>', 'the time that it begins at, in ISO 8601').argParser(clockIn),
  new Option('--tls', 'speak TLS, with a certificate of an authority that is made at the first start').conflicts('tlsCert'),
  new Option('--tls-cert <file>', 'speak TLS, with this certificate in PEM'),
  new Option('--tls-key <file>', 'the key of the certificate, in PEM'),
  adminToken(),
  new Option('--allow-host <name>', 'another name of this machine, for administration and --tls; can be repeated').argParser(
    hostsIn,
  ),
  new Option('--explain', 'tell how each request was decided, in the log and in the header x-q-kms-trace'),
  new Option('--exit-with-parent', 'end when the program that started it ends'),
  new Option('--log <form>', 'what to write of each request, to standard error').choices(Object.keys(LOGS)).default('text'),
]

/**
 * Gives options their variables. One that is empty counts as not set, and so does `0` or `false` where an option has no value.
 */
export const withVariables = (options: readonly Option[]): readonly Option[] =>
  options.map((option) => {
    const name = variableOf(option)
    const value = process.env[name]
    if (value === '' || (!option.required && (value === '0' || value === 'false'))) delete process.env[name]
    return option.env(name)
  })
