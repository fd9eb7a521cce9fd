#!/usr/bin/env node
/** The `q-kms` command. */
import { readFileSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { Command, Option } from 'commander'
import { LOCAL_URL } from '../facts/local-server.ts'
import { adminToken, messageOf, SERVE_FLAGS, type ServeFlags, secretsIn, urlIn, withVariables } from './flags.ts'
import { LOGS } from './log.ts'
import { SANDBOX_PATH } from './place.ts'
import type { ServeOptions } from './serve.ts'

// Halves the time to get ready, from the second start on.
module.enableCompileCache?.()

// node:sqlite calls itself experimental at each start, which would be a foreign line in the log.
process.removeAllListeners('warning')
process.on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') console.error(`${name}: ${message}`)
})

/** As seen from src/server, and from lib/server, where the package has it. */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** @throws {Error} where there is a certificate without a key, or a key without a certificate */
const tlsOf = ({ tls, tlsCert: cert, tlsKey: key }: ServeFlags): Pick<ServeOptions, 'tls'> => {
  if (tls) return { tls }
  if (cert === undefined && key === undefined) return {}
  if (cert === undefined || key === undefined) throw new Error('Failed to speak TLS: --tls-cert and --tls-key go together.')
  return { tls: { cert, key } }
}

const serve = async (flags: ServeFlags): Promise<void> => {
  const { account, principal, verifySignatures, log, tls, tlsCert, tlsKey, allowHost, exitWithParent, ...options } = flags
  const start = (await import('./serve.ts')).serve
  const write = LOGS[log]
  const { url, authority, close } = await start({
    ...options,
    ...tlsOf(flags),
    accountId: account,
    ...(principal && { principals: principal }),
    ...(allowHost && { allowHosts: allowHost }),
    ...(verifySignatures !== undefined && { secrets: secretsIn(verifySignatures) }),
    ...(write && { log: write }),
  })
  // The program that reads the output may end; the server keeps running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  let closing = false
  const end = () => {
    // The second one does not wait.
    if (closing) process.exit(1)
    closing = true
    close().then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  if (exitWithParent) (await import('./parent.ts')).onParentEnd(end)
  const bundle = authority === undefined ? '' : ` AWS_CA_BUNDLE=${authority} NODE_EXTRA_CA_CERTS=${authority}`
  console.log(`q-kms is ready at ${url}  AWS_ENDPOINT_URL_KMS=${url}${bundle}`)
}

interface StateFlags {
  readonly url: string
  readonly data?: string
  readonly adminToken?: string
}

const snapshot = async ({ url, data, out, adminToken }: StateFlags & { readonly out?: string }): Promise<void> => {
  const { stateOfDirectory, stateOfServer } = await import('./transfer.ts')
  const text = data === undefined ? await stateOfServer({ url, token: adminToken }) : await stateOfDirectory(data)
  if (out === undefined) return void process.stdout.write(text)
  try {
    writeFileSync(out, text, { mode: 0o600 })
  } catch (error) {
    throw new Error(`Failed to write ${out}: ${messageOf(error)}`)
  }
}

const restore = async (file: string, { url, data, adminToken }: StateFlags): Promise<void> => {
  const { intoDirectory, intoServer } = await import('./transfer.ts')
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Error(`Failed to read ${file}: ${messageOf(error)}`)
  }
  const rows = data === undefined ? await intoServer({ url, token: adminToken }, text) : await intoDirectory(data, text)
  console.log(`q-kms restored ${rows} rows.`)
}

/** How to see the options of a command, for one who mistook them. */
const helpOf = (command?: string): string => `(npx --no q-kms ${command ? `${command} ` : ''}--help tells more.)`

const program = new Command('q-kms')
  .description('An emulator of a key management service that speaks the AWS KMS protocol.')
  .version(version)
  .showHelpAfterError(helpOf())

const command = (name: string, description: string, options: readonly Option[]): Command => {
  const added = program.command(name).description(description).showHelpAfterError(helpOf(name))
  for (const option of withVariables(options)) added.addOption(option)
  return added
}

const ofServer = () => [
  new Option('--url <url>', 'of a running server, or of a sandbox of it').argParser(urlIn).default(LOCAL_URL),
  adminToken(),
]
const ofData = (more = '') => new Option('--data <directory>', `of a data directory, instead of a server${more}`).conflicts('url')

command('serve', 'handle requests until it is stopped', SERVE_FLAGS)
  .addHelpText(
    'after',
    `\nFor tests that run at the same time: ${LOCAL_URL}${SANDBOX_PATH}NAME is a sandbox of its own, made by its first request.`,
  )
  .action(serve)

command('snapshot', 'write the whole state, key material included, as JSON', [
  ...ofServer(),
  ofData(),
  new Option('--out <file>', 'where to write; to standard output unless given'),
]).action(snapshot)

command('restore', 'replace the whole state by a snapshot', [...ofServer(), ofData('; it is made where there is none')])
  .argument('<file>', 'the snapshot; - reads standard input')
  .action(restore)

try {
  await program.parseAsync()
} catch (error) {
  console.error(messageOf(error))
  process.exit(1)
}
