/** `npm start`: builds the site if its sources are newer than the last build, then serves it. */
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { baseUrlOf, listen, portOf, siteIn } from './serve.ts'

const DIR = 'build'
const SOURCES = ['docs', 'src', 'scripts/package', 'static', 'docusaurus.config.ts', 'sidebars.ts', 'package-lock.json']

const changedAt = (path: string): number => statSync(path).mtimeMs

const newestIn = (path: string): number =>
  statSync(path).isDirectory() ? Math.max(...readdirSync(path).map((name) => newestIn(join(path, name)))) : changedAt(path)

const isCurrent = (baseUrl: string): boolean => {
  try {
    return baseUrlOf(DIR) === baseUrl && Math.max(...SOURCES.map(newestIn)) < changedAt(join(DIR, 'base-url.txt'))
  } catch {
    return false
  }
}

const parsePort = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`Failed to serve: --port is not a number from 0 to 65535: ${text}`)
  return port
}

try {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' } } })
  const server = await listen(parsePort(values.port))
  if (!isCurrent(process.env.QKMS_BASE_URL ?? '/'))
    execFileSync(process.execPath, ['node_modules/@docusaurus/core/bin/docusaurus.mjs', 'build', '--out-dir', DIR], {
      stdio: 'inherit',
    })
  server.on('request', siteIn(DIR))
  console.log(`Q-KMS docs: http://localhost:${portOf(server)}${baseUrlOf(DIR)}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
