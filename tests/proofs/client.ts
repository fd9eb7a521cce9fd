import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { headersOf } from '../../src/facts/protocol.ts'

/** A server as a process of its own, and clients of it, for proofs: they have to be light, since there are many. */

export type Body = Readonly<Record<string, unknown>>

export interface Answer {
  readonly status: number
  readonly text: string
  /** The text, where it is JSON. */
  readonly body: Body
}

/** Sends one request to a path of the server. Rejects, with a `code`, where the server dies before it answers. */
export type Ask = (
  path: string,
  init: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
) => Promise<Answer>

/** With connections of its own. */
export const askerOf = (url: string): Ask => {
  const agent = new Agent({ keepAlive: true })
  return (path, { method = 'POST', headers = {}, body = '' }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url + path, { method, agent, headers }, (incoming) => {
        let text = ''
        incoming.on('data', (chunk) => (text += chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, text, body: text.startsWith('{') ? JSON.parse(text) : {} }),
        )
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
}

/** Who signs, in which Region. The signature is none. */
export interface Signer {
  readonly region?: string
  readonly accessKey?: string
  readonly token?: string
}

/** Asks the service in the sandbox with this name; in the one without a name where it is undefined. */
export const callOf = (
  ask: Ask,
  sandbox: string | undefined,
  operation: string,
  body: Body,
  { region = 'us-east-1', accessKey = 'AKIDPROOF', token }: Signer = {},
): Promise<Answer> => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/${region}/kms/aws4_request, SignedHeaders=host, Signature=0`
  const headers = { ...headersOf(operation), authorization, ...(token !== undefined && { 'x-amz-security-token': token }) }
  return ask(pathOf(sandbox), { headers, body: JSON.stringify(body) })
}

/** Where a sandbox is, with a slash at the end. */
export const pathOf = (sandbox: string | undefined): string => (sandbox === undefined ? '/' : `/_sandbox/${sandbox}/`)

export type Send = (operation: string, body: Body, region?: string) => Promise<Body>

/** A client of one sandbox. A request rejects where it is refused, and where the server dies before it answers. */
export const clientOf =
  (ask: Ask, sandbox?: string): Send =>
  async (operation, body, region) => {
    const answer = await callOf(ask, sandbox, operation, body, region === undefined ? {} : { region })
    if (answer.status === 200) return answer.body
    throw new Error(`${operation} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }

export interface Running {
  readonly child: ChildProcess
  readonly url: string
}

export const start = async (...args: readonly string[]): Promise<Running> => {
  const child = spawn(process.execPath, ['src/server/main.ts', 'serve', '--port', '0', '--log', 'none', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\S+/.exec(String(line))?.[0]
  if (!url) throw new Error(`Failed to start a server: it printed ${line}`)
  return { child, url }
}

export const newKey = async (send: Send, body: Body): Promise<string> => {
  const { KeyMetadata } = await send('CreateKey', body)
  return (KeyMetadata as { readonly KeyId: string }).KeyId
}
