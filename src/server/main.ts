#!/usr/bin/env node
/** The `q-kms` command. */
import { readFileSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { Command, InvalidArgumentError, Option } from 'commander'
import { principalOf } from '../emulator/keys/principals.ts'
import { timeIn } from './date.ts'
import type { LogEntry } from './http.ts'
import type { ServeOptions } from './serve.ts'

// Halves the time to get ready, from the second start on.
module.enableCompileCache?.()

// node:sqlite calls itself experimental at each start, which would be a foreign line in the log.
process.removeAllListeners('warning')
process.on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') console.error(`${name}: ${message}`)
})

const PORT = 4599
const URL_DEFAULT = `http://127.0.0.1:${PORT}`

/** As seen from src/server, and from lib/server, where the package has it. */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

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

const urlIn = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError(`It is not a URL as in ${URL_DEFAULT}.`)
  return text
}

const principalIn = (text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  const [, accessKey, arn = ''] = /^([^=,/\s]+)=(.+)$/.exec(text) ?? []
  if (!accessKey || !principalOf(arn)) throw new InvalidArgumentError('It is not ACCESSKEY=ARN with the ARN of a principal.')
  return { ...before, [accessKey]: arn }
}

/** A clock that shows the time now, and goes on from there. */
const clockIn = (text: string): ServeOptions['clock'] => {
  const time = timeIn(text)
  if (time === undefined) throw new InvalidArgumentError('It is not a date as in 2026-12-31T00:00:00Z.')
  const ahead = time - Date.now()
  return { now: () => Date.now() + ahead }
}

/** @throws {Error} where the file is not an object of access keys and secrets */
const secretsIn = (file: string): Readonly<Record<string, string>> => {
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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const LOGS: Readonly<Record<string, ((entry: LogEntry) => void) | undefined>> = {
  json: (entry) => console.error(JSON.stringify({ time: new Date().toISOString(), ...entry })),
  text: ({ service, operation, status, milliseconds, error = '' }) => {
    const code = /"__type":"(\w+)"/.exec(error)?.[1] ?? /<Code>(\w+)</.exec(error)?.[1]
    const what = service === 'kms' || service === '-' ? operation : `${service} ${operation}`
    console.error(`${what} ${status}${code ? ` ${code}` : ''} ${milliseconds.toFixed(1)} ms`)
  },
  none: undefined,
}

interface ServeFlags extends Omit<ServeOptions, 'accountId' | 'principals' | 'secrets' | 'log'> {
  readonly account: string
  readonly principal?: Readonly<Record<string, string>>
  readonly verifySignatures?: string
  readonly log: string
}

const serve = async ({ account, principal, verifySignatures, log, ...options }: ServeFlags): Promise<void> => {
  const start = (await import('./serve.ts')).serve
  const write = LOGS[log]
  const { url, close } = await start({
    ...options,
    accountId: account,
    ...(principal && { principals: principal }),
    ...(verifySignatures !== undefined && { secrets: secretsIn(verifySignatures) }),
    ...(write && { log: write }),
  })
  // Whoever reads the output may go; the server stays.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  let closing = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      // The second one does not wait.
      if (closing) process.exit(1)
      closing = true
      close().then(() => process.exit(0))
    })
  console.log(`q-kms is ready at ${url}  AWS_ENDPOINT_URL_KMS=${url}`)
}

interface StateFlags {
  readonly url: string
  readonly data?: string
}

const snapshot = async ({ url, data, out }: StateFlags & { readonly out?: string }): Promise<void> => {
  const { stateOfDirectory, stateOfServer } = await import('./transfer.ts')
  const text = data === undefined ? await stateOfServer(url) : await stateOfDirectory(data)
  if (out === undefined) return void process.stdout.write(text)
  try {
    writeFileSync(out, text, { mode: 0o600 })
  } catch (error) {
    throw new Error(`Failed to write ${out}: ${messageOf(error)}`)
  }
}

const restore = async (file: string, { url, data }: StateFlags): Promise<void> => {
  const { intoDirectory, intoServer } = await import('./transfer.ts')
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Error(`Failed to read ${file}: ${messageOf(error)}`)
  }
  const rows = data === undefined ? await intoServer(url, text) : await intoDirectory(data, text)
  console.log(`q-kms restored ${rows} rows.`)
}

const program = new Command('q-kms')
  .description('An emulator of a key management service that speaks the AWS KMS protocol.')
  .version(version)
  .showHelpAfterError('(q-kms --help tells more.)')

program
  .command('serve')
  .description('answer requests until it is stopped')
  .option('--port <number>', 'where to listen; 0 takes a free port', portIn, PORT)
  .option('--host <address>', 'the address to listen on', '127.0.0.1')
  .option('--data <directory>', 'keep the state there; without it, in memory')
  .option('--seed <file>', 'YAML or JSON with the keys that a new sandbox begins with')
  .option('--region <region>', 'where unsigned requests, and the seed, belong', regionIn, 'us-east-1')
  .option('--account <digits>', 'the account', accountIn, '111122223333')
  .option('--principal <accesskey=arn>', 'who an access key belongs to; can be repeated', principalIn)
  .option('--verify-signatures <file>', 'check signatures, with the secrets of a JSON file: {"ACCESSKEY": "SECRET"}')
  .option('--clock <date>', 'the time that it begins at, in ISO 8601', clockIn)
  .addOption(
    new Option('--log <form>', 'what to write of each request, to standard error').choices(Object.keys(LOGS)).default('text'),
  )
  .action(serve)

program
  .command('snapshot')
  .description('write the whole state, key material included, as JSON')
  .option('--url <url>', 'of a running server', urlIn, URL_DEFAULT)
  .addOption(new Option('--data <directory>', 'of a data directory, instead of a server').conflicts('url'))
  .option('--out <file>', 'where to write; to standard output unless given')
  .action(snapshot)

program
  .command('restore')
  .description('replace the whole state by a snapshot')
  .argument('<file>', 'the snapshot; - reads standard input')
  .option('--url <url>', 'of a running server', urlIn, URL_DEFAULT)
  .addOption(
    new Option('--data <directory>', 'of a data directory, instead of a server; it is made where there is none').conflicts('url'),
  )
  .action(restore)

try {
  await program.parseAsync()
} catch (error) {
  console.error(messageOf(error))
  process.exit(1)
}
