import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { headersOf } from '../../src/facts/protocol.ts'
import { type ServeOptions, type Server, serve } from '../../src/server/serve.ts'

/** A directory that goes with the test. */
export const directory = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'q-kms-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A server in this process, on a free port, that goes with the test. */
export const started = async (options: ServeOptions = {}): Promise<Server> => {
  const server = await serve({ port: 0, ...options })
  onTestFinished(server.close)
  return server
}

export interface Command {
  readonly child: ChildProcess
  /** The first line of its standard output; empty where it ends without. */
  readonly line: Promise<string>
  /** How it ended, and all that it wrote. */
  readonly end: Promise<{
    readonly code: number | null
    readonly signal: string | null
    readonly out: string
    readonly err: string
  }>
}

/** `q-kms` as a process of its own. */
export const command = (args: readonly string[], input?: string): Command => {
  const child = spawn(process.execPath, ['src/server/main.ts', ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (texts.out += chunk))
  child.stderr.on('data', (chunk) => (texts.err += chunk))
  const lines = createInterface({ input: child.stdout })
  const end = once(child, 'close').then(([code, signal]) => ({ code, signal, ...texts }))
  child.stdin.end(input)
  return { child, line: Promise.race([once(lines, 'line').then(([line]) => String(line)), end.then(() => '')]), end }
}

/** A server as a process of its own, on a free port. */
export const running = async (...args: string[]): Promise<Command & { readonly url: string }> => {
  const process = command(['serve', '--port', '0', '--log', 'none', ...args])
  const url = /http:\S+/.exec(await process.line)?.[0]
  if (!url) throw new Error(`Failed to start a server: ${(await process.end).err}`)
  return { ...process, url }
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** Asks with plain fetch. */
export const ask = async (url: string, init?: RequestInit): Promise<Reply> => {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
}

/** Sends a request of the service. */
export const send = (
  url: string,
  operation: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> =>
  ask(url, {
    method: 'POST',
    headers: { ...headersOf(operation), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** The headers of a request that an access key signed; the signature is none. */
export const authorizedAs = (accessKey: string): Readonly<Record<string, string>> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0`,
})
