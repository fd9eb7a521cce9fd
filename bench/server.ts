/**
 * `npm run bench:server [seconds]`: requests a second and latency of a running `q-kms serve`, beside those of a bare node:http server that
 * reads a body and answers it, in the same run and by the same client, so that the ratio can be read on any machine.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { headersOf } from '../src/facts/protocol.ts'

const CLIENTS = 64
const SECONDS = Number(process.argv[2] ?? 3)
/** The load that is held for a minute unless the run is shorter. */
const SOAK_SECONDS = Math.min(60, SECONDS * 20)

interface Running {
  readonly url: string
  readonly process: ChildProcess
  /** Milliseconds from the start of the process to its line. */
  readonly ready: number
}

/** Starts a process and waits for the URL that it prints. */
const start = async (...args: string[]): Promise<Running> => {
  const began = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  process.on('exit', () => child.kill())
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\S+/.exec(line)?.[0]
  if (!url) throw new Error(`Failed to start ${args.join(' ')}: it printed ${line}`)
  return { url, process: child, ready: performance.now() - began }
}

const ECHO = `
require('node:http').createServer((incoming, outgoing) => {
  const chunks = []
  incoming.on('data', (chunk) => chunks.push(chunk))
  incoming.on('end', () => {
    const body = Buffer.concat(chunks)
    outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': body.length })
    outgoing.end(body)
  })
}).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })

interface Exchange {
  readonly status: number
  readonly text: string
}

const post = (url: string, operation: string, body: object): Promise<Exchange> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = { ...headersOf(operation), 'content-length': Buffer.byteLength(text) }
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    outgoing.on('error', reject)
    outgoing.end(text)
  })

/** The answer of a request that succeeds. */
const send = async (url: string, operation: string, body: object) => {
  const { status, text } = await post(url, operation, body)
  if (status !== 200) throw new Error(`Failed to send ${operation}: ${status} ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

interface Figures {
  readonly perSecond: number
  /** Microseconds that the server computes for a request, by the operating system's count; Linux tells it. */
  readonly cpu: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** Microseconds that a process has computed for, by Linux's count (proc(5): utime and stime, in hundredths of a second). */
const cpuTime = ({ pid }: ChildProcess): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return Number.NaN
  }
}

/** Keeps the clients busy with `work`, which asks `server`. Rejects at the first request that fails. */
const load = async (seconds: number, server: Running, work: (client: number) => Promise<unknown>): Promise<Figures> => {
  const latencies: number[] = []
  const cpuBefore = cpuTime(server.process)
  const began = performance.now()
  const end = began + seconds * 1000
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let now = performance.now(); now < end; ) {
        await work(client)
        const then = performance.now()
        latencies.push(then - now)
        now = then
      }
    }),
  )
  const elapsed = (performance.now() - began) / 1000
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const cpu = (cpuTime(server.process) - cpuBefore) / sorted.length
  return { perSecond: sorted.length / elapsed, cpu, p50: at(0.5), p99: at(0.99) }
}

/** Resident memory of a process in MiB; Linux tells it in a file. */
const residentMemory = ({ pid }: ChildProcess): number | undefined => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}

const memoryOf = (child: ChildProcess): string => `${residentMemory(child)?.toFixed(0) ?? '?'} MiB`

const row = (name: string, { perSecond, p50, p99, cpu }: Figures, echo?: Figures) =>
  console.log(
    name.padEnd(26),
    perSecond.toFixed(0).padStart(9),
    p50.toFixed(2).padStart(9),
    p99.toFixed(2).padStart(9),
    (echo ? `${(echo.perSecond / perSecond).toFixed(1)} ×` : '1 ×').padStart(9),
    cpu.toFixed(0).padStart(9),
    (echo ? `${(cpu / echo.cpu).toFixed(1)} ×` : '1 ×').padStart(9),
  )

