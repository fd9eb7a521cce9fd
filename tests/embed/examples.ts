import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { OutgoingHttpHeaders } from 'node:http'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import sirv from 'sirv'
import { inject, onTestFinished } from 'vitest'
import { listen, portOf } from '../../scripts/serve.ts'
import { STEPS } from './steps.ts'

const exec = promisify(execFile)

/** The path that every example is built for. */
export const BASE = '/handbook/'

/** The environment of a reader's shell: without what Vitest and npm put into this one's. */
export const ENVIRONMENT = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|NODE_OPTIONS|VITEST.*|npm_(?!config_).*|INIT_CWD)$/.test(name)),
  ),
  NEXT_TELEMETRY_DISABLED: '1',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_prefer_offline: 'true',
}

/** How long a step may take, so that one that hangs is named. */
const MINUTES = 6

const run = (cwd: string, program: string, ...args: readonly string[]) =>
  exec(program, args, { cwd, env: ENVIRONMENT, maxBuffer: 2 ** 26, timeout: MINUTES * 60_000 })

/**
 * Does what the manual says for an example, in an empty folder beside the packed package.
 *
 * @param versions in the place of what the manual's commands install, such as `react` → `18.3.1`
 * @returns the folder
 */
export const build = async (example: string, versions: Readonly<Record<string, string>> = {}): Promise<string> => {
  const folder = join(inject('folder'), [example, ...Object.values(versions)].join('-'))
  mkdirSync(folder)
  for (const { language, title, text } of STEPS.filter((step) => step.example === example)) {
    if (title !== undefined) {
      mkdirSync(dirname(join(folder, title)), { recursive: true })
      writeFileSync(join(folder, title), text)
    } else if (language === 'sh') {
      const commands = Object.entries(versions).reduce(
        (all, [name, version]) => all.replace(new RegExp(`(?<= )${name}@\\S+`), `${name}@${version}`),
        text,
      )
      await run(folder, 'bash', '-e', '-c', commands)
    }
  }
  return folder
}

/** Serves a folder below the base path until the test ends. Returns the address, with the final slash. */
export const serve = async (folder: string, headers: OutgoingHttpHeaders = {}): Promise<string> => {
  const files = sirv(folder, { etag: true })
  const server = await listen(0)
  server.on('request', (request, response) => {
    const miss = () => void response.writeHead(404).end()
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
    const { url = '' } = request
    if (!url.startsWith(BASE)) return miss()
    request.url = url.slice(BASE.length - 1)
    files(request, response, miss)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://localhost:${portOf(server)}${BASE}`
}
