import { execFile } from 'node:child_process'
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { directory } from '../server/support.ts'
import { type Block, blocksIn, type Found, nameOf, PAGES } from './extract.ts'

/** Runs the programs of the pages, as they stand there. */

const exec = promisify(execFile)

/** The code blocks of the docs and of the README. */
export const BLOCKS: readonly Found<Block>[] = [
  ...PAGES.flatMap(({ path, source }) => blocksIn(nameOf(path), source)),
  ...blocksIn('README', readFileSync('README.md', 'utf8')),
]

/** The text of one code block. */
export const codeOf = (where: string): string => {
  const block = BLOCKS.find((one) => one.where === where)
  if (!block) throw new Error(`Failed to find the code block “${where}”.`)
  return block.found.code
}

/** Quiet about the type of the project's package.json. */
const NODE = [process.execPath, '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON']

export interface Workplace {
  readonly path: (file: string) => string
  readonly write: (file: string, content: string | Uint8Array) => void
  readonly read: (file: string) => Buffer
  /** The permissions of a file, as `0o600`. */
  readonly modeOf: (file: string) => number
  /** Runs JavaScript that was written before; gives the lines that it prints. */
  readonly node: (args: readonly string[], input?: string) => Promise<readonly string[]>
  /** Runs a script of Bash, which stops at the first command that fails; gives what it prints. */
  readonly bash: (script: string) => Promise<string>
}

/** A folder that goes with the test, with the project's packages, and an `aws` that talks to `endpoint`. */
export const workplace = (endpoint = ''): Workplace => {
  const folder = directory()
  const path = (file: string) => join(folder, file)
  symlinkSync(resolve('node_modules'), path('node_modules'))
  const tools = directory()
  writeFileSync(join(tools, 'aws'), `#!/bin/sh\nexec ${NODE.join(' ')} ${resolve('tests/claims/aws.ts')} "$@"\n`)
  chmodSync(join(tools, 'aws'), 0o755)
  const env = {
    PATH: [tools, process.env.PATH].join(delimiter),
    HOME: folder,
    AWS_ENDPOINT_URL_KMS: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }
  const run = async (program: string, args: readonly string[], input?: string): Promise<string> => {
    const running = exec(program, args, { cwd: folder, env })
    running.child.stdin?.end(input)
    return (await running).stdout
  }
  return {
    path,
    write: (file, content) => writeFileSync(path(file), content),
    read: (file) => readFileSync(path(file)),
    modeOf: (file) => statSync(path(file)).mode & 0o777,
    node: async (args, input) => (await run(process.execPath, args, input)).trimEnd().split('\n'),
    bash: (script) =>
      run('bash', ['--norc', '-euo', 'pipefail', '-c', script.replaceAll('http://127.0.0.1:4599', endpoint.replace(/\/$/, ''))]),
  }
}
