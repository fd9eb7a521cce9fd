/**
 * `npm run proof:fuzz`: sends a million inputs to a server in a process of its own, most of them wrong. None may be answered with a status of
 * 500 or more, or be left without an answer, or make the server complain or end; and what was refused may not have changed its state.
 *
 *     npm run proof:fuzz -- [COUNT [SEED]]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { headersOf } from '../../src/facts/protocol.ts'
import { type Input, kindsOf, type Material, type Request } from './fuzz-inputs.ts'

export interface Plan {
  readonly count: number
  readonly seed: number
  /** How many inputs go out between two looks at the state. */
  readonly batch: number
}

export interface Tally {
  sent: number
  refused: number
  accepted: number
}

export interface Proof {
  readonly tallies: Readonly<Record<string, Tally>>
  /** What was sent in all, with what was sent again to look at the state. */
  readonly requests: number
  /** What is wrong; empty if all is well. */
  readonly faults: readonly string[]
}

/** How many are on their way at once. */
const LANES = 24
/** How long an answer may take, in milliseconds, on a machine that is busy. */
const PATIENCE = 60_000
/** With so many faults there is no use in going on. */
const ENOUGH = 20

/** The status of an answer; 0 where the connection ended without one. */
type Sender = (input: Input) => Promise<number>

const isAccepted = (status: number): boolean => status >= 200 && status < 300

const senderOf = (url: string): Sender => {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES })
  const { port } = new URL(url)

  const ask = ({ method, path, headers, body }: Request): Promise<number> =>
    new Promise((resolve, reject) => {
      // node:http leaves that out where a method has no body as a rule.
      const length = body.length > 0 && { 'Content-Length': Buffer.byteLength(body) }
      const outgoing = request(
        `${url}/`,
        { method, path, agent, headers: { ...headers, ...length }, timeout: PATIENCE },
        (incoming) => {
          incoming.on('error', reject)
          incoming.on('end', () => resolve(incoming.statusCode ?? 0)).resume()
        },
      )
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer came')))
      // A connection that the server has just closed.
      outgoing.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(ask({ method, path, headers, body })) : reject(error),
      )
      outgoing.end(body)
    })

  const throwAt = (bytes: Uint8Array): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port: Number(port), host: '127.0.0.1', timeout: PATIENCE })
      let text = ''
      const done = () => {
        const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
        // Several requests may be in the bytes. A failure of the server's is the worst; otherwise one that is accepted tells.
        resolve(statuses.find((status) => status >= 500) ?? statuses.find(isAccepted) ?? statuses.at(-1) ?? 0)
      }
      socket.on('data', (chunk) => (text += chunk.toString('latin1')))
      socket.on('timeout', () => socket.destroy(new Error('no answer came')))
      socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? done() : reject(error)))
      socket.on('close', done)
      socket.end(bytes)
    })

  return (input) => ('bytes' in input ? throwAt(input.bytes) : ask(input))
}

interface Running {
  readonly child: ChildProcess
  readonly url: string
  /** What it wrote to standard error. */
  readonly complaints: () => string
}

const start = async (): Promise<Running> => {
  const child = spawn(process.execPath, ['src/server/main.ts', 'serve', '--port', '0', '--log', 'none'], { stdio: 'pipe' })
  let complaints = ''
  child.stderr.on('data', (chunk) => (complaints += chunk))
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), once(child, 'close')])
  const url = /http:\S+/.exec(String(line))?.[0]
  if (!url) throw new Error(`Failed to start a server: it printed ${line}`)
  return { child, url, complaints: () => complaints }
}

type Body = Readonly<Record<string, unknown>>

