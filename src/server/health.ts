/**
 * `node lib/server/health.js`: ends with 0 where the server that has the same variables of the environment is up, and with 1
 * otherwise. The health check of the image, which has neither curl nor a shell's tools.
 */
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { Command } from 'commander'
import { LOCAL_HOST } from '../facts/local-server.ts'
import { SERVE_FLAGS, type ServeFlags, withVariables } from './flags.ts'

/** How long to wait for the response, in milliseconds. */
const PATIENCE = 2000

const command = new Command().allowUnknownOption()
for (const option of withVariables(SERVE_FLAGS)) command.addOption(option)
const { port, tls, tlsCert } = command.parse().opts<ServeFlags>()

// Whether the certificate is the right one is for clients to say.
const options = { host: LOCAL_HOST, port, path: '/_qkms/health', timeout: PATIENCE, rejectUnauthorized: false }
const asking = (tls || tlsCert !== undefined ? secure : plain)(options, ({ statusCode }) =>
  process.exit(statusCode === 200 ? 0 : 1),
)
asking.on('timeout', () => process.exit(1))
asking.on('error', () => process.exit(1))
asking.end()