/** The work of each row; what it needs is made first. */
const workFor = async (url: string): Promise<readonly (readonly [string, () => Promise<unknown>])[]> => {
  const Plaintext = Buffer.alloc(32, 7).toString('base64')
  const { CiphertextBlob } = await send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext })
  const Message = Plaintext
  const ecdsa = { KeyId: 'alias/signing', Message, SigningAlgorithm: 'ECDSA_SHA_256' }
  const pss = { KeyId: 'alias/rsa-signing', Message, SigningAlgorithm: 'RSASSA_PSS_SHA_256' }
  return [
    ['DescribeKey', () => send(url, 'DescribeKey', { KeyId: 'alias/app' })],
    ['Encrypt', () => send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext })],
    ['Decrypt', () => send(url, 'Decrypt', { CiphertextBlob })],
    ['GenerateDataKey', () => send(url, 'GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' })],
    ['Sign, ECC_NIST_P256', () => send(url, 'Sign', ecdsa)],
    ['Sign, RSA_2048', () => send(url, 'Sign', pss)],
    ['CreateKey', () => send(url, 'CreateKey', {})],
  ]
}

/** Clients that count, each in a tag of its own on one key, while the others encrypt. */
const COUNTING = 16

/** An update that is lost shows as a tag that does not have what its client wrote last. */
const soak = async (server: Running) => {
  const { url } = server
  const { KeyMetadata } = await send(url, 'CreateKey', {})
  const { KeyId } = KeyMetadata
  const counts = new Array<number>(COUNTING).fill(0)
  const work = (client: number) => {
    const count = counts[client]
    if (count === undefined) return send(url, 'Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
    counts[client] = count + 1
    return send(url, 'TagResource', { KeyId, Tags: [{ TagKey: String(client), TagValue: String(count + 1) }] })
  }
  const memory = [memoryOf(server.process)]
  let figures: Figures | undefined
  for (let quarter = 0; quarter < 4; quarter++) {
    figures = await load(SOAK_SECONDS / 4, server, work)
    memory.push(memoryOf(server.process))
  }
  const { Tags } = await send(url, 'ListResourceTags', { KeyId, Limit: 50 })
  const found = new Map<string, string>(Tags.map(({ TagKey, TagValue }: Record<string, string>) => [TagKey, TagValue]))
  for (const [client, count] of counts.entries())
    if (found.get(String(client)) !== String(count))
      throw new Error(`Failed to keep an update: client ${client} wrote ${count} last.`)
  return { figures, updates: counts.reduce((sum, count) => sum + count), memory }
}

const echoServer = await start('-e', ECHO)
const server = await start('src/server/main.ts', 'serve', '--port', '0', '--log', 'none')

console.log(`${CLIENTS} keep-alive clients, ${SECONDS} s each\n`)
console.log('                            per second    p50 ms    p99 ms    × echo   cpu µs    × echo')
const body = { KeyId: 'alias/app', Plaintext: Buffer.alloc(32, 7).toString('base64') }
const echoing = () => send(echoServer.url, 'Encrypt', body)
await load(1, echoServer, echoing)
const echo = await load(SECONDS, echoServer, echoing)
row('echo (bare node:http)', echo)
for (const [name, work] of await workFor(server.url)) {
  await load(1, server, work)
  row(name, await load(SECONDS, server, work), echo)
}
console.log(`\nstart-up         ${server.ready.toFixed(0)} ms (echo ${echoServer.ready.toFixed(0)} ms)`)
console.log(`resident memory  ${memoryOf(server.process)} (echo ${memoryOf(echoServer.process)})`)

const fresh = await start('src/server/main.ts', 'serve', '--port', '0', '--log', 'none')
console.log(`\n${SOAK_SECONDS} s of Encrypt and TagResource on one key, on a fresh server`)
const { figures, updates, memory } = await soak(fresh)
if (figures) row('Encrypt, TagResource', figures, echo)
console.log(`no error, none of ${updates} updates lost; resident memory by quarters: ${memory.join(', ')}`)
process.exit()