/** Makes what the inputs are about. */
const prepare = async (url: string): Promise<Material> => {
  const send = async (operation: string, body: Body): Promise<Body> => {
    const response = await fetch(url, { method: 'POST', headers: headersOf(operation), body: JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`Failed to send ${operation}: ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }
  const made = await send('CreateKey', { Origin: 'EXTERNAL', KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' })
  const { KeyId } = made.KeyMetadata as { readonly KeyId: string }
  const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }
  const { ImportToken, PublicKey } = await send('GetParametersForImport', { KeyId, ...wrapping })
  const plain = { Plaintext: Buffer.from('fuzz').toString('base64') }
  const { CiphertextBlob } = await send('Encrypt', { KeyId: 'alias/app', ...plain, EncryptionContext: { a: 'b' } })
  const message = { Message: Buffer.from('fuzz').toString('base64') }
  const signing = { KeyId: 'alias/signing', SigningAlgorithm: 'ECDSA_SHA_256', ...message }
  const { Signature } = await send('Sign', signing)
  const mac = { KeyId: 'alias/mac', MacAlgorithm: 'HMAC_SHA_256', ...message }
  const { Mac } = await send('GenerateMac', mac)
  return {
    importing: { KeyId, ImportToken: String(ImportToken), PublicKey: String(PublicKey) },
    accepted: [
      { operation: 'Decrypt', body: { CiphertextBlob, EncryptionContext: { a: 'b' } } },
      { operation: 'ReEncrypt', body: { CiphertextBlob, SourceEncryptionContext: { a: 'b' }, DestinationKeyId: 'alias/app' } },
      { operation: 'Verify', body: { ...signing, Signature } },
      { operation: 'VerifyMac', body: { ...mac, Mac } },
    ],
  }
}

/** The state of a server as a text that is the same for the same state, and back. */
const stateOf = async (url: string) => {
  const document = await (await fetch(`${url}/_qkms/state?secrets`)).text()
  const { rows } = JSON.parse(document) as { readonly rows: readonly { readonly table: string; readonly id: string }[] }
  const lines = rows.map((row) => JSON.stringify(row)).sort()
  return { document, lines, digest: createHash('sha256').update(lines.join('\n')).digest('hex') }
}

const putState = async (url: string, body: string): Promise<void> => {
  const { ok, status } = await fetch(`${url}/_qkms/state`, { method: 'PUT', body })
  if (!ok) throw new Error(`Failed to put the state back: ${status}`)
}

const textOf = (kind: string, input: Input): string => {
  const text = (bytes: string | Uint8Array) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1'))
  const shown = 'bytes' in input ? { bytes: text(input.bytes) } : { ...input, body: text(input.body) }
  return `${kind} ${JSON.stringify(shown).slice(0, 3000)}`
}

/** Sends all, some at once. The results are in the order of the items. */
const inLanes = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = []
  let next = 0
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index]
      if (item !== undefined) results[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return results
}

interface Turn {
  readonly kind: string
  readonly inputs: fc.Arbitrary<Input>
}

export const prove = async ({ count, seed, batch: size }: Plan, report: (line: string) => void = () => {}): Promise<Proof> => {
  const server = await start()
  const faults: string[] = []
  const tallies: Record<string, Tally> = {}
  let requests = 0
  try {
    const { url } = server
    const kinds = kindsOf(await prepare(url))
    for (const kind of Object.keys(kinds)) tallies[kind] = { sent: 0, refused: 0, accepted: 0 }
    // What time does by itself to a new sandbox is done then.
    await fetch(`${url}/_qkms/clock`, { method: 'POST', body: '{"advanceSeconds": 3600}' })
    const initial = await stateOf(url)
    const send = senderOf(url)
    // A batch is of one kind: where little is accepted, little has to be sent again.
    const turns = Object.entries(kinds).flatMap(([kind, [share, inputs]]) => Array(share).fill({ kind, inputs }) as Turn[])
    type Sent = readonly [kind: string, input: Input]

    const statusOf = async ([kind, input]: Sent): Promise<number> => {
      requests++
      try {
        const status = await send(input)
        if (status >= 500) faults.push(`status ${status}: ${textOf(kind, input)}`)
        return status
      } catch (error) {
        faults.push(`${error}: ${textOf(kind, input)}`)
        return 0
      }
    }
    const isAsBefore = async (): Promise<boolean> => (await stateOf(url)).digest === initial.digest

    /** Names those of a batch that change the state, one by one. */
    const blame = async (batch: readonly Sent[]): Promise<void> => {
      const before = faults.length
      for (const sent of batch) {
        await putState(url, initial.document)
        if (isAccepted(await statusOf(sent)) || (await isAsBefore())) continue
        const { lines } = await stateOf(url)
        const changed = lines.filter((line) => !initial.lines.includes(line)).join(' ')
        faults.push(`refused, and the state is another one: ${textOf(...sent)}: ${changed.slice(0, 1000)}`)
      }
      if (faults.length === before) faults.push('A batch that was refused changed the state, and no single request of it does.')
    }

    /** Holds what is refused to leaving the state alone. What is accepted is left out, and the rest sent again. */
    const hold = async (batch: readonly Sent[]): Promise<void> => {
      for (let left = batch, isFirst = true; left.length > 0; isFirst = false) {
        const statuses = await inLanes(left, statusOf)
        if (isFirst)
          left.forEach(([kind], index) => {
            const tally = tallies[kind]
            if (!tally) return
            tally.sent++
            tally[isAccepted(statuses[index] ?? 0) ? 'accepted' : 'refused']++
          })
        if (await isAsBefore()) return
        const refused = left.filter((_, index) => !isAccepted(statuses[index] ?? 0))
        if (refused.length === left.length) await blame(left)
        await putState(url, initial.document)
        if (refused.length === left.length) return
        left = refused
      }
    }

    for (let done = 0, round = 0; done < count && faults.length < ENOUGH; round++) {
      const numRuns = Math.min(size, count - done)
      const { kind, inputs } = turns[round % turns.length] as Turn
      await hold(fc.sample(inputs, { numRuns, seed: seed + round }).map((input) => [kind, input]))
      done += numRuns
      if (server.child.exitCode !== null) faults.push(`The server ended with ${server.child.exitCode}.`)
      if (server.complaints() !== '' && faults.length === 0)
        faults.push(`The server complained: ${server.complaints().slice(0, 3000)}`)
      if (faults.length > 0 && server.child.exitCode !== null) break
      if (round % 100 === 99) report(`${done} inputs, ${requests} requests, ${faults.length} faults`)
    }
  } finally {
    server.child.kill('SIGKILL')
  }
  return { tallies, requests, faults }
}

if (import.meta.main) {
  const [count = 1_000_000, seed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number)
  const plan: Plan = { count, seed, batch: 500 }
  const { tallies, requests, faults } = await prove(plan, console.log)
  for (const [kind, { sent, refused, accepted }] of Object.entries(tallies))
    console.log(`${kind}: ${sent} inputs, ${refused} refused, ${accepted} accepted`)
  for (const fault of faults) console.error(fault)
  const sent = Object.values(tallies).reduce((sum, tally) => sum + tally.sent, 0)
  console.log(`${sent} inputs with seed ${plan.seed}, ${requests} requests: ${faults.length} faults.`)
  process.exit(faults.length > 0 ? 1 : 0)
}
